package io.charttagger.github;

import io.charttagger.chart.CommitSha;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import io.charttagger.report.Summary;
import org.kohsuke.github.GHCheckRun.Conclusion;
import org.kohsuke.github.GHCheckRun.Status;
import org.kohsuke.github.GHCheckRunBuilder.Output;

/**
 * The report as a check run on the commit, for those whose App may.
 *
 * @see <a href="https://docs.github.com/en/rest/checks/runs#create-a-check-run">Create a check
 *     run</a>
 */
final class CheckRuns {
  private static final String NAME = "Chart Tagger";

  private final RestClient rest;
  private final Hub4jClient hub;
  private final TokenProvider access;

  CheckRuns(RestClient rest, Hub4jClient hub, TokenProvider access) {
    this.rest = rest;
    this.hub = hub;
    this.access = access;
  }

  void publish(CommitSha commit, Report report) {
    if (!access.token().may("checks", "write")) {
      return;
    }
    try {
      if (hub.write(
              repository ->
                  repository
                      .createCheckRun(NAME, commit.value())
                      .withStatus(Status.COMPLETED)
                      .withConclusion(conclusion(report.outcome()))
                      .add(new Output(Summary.headline(report), Summary.of(report)))
                      .create())
          instanceof Hub4jClient.Written.Refused<?>(RestResponse answer)) {
        throw rest.failure(answer);
      }
    } catch (AmbiguousWriteException doubt) {
      // A second check run would only repeat the first one; the report itself is not lost.
      return;
    }
  }

  private static Conclusion conclusion(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Tagged() -> Conclusion.SUCCESS;
      case RunOutcome.Failed _, RunOutcome.Rejected _ -> Conclusion.FAILURE;
      case RunOutcome.NothingToTag(),
          RunOutcome.Planned(),
          RunOutcome.InProgress(),
          RunOutcome.Incomplete _,
          RunOutcome.NotOurs() ->
          Conclusion.NEUTRAL;
    };
  }
}
