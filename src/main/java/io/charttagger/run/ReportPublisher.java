package io.charttagger.run;

import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;

/**
 * Shows the report on the commit and saves it with the lease. Neither changes how the run ends: its
 * work is done, or cannot be done.
 */
final class ReportPublisher {
  private static final System.Logger LOG = System.getLogger(ReportPublisher.class.getName());

  /** The report of a run that came to its end, published. */
  Report publish(RunContext context) {
    Report report = context.progress().finished();
    if (hasNothingNew(report) && !lastEndedBadly(context)) {
      return report;
    }
    try {
      show(report, context);
    } catch (TransientFailure | PermanentFailure failure) {
      context
          .progress()
          .warn("check-run", "the commit shows no check run: " + failure.getMessage());
    }
    return context.progress().finished();
  }

  /**
   * Publishes the report of a run that had to give up after it was admitted: who sent a webhook
   * sees nothing else. Never throws.
   */
  void publishFailure(Report report, RunContext context) {
    if (context.dispatch().dryRun() || isWithoutApp(report)) {
      return;
    }
    try {
      show(report, context);
    } catch (TransientFailure | PermanentFailure failure) {
      LOG.log(
          System.Logger.Level.WARNING,
          () ->
              "commit %s does not show that its run failed: %s"
                  .formatted(context.dispatch().after(), failure.getMessage()));
    }
  }

  private static void show(Report report, RunContext context) {
    context.lease().renew();
    context.checkRuns().show(report);
    context.lease().reportAndClose(ReportJson.text(report));
  }

  /** GitHub accepts nothing from an App that is not installed. */
  private static boolean isWithoutApp(Report report) {
    return report.outcome().equals(new RunOutcome.Failed(404));
  }

  /** A run that found everything done shows nothing that the commit does not show already. */
  private static boolean hasNothingNew(Report report) {
    return switch (report.outcome()) {
      case RunOutcome.NothingToTag() -> true;
      case RunOutcome.Tagged() ->
          report.charts().stream().noneMatch(line -> line.result().isCreated())
              && report.releasePullRequests().stream()
                  .noneMatch(line -> line.result().isWrittenNow())
              && report.githubReleases().stream().noneMatch(line -> line.result().isWrittenNow());
      case RunOutcome.Planned(),
          RunOutcome.Previewed _,
          RunOutcome.InProgress(),
          RunOutcome.Incomplete _,
          RunOutcome.Failed _,
          RunOutcome.Rejected _,
          RunOutcome.NotOurs(),
          RunOutcome.Audited(),
          RunOutcome.Checked _ ->
          false;
    };
  }

  /** True when the commit shows that an earlier run failed. */
  private static boolean lastEndedBadly(RunContext context) {
    return context.lease().lastReport().filter(ReportJson::isOfFailure).isPresent();
  }
}
