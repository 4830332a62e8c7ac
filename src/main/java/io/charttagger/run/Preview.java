package io.charttagger.run;

import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.Gatekeeper;
import io.charttagger.dispatch.Request;
import io.charttagger.history.PreviewedMerge;
import io.charttagger.plan.Planner;
import io.charttagger.plan.RepositoryState;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.Repository;
import io.charttagger.report.Report;

/**
 * Reports what merging a pull request would do: the plan of its test merge. Writes nothing but its
 * answer, neither to GitHub nor to the lock table, so no lock is needed, and no real run ever waits
 * for a preview: that is why there is no lease that GitHub's {@link Repository} could write under.
 * What a preview that is cut short has read is remembered by its process alone.
 */
final class Preview {
  private final Gatekeeper gatekeeper;
  private final Forge forge;
  private final RunSettings settings;
  private final UnfinishedPreview unfinished = new UnfinishedPreview();

  /** Takes its collaborators. */
  Preview(Gatekeeper gatekeeper, Forge forge, RunSettings settings) {
    this.gatekeeper = gatekeeper;
    this.forge = forge;
    this.settings = settings;
  }

  /** Reports, as far as the request may and time allows; see {@link TaggingRun#run}. */
  Report run(Request.Preview request, Budget budget) {
    Progress progress = new Progress(budget.clock());
    return progress.reportOf(() -> tell(request, budget, progress));
  }

  private Report tell(Request.Preview request, Budget budget, Progress progress) {
    Dispatch dispatch = request.dispatch();
    progress.received(dispatch);
    gatekeeper.admit(request);
    Repository repository =
        forge.openForPreview(dispatch.repository(), dispatch.installation(), budget);
    progress.opened(repository);
    String main = new MainBranch(gatekeeper, settings.mainBranch()).of(repository, request);
    PreviewedMerge merge =
        new PreviewedMerge(
            dispatch.repository(), repository.id(), request.pullRequest(), dispatch.after());
    try {
      RepositoryState state =
          unfinished.resuming(
              "%s %s".formatted(merge, settings.question(dispatch)),
              reads ->
                  reads
                      .reader(repository, settings.layout(dispatch.repository(), main), budget)
                      .read(merge));
      progress.planned(
          ResumedPlan.fresh(
              new Planner(settings.rules().apply(dispatch).previewing()).plan(state)));
    } catch (PermanentFailure failure) {
      return progress.previewed(failure);
    }
    return progress.previewed();
  }
}
