package io.charttagger.run;

import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.Event;
import io.charttagger.dispatch.EventReader;
import io.charttagger.dispatch.Gatekeeper;
import io.charttagger.dispatch.Rejection;
import io.charttagger.dispatch.Request;
import io.charttagger.history.NotOnMain;
import io.charttagger.plan.Planner;
import io.charttagger.plan.RepositoryState;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.Lease;
import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * The story of one dispatch, from the event to the report. Start reading here; then {@link
 * Planner}.
 *
 * <p>Safe to run any number of times for one dispatch, at once or after a crash: every step creates
 * or verifies, and the tag's ref is the commit point.
 */
public final class TaggingRun {
  private final EventReader events;
  private final Gatekeeper gatekeeper;
  private final Locks locks;
  private final Forge.Forges forges;
  private final Function<Dispatch, Planner> planners;
  private final TagApplier applying;
  private final ReleaseUpdater releasing;
  private final BranchCleaner cleaningUp;

  /** Takes its collaborators. */
  public TaggingRun(Door door, Locks locks, Forge.Forges forges, RunSettings choices) {
    this.events = door.events();
    this.gatekeeper = door.gatekeeper();
    this.locks = locks;
    this.forges = forges;
    this.planners = choices.planners();
    this.applying = new TagApplier(choices.writesAtOnce());
    this.releasing = new ReleaseUpdater(locks, choices.releaseMode(), choices.mainBranch());
    this.cleaningUp = new BranchCleaner(choices.cleanupPattern());
  }

  /** Who reads the events, and who admits them. */
  public record Door(EventReader events, Gatekeeper gatekeeper) {}

  /**
   * Does what the event asks, as far as it may and can.
   *
   * @param budget the time there is; what does not fit is left to the next call, and the report
   *     says so
   * @return the report; never an exception for anything that the event, GitHub or AWS can bring
   *     about
   */
  public Report run(Event event, Budget budget) {
    Progress progress = new Progress(budget.clock());
    try {
      return switch (events.read(event)) { // 1. Receive
        case Request.NotOurs(String reason) -> progress.report(new RunOutcome.NotOurs(), reason);
        case Request.Tagging request -> tag(request, budget, progress);
      };
    } catch (Rejection rejection) {
      return progress.report(new RunOutcome.Rejected(rejection.status()), rejection);
    } catch (NotOnMain notOnMain) {
      return progress.report(new RunOutcome.Rejected(422), notOnMain);
    } catch (TransientFailure trouble) {
      return progress.report(new RunOutcome.Incomplete(trouble.retryAfter()), trouble);
    } catch (PermanentFailure trouble) {
      return progress.report(new RunOutcome.Failed(trouble.status()), trouble);
    }
  }

  /** The report of an event whose shape nobody knows. */
  public static Report rejected(Rejection rejection, Clock clock) {
    return new Progress(clock).report(new RunOutcome.Rejected(rejection.status()), rejection);
  }

  private Report tag(Request.Tagging request, Budget budget, Progress progress) {
    Dispatch dispatch = request.dispatch();
    progress.received(dispatch);
    gatekeeper.admit(request); // 2. Admit
    return switch (locks.acquire(
        LockKey.ofCommit(dispatch.repository(), dispatch.after()))) { // 3. Lock
      case Locks.Attempt.Held ignored ->
          progress.report(
              new RunOutcome.InProgress(), "another run works on this commit; ask again");
      case Locks.Attempt.Granted(Lease lease) -> {
        try (lease) {
          Forge forge = progress.counting(forges.open(dispatch, budget));
          forge.guard(lease::renew);
          yield tag(new RunContext(dispatch, forge, lease, budget), progress);
        }
      }
    };
  }

  private Report tag(RunContext means, Progress progress) {
    TaggingPlan plan = unfinished(means).orElseGet(() -> plan(means));
    progress.planned(plan);
    if (means.dispatch().dryRun()) {
      return progress.report(new RunOutcome.Planned(), "a dry run: nothing was written");
    }
    try {
      return carryOut(plan, means, progress);
    } catch (TransientFailure trouble) {
      means.lease().keep(SavedPlan.write(progress.remaining(plan), means.dispatch()));
      throw trouble;
    }
  }

  private Report carryOut(TaggingPlan plan, RunContext means, Progress progress) {
    applying.apply(plan, means, progress); // 6. Apply
    releasing.release(means, progress); // 7. Release pull request
    cleaningUp.cleanUp(means, progress); // 8. Clean up branches
    return ReportPublisher.publish(means, progress); // 9. Report
  }

  private TaggingPlan plan(RunContext means) {
    RepositoryState state = means.forge().read(); // 4. Read
    return planners.apply(means.dispatch()).plan(state); // 5. Plan
  }

  /** What an earlier call for the very same dispatch could not finish. */
  private static Optional<TaggingPlan> unfinished(RunContext means) {
    return means.lease().kept().flatMap(kept -> SavedPlan.read(kept, means.dispatch()));
  }
}
