package io.charttagger.local.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.Run;
import io.charttagger.local.github.Json;
import io.charttagger.local.job.ChartPushes.ChartPush;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replay tells at its end. */
final class ReplayRecordTest {
  private final ReplayRecord record = new ReplayRecord();

  @Test
  void givesTheLastWarningOfEachCodeAsAnExample() {
    add("1", warning("version-lower", "alpha went from 2.0.0 down to 1.9.0"));
    add("2", warning("no-source-pull-request", "no merged pull request was found"));
    add("3", warning("version-lower", "beta went from 0.2.0 down to 0.1.0"));

    assertThat(shown())
        .contains(
            """
                  2  version-lower
                     such as 3333333: beta went from 0.2.0 down to 0.1.0
                  1  no-source-pull-request
                     such as 2222222: no merged pull request was found
            """);
  }

  private void add(String digit, JsonNode warning) {
    JsonNode report = Json.object("outcome", "tagged", "warnings", Json.array(List.of(warning)));
    CommitSha before = CommitSha.parse("0".repeat(40));
    CommitSha after = CommitSha.parse(digit.repeat(40));
    record.add(
        new ChartPush(before, after, "Raise"),
        new Run(report, report, Duration.ZERO),
        new ReplayRecord.Effort(1, Duration.ZERO));
  }

  private static JsonNode warning(String code, String message) {
    return Json.object("code", code, "message", message);
  }

  private String shown() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    record.show(new Screen(new PrintStream(bytes, true, UTF_8), false));
    return bytes.toString(UTF_8);
  }
}
