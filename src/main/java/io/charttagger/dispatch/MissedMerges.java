package io.charttagger.plan;

import io.charttagger.chart.CommitSha;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of merges whose own dispatch has not come. */
public enum MissedMerges {
  /** The next run tags them. */
  TAG,
  /** The next run reports them: their dispatches wait for something, such as a green build. */
  REPORT,
  /** The next run does not look at them. */
  OFF;

  /** The mark that a run begins at: none when nothing before its own push matters. */
  public Optional<CommitSha> from(Optional<CommitSha> mark) {
    return switch (this) {
      case TAG, REPORT -> mark;
      case OFF -> Optional.empty();
    };
  }

  /**
   * The plan as far as it may be done.
   *
   * @param before the commit that the push of the dispatch begins behind
   */
  public TaggingPlan allowed(TaggingPlan plan, Optional<CommitSha> before) {
    return switch (this) {
      case TAG, OFF -> plan;
      case REPORT -> reported(plan, plan.covered().behind(before));
    };
  }

  private static TaggingPlan reported(TaggingPlan plan, List<CommitSha> pushed) {
    List<Step> steps = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>(plan.warnings());
    for (Step step : plan.steps()) {
      if (step instanceof Step.CreateTag create && !pushed.contains(step.subject().commit())) {
        warnings.add(
            new Warning(
                step.subject().chart(),
                "missed",
                "tag %s for commit %s is missing, and no dispatch for that merge has come yet; CATCH_UP=report leaves it to that dispatch"
                    .formatted(
                        create.release().tag().name(), step.subject().commit().abbreviated())));
      } else {
        steps.add(step);
      }
    }
    return new TaggingPlan(plan.repository(), plan.commit(), steps, warnings, plan.covered());
  }
}
