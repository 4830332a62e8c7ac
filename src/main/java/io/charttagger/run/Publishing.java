package io.charttagger.run;

/**
 * Shows the report on the commit and keeps it beside the lock. What is done is done: neither can
 * fail the run.
 */
final class Publishing {
  private Publishing() {}

  static Report publish(Means means, Progress progress) {
    Report report = progress.finished();
    if (report.outcome() instanceof Outcome.NothingToTag) {
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
}
