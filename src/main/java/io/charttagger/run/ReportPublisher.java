package io.charttagger.run;

import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;

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
      context.checkRuns().show(report);
      context.lease().reportAndClose(ReportJson.text(report));
    } catch (TransientFailure | PermanentFailure failure) {
      context
          .progress()
          .warn("check-run", "the commit shows no check run: " + failure.getMessage());
    }
    return context.progress().finished();
  }

  /** A run that found everything done shows nothing that the commit does not show already. */
  private static boolean isRepetition(Report report) {
    return report.outcome() instanceof RunOutcome.Tagged
        && report.charts().stream().noneMatch(line -> line.result().isCreated())
        && report.releasePullRequests().stream().noneMatch(line -> line.result().isWrittenNow());
  }
}
