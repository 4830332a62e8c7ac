package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.Gatekeeper;
import io.charttagger.dispatch.Request;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.Lease;
import io.charttagger.port.LockKey;
import io.charttagger.port.Repository;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;
import java.util.Optional;

/**
 * Tags the charts on main whose current versions have no tag, each on the merge that brought its
 * version. The story is that of {@link TaggingRun}, under the lock of main's head. What is
 * unfinished is kept under a lock of its own, beside what an ordinary run of that commit keeps. The
 * mark is not moved, because nothing is decided of what comes after those merges.
 *
 * <p>Safe to run any number of times: a tag that exists is not looked at again, so a backfill that
 * was cut short goes on when it is sent again. What it had planned is finished first, wherever the
 * main branch points by then: its tags still have to be listed in the release pull request.
 */
final class Backfill {
  private final Gatekeeper gatekeeper;
  private final Actions.Table table;
  private final Forge forge;
  private final RunSettings settings;

  /** Takes its collaborators. */
  Backfill(Gatekeeper gatekeeper, Actions.Table table, Forge forge, RunSettings settings) {
    this.gatekeeper = gatekeeper;
    this.table = table;
    this.forge = forge;
    this.settings = settings;
  }

  /** Does what the request asks, as far as it may and can; see {@link TaggingRun#run}. */
  Report run(Request.Backfill request, Budget budget) {
    Progress progress = new Progress(budget.clock());
    return progress.reportOf(() -> tell(request, budget, progress));
  }

  private Report tell(Request.Backfill request, Budget budget, Progress progress) {
    progress.about(request.survey().repository());
    gatekeeper.admit(request);
    Repository repository =
        forge.open(request.survey().repository(), request.survey().installation(), budget);
    progress.opened(repository);
    String main =
        new MainBranch(gatekeeper, settings.mainBranch())
            .of(repository, request.caller(), request.survey().branch());
    Dispatch dispatch = SurveyedCharts.atHead(request.survey(), request.dryRun(), repository, main);
    progress.received(dispatch);
    try (Lease work =
            table.lock(
                LockKey.ofBackfill(dispatch.repository()),
                "another backfill is working on this repository; retry in 5 s");
        Lease lease =
            table.lock(
                LockKey.ofCommit(dispatch.repository(), dispatch.after()),
                "another run is working on this repository; retry in 5 s")) {
      Repository leased = repository.under(work, lease);
      RunContext context =
          new RunContext(
              dispatch,
              leased,
              lease,
              budget,
              progress,
              CheckRuns.none(leased, dispatch.after()),
              main,
              MainProgress.read(table.marks(), leased.id()));
      Optional<ResumedPlan> begun = begun(dispatch, work);
      Report report = report(context, work, begun);
      if (!dispatch.dryRun() || begun.isEmpty()) {
        // The next one looks anew at what is missing.
        work.reportAndClose(ReportJson.text(report));
      }
      return report;
    }
  }

  private Report report(RunContext context, Lease work, Optional<ResumedPlan> begun) {
    TaggingPlan plan = plan(context, work, begun);
    if (context.dispatch().dryRun()) {
      return context.progress().report(new RunOutcome.Planned(), "a dry run: nothing was written");
    }
    RunSettings own =
        settings.in(
            context.reader(settings, SavedReads.none()).settings(context.dispatch().after()));
    // A process that dies from here on leaves what it was about to do.
    save(plan, context, work);
    try {
      ReleaseUpdater releases = new ReleaseUpdater(table.locks(), own);
      PullRequestAhead ahead = releases.lookAhead(plan, context);
      new TagApplier(own).apply(plan, context);
      new GitHubReleases(own).create(context);
      releases.updateWithOldCommits(context, ahead);
      new BranchCleaner(own).clean(context);
    } catch (TransientFailure failure) {
      save(plan, context, work);
      throw failure;
    }
    return finished(context.progress());
  }

  private void save(TaggingPlan plan, RunContext context, Lease work) {
    work.save(
        SavedPlan.write(context.progress().unfinished(plan), planQuestion(context.dispatch())));
  }

  /** What an earlier backfill could not finish. */
  private Optional<ResumedPlan> begun(Dispatch dispatch, Lease work) {
    return work.savedWork()
        .flatMap(saved -> SavedPlan.read(saved, dispatch, planQuestion(dispatch)));
  }

  private TaggingPlan plan(RunContext context, Lease work, Optional<ResumedPlan> begun) {
    Dispatch dispatch = context.dispatch();
    TaggingPlan plan =
        begun
            .map(saved -> resumed(saved, context))
            .orElseGet(
                () ->
                    SavedReads.resuming(
                        work, readQuestion(dispatch), reads -> plan(context, reads)));
    CommitSha head = plan.commit();
    if (!head.equals(dispatch.after())) {
      context
          .progress()
          .warn(
              "main-moved",
              "this ends a backfill that was begun when %s was at %s; it is at %s now, so send the same again for what was merged since"
                  .formatted(context.mainBranch(), head, dispatch.after()));
    }
    return plan;
  }

  private TaggingPlan resumed(ResumedPlan saved, RunContext context) {
    return context
        .progress()
        .resumed(saved, settings.rules().apply(context.dispatch()).signer())
        .plan();
  }

  private TaggingPlan plan(RunContext context, SavedReads reads) {
    TaggingPlan plan =
        new BackfillPlanner(
                context.reader(settings, reads),
                settings.rules().apply(context.dispatch()),
                context.dispatch(),
                context.main().owed())
            .plan();
    context.progress().planned(ResumedPlan.fresh(plan));
    return plan;
  }

  private String readQuestion(Dispatch dispatch) {
    return "backfill " + settings.question(dispatch);
  }

  private String planQuestion(Dispatch dispatch) {
    return "backfill " + settings.questionOfAnyWindow(dispatch);
  }

  private static Report finished(Progress progress) {
    Report report = progress.finished();
    return report.outcome().equals(new RunOutcome.NothingToTag())
        ? progress.report(report.outcome(), "no chart on main lacks a tag that a backfill can make")
        : report;
  }
}
