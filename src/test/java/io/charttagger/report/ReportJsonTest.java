package io.charttagger.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.TagName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be told from a report that was saved. */
final class ReportJsonTest {
  @Test
  void theReportOfARunThatFailedOrWasRejectedIsOne() {
    assertThat(Stream.of(new RunOutcome.Failed(422), new RunOutcome.Rejected(403)).map(this::text))
        .allMatch(ReportJson::isOfFailure);
    assertThat(
            Stream.of(
                    new RunOutcome.Tagged(),
                    new RunOutcome.NothingToTag(),
                    new RunOutcome.Incomplete(Duration.ZERO))
                .map(this::text))
        .noneMatch(ReportJson::isOfFailure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "failed", "{", "[]", "null", "{\"outcome\":{}}"})
  void anotherTextIsNone(String text) {
    assertThat(ReportJson.isOfFailure(text)).isFalse();
  }

  @Test
  void aGitHubReleaseHasATagAPageAnOutcomeAndAMessage() {
    Report report =
        report(
            new RunOutcome.Failed(422),
            List.of(
                new GitHubReleaseLine(
                    new TagName("a-v1.0.0"),
                    Optional.of("https://github.example/a"),
                    GitHubReleaseResult.CREATED,
                    "published"),
                new GitHubReleaseLine(
                    new TagName("b-v1.0.0"),
                    Optional.empty(),
                    GitHubReleaseResult.FAILED,
                    "refused"),
                new GitHubReleaseLine(
                    new TagName("c-v1.0.0"),
                    Optional.of("https://github.example/c"),
                    GitHubReleaseResult.EXISTS,
                    "left")));

    assertThat(ReportJson.facts(report).path("githubReleases").toString())
        .isEqualTo(
            """
            [{"tag":"a-v1.0.0","url":"https://github.example/a","outcome":"created","message":"published"},\
            {"tag":"b-v1.0.0","outcome":"failed","message":"refused"},\
            {"tag":"c-v1.0.0","url":"https://github.example/c","outcome":"exists","message":"left"}]""");
    assertThat(ReportJson.text(report(new RunOutcome.Tagged(), List.of())))
        .contains("\"githubReleases\":[]");
  }

  private String text(RunOutcome outcome) {
    return ReportJson.text(report(outcome, List.of()));
  }

  private static Report report(RunOutcome outcome, List<GitHubReleaseLine> published) {
    return new Report(
        outcome,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        published,
        List.of(),
        List.of(),
        List.of(),
        new Report.Effort(0, Duration.ZERO));
  }
}
