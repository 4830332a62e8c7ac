package io.charttagger.run;

import io.charttagger.dispatch.Event;
import io.charttagger.dispatch.EventReader;
import io.charttagger.dispatch.Gatekeeper;
import io.charttagger.dispatch.Rejection;
import io.charttagger.dispatch.Request;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.Lease;
import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import io.charttagger.port.Marks;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What the function can be asked to do. Each action admits its own request, and ends with a report
 * whatever happens.
 */
public final class Actions {
  private final EventReader events;
  private final TaggingRun taggingRun;
  private final Preview preview;
  private final CatchUp catchUp;
  private final Backfill backfill;
  private final Audit audit;
  private final CheckSetup checkSetup;

  /** Takes the collaborators of all actions. */
  public Actions(Entrance entrance, Table table, Forge forge, RunSettings settings) {
    this.events = entrance.events();
    this.taggingRun = new TaggingRun(entrance.gatekeeper(), table, forge, settings);
    this.preview = new Preview(entrance.gatekeeper(), forge, settings);
    this.catchUp = new CatchUp(entrance.gatekeeper(), table, forge, taggingRun);
    this.backfill = new Backfill(entrance.gatekeeper(), table, forge, settings);
    this.audit = new Audit(entrance.gatekeeper(), table, forge, settings);
    this.checkSetup = new CheckSetup(entrance.gatekeeper(), table, forge, settings);
  }

  /**
   * How requests come in.
   *
   * @param events reads the events
   * @param gatekeeper admits the requests
   */
  public record Entrance(EventReader events, Gatekeeper gatekeeper) {}

  /**
   * What all processes share.
   *
   * @param locks who works on what
   * @param marks how far each repository is decided
   */
  public record Table(Locks locks, Marks marks) {

    /**
     * Acquires a lease.
     *
     * @param busy what to say when another one has it; the run then ends as in progress
     */
    Lease lock(LockKey key, String busy) {
      return switch (locks.acquire(key)) {
        case Locks.Attempt.Granted(Lease lease) -> lease;
        case Locks.Attempt.Denied _ -> throw new RunStopped(new RunOutcome.InProgress(), busy);
      };
    }
  }

  /**
   * Does what the event asks, as far as it may and can.
   *
   * @param budget the time there is; what does not fit is left to the next call, and the report
   *     says so
   * @param log takes the report of each run that is part of a larger action, as soon as it ends;
   *     may be called by several threads at once
   * @return the report, also when the event, GitHub or AWS is at fault; only a defect of this
   *     program is thrown
   */
  public Report run(Event event, Budget budget, Consumer<Report> log) {
    Progress progress = new Progress(budget.clock());
    return progress.reportOf(
        () ->
            switch (events.read(event)) {
              case Request.Tagging request -> taggingRun.run(request, budget);
              case Request.Preview request -> preview.run(request, budget);
              case Request.CatchUp request -> catchUp.run(request, budget, log);
              case Request.Backfill request -> backfill.run(request, budget);
              case Request.Audit request -> audit.run(request, budget);
              case Request.CheckSetup request -> checkSetup.run(request, budget);
              case Request.NotOurs(String reason) ->
                  progress.report(new RunOutcome.NotOurs(), reason);
            });
  }

  /** The report of an event whose shape is unknown. */
  public static Report rejected(Rejection rejection, Clock clock) {
    return new Progress(clock).rejected(rejection.status(), rejection);
  }
}
