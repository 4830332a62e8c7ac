package io.charttagger.run;

import io.charttagger.plan.Step;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.port.Repository;
import io.charttagger.release.ReleaseMode;
import java.util.List;

/**
 * Creates the tags of a plan, charts side by side. One chart's refusal does not stop another; a
 * failure that concerns them all lets the tags that are begun come to their end and begins no more.
 */
final class TagApplier {
  /** Its branch, and itself. */
  private static final int WRITES_OF_A_PULL_REQUEST = 2;

  /** Each writes once, then once more: some wait so that there is always one to write. */
  private static final int CHARTS_FOR_EACH_WRITE = 2;

  private final int writesAtOnce;
  private final ReleaseMode releaseMode;
  private final boolean publishes;

  TagApplier(RunSettings settings) {
    this.writesAtOnce = settings.writesAtOnce();
    this.releaseMode = settings.releases().mode();
    this.publishes = settings.releases().onGitHub();
  }

  /** Creates every tag of the plan, each while the lease is still ours. */
  void apply(TaggingPlan plan, RunContext context) {
    announce(plan, context.repository());
    TagWriter writer = new TagWriter(context.repository(), context.budget());
    ConcurrentWrites.each(
        creations(plan),
        chartsAtOnce(),
        context,
        step -> context.progress().done(step, writer.create(step.release().tag())));
  }

  private static List<Step.CreateTag> creations(TaggingPlan plan) {
    return plan.steps().stream()
        .filter(Step.CreateTag.class::isInstance)
        .map(Step.CreateTag.class::cast)
        .toList();
  }

  /** One write at a time is for those who want no more begun than is written. */
  private int chartsAtOnce() {
    return writesAtOnce == 1 ? 1 : CHARTS_FOR_EACH_WRITE * writesAtOnce;
  }

  /** What this class writes, and what the run writes after it. */
  private void announce(TaggingPlan plan, Repository repository) {
    int tags = creations(plan).size();
    int pullRequests =
        switch (releaseMode) {
          case BATCH -> 1;
          case PER_CHART -> WRITES_OF_A_PULL_REQUEST * tags;
          case OFF -> 0;
        };
    int releases = publishes ? tags : 0;
    if (tags > 0) {
      repository.announceWrites(
          TagWriter.WRITES * tags
              + releases
              + pullRequests
              + (repository.mayCreateCheckRuns() ? 1 : 0));
    }
  }
}
