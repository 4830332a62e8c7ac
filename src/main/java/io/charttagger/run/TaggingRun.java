package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.Gatekeeper;
import io.charttagger.dispatch.MissedMerges;
import io.charttagger.dispatch.Request;
import io.charttagger.history.NotOnMain;
import io.charttagger.history.StateReader;
import io.charttagger.history.Window;
import io.charttagger.plan.Covered;
import io.charttagger.plan.PlanRules;
import io.charttagger.plan.Planner;
import io.charttagger.plan.RepositoryState;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.Lease;
import io.charttagger.port.LockKey;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.Repository;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The story of one dispatch, from the request to the report. Start reading here, at {@code tell};
 * then {@link Planner}.
 *
 * <p>Safe to run any number of times for one dispatch, at once or after a crash: every step creates
 * or verifies, and the tag's ref is the commit point.
 */
final class TaggingRun {
  private final Gatekeeper gatekeeper;
  private final Actions.Table table;
  private final Forge forge;
  private final RunSettings settings;
  private final ReportPublisher reportPublisher = new ReportPublisher();

  /** Takes its collaborators. */
  TaggingRun(Gatekeeper gatekeeper, Actions.Table table, Forge forge, RunSettings settings) {
    this.gatekeeper = gatekeeper;
    this.table = table;
    this.forge = forge;
    this.settings = settings;
  }

  /**
   * Does what the request asks, as far as it may and can.
   *
   * @param budget the time there is; what does not fit is left to the next call, and the report
   *     says so
   * @return the report, also when the request, GitHub or AWS is at fault; only a defect of this
   *     program is thrown
   */
  Report run(Request.Tagging request, Budget budget) {
    Progress progress = new Progress(budget.clock());
    return progress.reportOf(() -> tell(request, budget, progress));
  }

  /** What becomes of merges whose own dispatch has not come. */
  MissedMerges missedMerges() {
    return settings.missedMerges();
  }

  /** Finds the branch whose merges are tagged. */
  MainBranch mainBranch() {
    return new MainBranch(gatekeeper, settings.mainBranch());
  }

  private Report tell(Request.Tagging request, Budget budget, Progress progress) {
    Dispatch dispatch = receive(request, progress); // 1. Receive
    gatekeeper.admit(request); // 2. Admit
    try (Lease lease = lock(dispatch)) { // 3. Lock
      RunContext context = open(request, lease, budget, progress);
      Decided decided = plan(context); // 4. Read, and 5. Plan
      TaggingPlan plan = decided.plan();
      stopDryRun(context);
      begin(plan, context);
      try {
        ReleaseUpdater releases = new ReleaseUpdater(table.locks(), decided.settings());
        PullRequestAhead ahead = releases.lookAhead(plan, context);
        new TagApplier(decided.settings()).apply(plan, context); // 6. Apply
        new GitHubReleases(decided.settings()).create(context); // ... and publish
        releases.update(context, ahead); // 7. Release pull request
        new BranchCleaner(decided.settings()).clean(context); // 8. Clean up branches
        return report(plan, context); // 9. Report
      } catch (PermanentFailure failure) {
        reportPublisher.publishFailure(progress.failed(failure), context);
        throw failure;
      } catch (TransientFailure failure) {
        lease.save(SavedPlan.write(progress.unfinished(plan), settings.question(dispatch)));
        context.checkRuns().correct(progress.incomplete(failure));
        throw failure;
      }
    }
  }

  private static Dispatch receive(Request.Tagging request, Progress progress) {
    progress.received(request.dispatch());
    return request.dispatch();
  }

  private Lease lock(Dispatch dispatch) {
    return table.lock(
        LockKey.ofCommit(dispatch.repository(), dispatch.after()),
        "another run is working on this commit; send the same dispatch again in 5 s");
  }

  private RunContext open(Request.Tagging request, Lease lease, Budget budget, Progress progress) {
    Dispatch dispatch = request.dispatch();
    Repository repository =
        forge.open(dispatch.repository(), dispatch.installation(), budget).under(lease);
    progress.opened(repository);
    return new RunContext(
        dispatch,
        repository,
        lease,
        budget,
        progress,
        new CheckRuns(repository, dispatch.after()),
        mainBranch().of(repository, request.caller(), dispatch.branch()),
        MainProgress.read(table.marks(), repository.id()));
  }

  /** The plan, and the settings that it is applied by. */
  private record Decided(TaggingPlan plan, RunSettings settings) {}

  /** What could not be decided, such as for its settings, is once somebody has corrected them. */
  private static void beginUndecided(RunContext context) {
    Dispatch dispatch = context.dispatch();
    if (!dispatch.dryRun() && decidesAll(dispatch)) {
      context
          .main()
          .begin(new Covered(dispatch.before(), List.of(dispatch.after()), Optional.empty()));
    }
  }

  /** What an earlier run of the very same dispatch could not finish, or a new plan. */
  private Decided plan(RunContext context) {
    try {
      PlanRules rules = settings.rules().apply(context.dispatch());
      return resumed(context, rules).orElseGet(() -> decided(context, rules));
    } catch (NotOnMain notOnMain) {
      reportPublisher.publishFailure(context.progress().rejected(422, notOnMain), context);
      throw notOnMain;
    } catch (PermanentFailure failure) {
      beginUndecided(context);
      reportPublisher.publishFailure(context.progress().failed(failure), context);
      throw failure;
    }
  }

  private Optional<Decided> resumed(RunContext context, PlanRules rules) {
    Dispatch dispatch = context.dispatch();
    return context
        .lease()
        .savedWork()
        .flatMap(work -> SavedPlan.read(work, dispatch, settings.question(dispatch)))
        .map(saved -> context.progress().resumed(saved, rules.signer()))
        .map(
            resumed ->
                new Decided(
                    resumed.plan(),
                    settings.in(
                        context.reader(settings, SavedReads.none()).settings(dispatch.after()))));
  }

  /** Reads, where an earlier run of the very same dispatch had to stop, and plans. */
  private Decided decided(RunContext context, PlanRules rules) {
    return SavedReads.resuming(
        context.lease(),
        settings.question(context.dispatch()),
        reads -> {
          StateReader reader = context.reader(settings, reads);
          RepositoryState state = reader.read(window(context, beginning(context)));
          RunSettings own = settings.in(reader.settings(context.dispatch().after()));
          Planner planner = new Planner(rules);
          TaggingPlan plan = withEarlier(planner.plan(state), planner, context);
          context.progress().planned(ResumedPlan.fresh(plan));
          return new Decided(plan, own);
        });
  }

  private static Window window(RunContext context, Optional<CommitSha> mark) {
    return Window.of(context.dispatch(), mark).owing(context.main().owed());
  }

  /** The mark, where merges since then are tagged. */
  private Optional<CommitSha> beginning(RunContext context) {
    Dispatch dispatch = context.dispatch();
    boolean fromMark =
        switch (settings.missedMerges()) {
          case TAG -> true;
          // A catch-up is a dry run then, and shows what waits.
          case REPORT -> dispatch.dryRun() && dispatch.before().isEmpty();
          case OFF -> false;
        };
    return fromMark ? context.main().mark().commit() : Optional.empty();
  }

  /** What earlier pushes left undone. */
  private TaggingPlan withEarlier(TaggingPlan plan, Planner planner, RunContext context) {
    if (context.dispatch().dryRun() || !decidesAll(context.dispatch())) {
      return plan;
    }
    // Another reader, whose failures are not those of the push: what it reads is not saved.
    StateReader reader = context.reader(settings, SavedReads.none());
    Function<Window, TaggingPlan> decide =
        window -> planner.plan(reader.read(window, context.dispatch().after()));
    return switch (settings.missedMerges()) {
      case TAG ->
          new OwedTags(context.main(), decide).addedTo(plan, context.budget().clock().instant());
      case REPORT -> withWaiting(plan, decide, context);
      case OFF -> plan;
    };
  }

  private static TaggingPlan withWaiting(
      TaggingPlan plan, Function<Window, TaggingPlan> decide, RunContext context) {
    Optional<CommitSha> mark = context.main().mark().commit();
    if (mark.isEmpty() || mark.equals(plan.covered().from())) {
      return plan;
    }
    try {
      return WaitingMerges.toldIn(plan, decide.apply(window(context, mark)));
    } catch (TransientFailure | PermanentFailure trouble) {
      // The mark stays where it is, so a later run tells of them.
      context.progress().warn("missed", "earlier merges were not read: " + trouble.getMessage());
      return plan;
    }
  }

  private static void stopDryRun(RunContext context) {
    if (context.dispatch().dryRun()) {
      throw new RunStopped(new RunOutcome.Planned(), "a dry run: nothing was written");
    }
  }

  /** A filtered run decides only some of what its push brought. */
  private static boolean decidesAll(Dispatch dispatch) {
    return dispatch.charts().isEmpty();
  }

  private static void begin(TaggingPlan plan, RunContext context) {
    if (decidesAll(context.dispatch())) {
      context.main().begin(plan.covered());
    }
  }

  private Report report(TaggingPlan plan, RunContext context) {
    if (decidesAll(context.dispatch())) {
      try {
        context
            .main()
            .end(plan.covered(), context.progress().charts(), context.budget().clock().instant());
      } catch (TransientFailure | PermanentFailure failure) {
        // The mark stays where it was: the next run decides this push once more.
        context
            .progress()
            .warn(
                "mark",
                "it was not saved that this push is done, so the next run looks at it again: "
                    + failure.getMessage());
      }
    }
    return reportPublisher.publish(context);
  }
}
