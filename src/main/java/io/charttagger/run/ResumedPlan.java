package io.charttagger.run;

import io.charttagger.chart.TagObject;
import io.charttagger.plan.TaggingPlan;
import java.util.function.UnaryOperator;

/**
 * A plan, and what earlier attempts of the same run have done of it.
 *
 * @param plan the plan; a tag that is created already is a step that keeps it
 * @param done what is done
 */
record ResumedPlan(TaggingPlan plan, WorkDone done) {
  /** A plan of which nothing is done. */
  static ResumedPlan fresh(TaggingPlan plan) {
    return new ResumedPlan(plan, WorkDone.NOTHING);
  }

  /** The same with the tags that are to be created signed. */
  ResumedPlan signedBy(UnaryOperator<TagObject> signer) {
    return new ResumedPlan(plan.signedBy(signer), done);
  }
}
