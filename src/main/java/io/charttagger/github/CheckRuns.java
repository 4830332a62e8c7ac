package io.charttagger.github;

import io.charttagger.chart.CommitSha;
import io.charttagger.run.Outcome;
import io.charttagger.run.Report;
import io.charttagger.run.Summary;
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
  private final Hub hub;
  private final Access access;

  CheckRuns(RestClient rest, Hub hub, Access access) {
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
          instanceof Hub.Written.Refused<?>(Answer answer)) {
        throw rest.failure(answer);
      }
    } catch (DoubtfulWrite doubt) {
      // A second check run would only repeat the first one; the report itself is not lost.
      return;
    }
  }

  private static Conclusion conclusion(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Tagged() -> Conclusion.SUCCESS;
      case Outcome.Failed _, Outcome.Rejected _ -> Conclusion.FAILURE;
      case Outcome.NothingToTag(),
          Outcome.Planned(),
          Outcome.InProgress(),
          Outcome.Incomplete _,
          Outcome.NotOurs() ->
          Conclusion.NEUTRAL;
    };
  }
}
