package io.charttagger.report;

import static org.assertj.core.api.Assertions.assertThat;

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

  private String text(RunOutcome outcome) {
    return ReportJson.text(
        new Report(
            outcome,
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Report.Effort(0, Duration.ZERO)));
  }
}
