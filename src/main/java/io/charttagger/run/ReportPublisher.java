package io.charttagger.run;

import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;

/**
 * Shows the report on the commit and keeps it beside the lock. What is done is done: neither can
 * fail the run.
 */
final class ReportPublisher {
  private ReportPublisher() {}

  static Report publish(RunContext means, Progress progress) {
    Report report = progress.finished();
    if (report.outcome() instanceof RunOutcome.NothingToTag || isRepetition(report)) {
      return report;
    }
    try {
      means.lease().renew();
      means.forge().publish(report);
      means.lease().keepReport(ReportJson.text(report));
    } catch (TransientFailure | PermanentFailure trouble) {
      progress.warn("check-run", "the commit shows no check run: " + trouble.getMessage());
    }
    return progress.finished();
  }

  /** A run that found everything done shows nothing that the commit does not show already. */
  private static boolean isRepetition(Report report) {
    return report.outcome() instanceof RunOutcome.Tagged
        && report.charts().stream().noneMatch(line -> line.result().isCreatedNow())
        && report.releasePullRequests().stream().noneMatch(line -> line.result().isWrittenNow());
  }
}
