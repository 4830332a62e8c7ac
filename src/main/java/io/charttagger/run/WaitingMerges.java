package io.charttagger.run;

import io.charttagger.plan.Covered;
import io.charttagger.plan.Step;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.plan.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Merges behind the mark that a run leaves to their own dispatches: it tells of them, and the mark
 * waits for them.
 */
final class WaitingMerges {
  private WaitingMerges() {}

  /**
   * The plan of a push, with a warning for each tag that waits.
   *
   * @param all the plan of everything since the mark
   */
  static TaggingPlan toldIn(TaggingPlan push, TaggingPlan all) {
    Set<String> own = push.steps().stream().map(WaitingMerges::key).collect(Collectors.toSet());
    List<Warning> warnings = new ArrayList<>(push.warnings());
    boolean nothingWaits = true;
    for (Step step : all.steps()) {
      if (step instanceof Step.CreateTag create && !own.contains(key(step))) {
        nothingWaits = false;
        warnings.add(
            new Warning(
                step.subject().chart(),
                "missed",
                "tag %s for commit %s is missing, and no dispatch for that merge has come yet; CATCH_UP=report leaves it to that dispatch"
                    .formatted(
                        create.release().tag().name(), step.subject().commit().abbreviated())));
      }
    }
    Covered covered = nothingWaits ? all.covered() : push.covered();
    return new TaggingPlan(push.repository(), push.commit(), push.steps(), warnings, covered);
  }

  private static String key(Step step) {
    return step.subject().commit() + " " + step.subject().directory();
  }
}
