package io.charttagger.run;

import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.CheckRun;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.Repository;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;
import io.charttagger.report.Summary;

/**
 * Shows the report on the commit and saves it with the lease. Neither can fail the run: its work is
 * done.
 */
final class ReportPublisher {

  /** The report of a run that came to its end, published. */
  Report publish(RunContext context) {
    Report report = context.progress().finished();
    if (report.outcome() instanceof RunOutcome.NothingToTag || isRepetition(report)) {
      return report;
    }
    try {
      context.lease().renew();
      show(report, context);
      context.lease().reportAndClose(ReportJson.text(report));
    } catch (TransientFailure | PermanentFailure failure) {
      context
          .progress()
          .warn("check-run", "the commit shows no check run: " + failure.getMessage());
    }
    return context.progress().finished();
  }

  private static void show(Report report, RunContext context) {
    Repository repository = context.repository();
    if (!repository.mayCreateCheckRuns()) {
      return;
    }
    try {
      repository.createCheckRun(
          context.dispatch().after(),
          new CheckRun(conclusion(report.outcome()), Summary.headline(report), Summary.of(report)));
    } catch (AmbiguousWriteException ambiguous) {
      // A second check run would only repeat the first one; the report itself is not lost.
      return;
    }
  }

  private static CheckRun.Conclusion conclusion(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Tagged() -> CheckRun.Conclusion.SUCCESS;
      case RunOutcome.Failed _, RunOutcome.Rejected _ -> CheckRun.Conclusion.FAILURE;
      case RunOutcome.NothingToTag(),
          RunOutcome.Planned(),
          RunOutcome.InProgress(),
          RunOutcome.Incomplete _,
          RunOutcome.NotOurs() ->
          CheckRun.Conclusion.NEUTRAL;
    };
  }

  /** A run that found everything done shows nothing that the commit does not show already. */
  private static boolean isRepetition(Report report) {
    return report.outcome() instanceof RunOutcome.Tagged
        && report.charts().stream().noneMatch(line -> line.result().isCreatedNow())
        && report.releasePullRequests().stream().noneMatch(line -> line.result().isWrittenNow());
  }
}
