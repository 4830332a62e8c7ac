package io.charttagger.run;

/**
 * Shows the report on the commit and keeps it beside the lock. What is done is done: neither can
 * fail the run.
 */
final class Publishing {
  private Publishing() {}

  static Report publish(Means means, Progress progress) {
    Report report = progress.finished();
    if (report.outcome() instanceof Outcome.NothingToTag || isRepetition(report)) {
      return report;
    }
    try {
      means.lease().renew();
      means.forge().publish(report);
      means.lease().keepReport(ReportJson.text(report));
    } catch (PassingTrouble | LastingTrouble trouble) {
      progress.warn("check-run", "the commit shows no check run: " + trouble.getMessage());
    }
    return progress.finished();
  }

  /** A run that found everything done shows nothing that the commit does not show already. */
  private static boolean isRepetition(Report report) {
    return report.outcome() instanceof Outcome.Tagged
        && report.charts().stream().noneMatch(line -> line.outcome().equals("created"))
        && report.releasePullRequests().stream()
            .noneMatch(
                line -> line.outcome().equals("created") || line.outcome().equals("updated"));
  }
}
