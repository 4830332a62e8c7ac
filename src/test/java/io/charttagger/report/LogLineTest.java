package io.charttagger.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.plan.ChartRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What CloudWatch measures of an event, from its line in the log. */
final class LogLineTest {
  private static final Instant START = Instant.parse("2026-11-22T10:11:12.345Z");

  private static final ChartRef SUBJECT =
      new ChartRef(
          "alpha",
          "charts/alpha",
          Optional.empty(),
          Optional.empty(),
          CommitSha.parse("1".repeat(40)),
          Optional.empty());

  static Stream<RunOutcome> everyOutcome() {
    return Stream.of(
        new RunOutcome.Tagged(),
        new RunOutcome.NothingToTag(),
        new RunOutcome.Planned(),
        new RunOutcome.Previewed(true),
        new RunOutcome.InProgress(),
        new RunOutcome.Incomplete(Duration.ZERO),
        new RunOutcome.Failed(422),
        new RunOutcome.Rejected(401),
        new RunOutcome.NotOurs(),
        new RunOutcome.Audited());
  }

  @ParameterizedTest
  @MethodSource("everyOutcome")
  void cloudWatchTakesMetricsFromTheLineOfAnyEvent(RunOutcome outcome) throws Exception {
    for (boolean isWebhook : new boolean[] {true, false}) {
      JsonNode line = line(report(outcome, ChartResult.INVALID), isWebhook);

      assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(START.toEpochMilli());
      assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").asText()).isEqualTo("ChartTagger");
      assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
          .as("a repository would be a metric of its own")
          .isEqualTo("[[\"FunctionName\"]]");
    }
  }

  @ParameterizedTest
  @MethodSource("everyOutcome")
  void theLineIsTheReportWithItsMetrics(RunOutcome outcome) throws Exception {
    Report report = report(outcome, ChartResult.CREATED);

    JsonNode line = line(report, true);

    ReportJson.facts(report)
        .properties()
        .forEach(
            fact ->
                assertThat(line.path(fact.getKey()).toString())
                    .isEqualTo(fact.getValue().toString()));
    assertThat(ReportJson.of(report).has("_aws")).as("in the answer").isFalse();
  }

  @Test
  void aRunIsMeasuredByWhatItDidAndWhatItTook() throws Exception {
    Report report =
        report(
            new RunOutcome.Failed(422),
            ChartResult.CREATED,
            ChartResult.CREATED,
            ChartResult.CREATED_EARLIER,
            ChartResult.ALREADY_TAGGED,
            ChartResult.INVALID);

    assertThat(metrics(line(report, false)))
        .isEqualTo(
            Map.of(
                "Tags", 2L,
                "FailedCharts", 1L,
                "GitHubCalls", 14L,
                "WaitMillis", 700L,
                "DurationMillis", 1250L,
                "Failed", 1L));
  }

  @Test
  void aPreviewThatFailsIsNoFailure() throws Exception {
    assertThat(metrics(line(report(new RunOutcome.Previewed(true), ChartResult.INVALID), false)))
        .doesNotContainKeys("Failed", "FailedCharts");
  }

  @Test
  void aRejectedWebhookIsCountedApartFromARejectedRequest() throws Exception {
    Report rejected = report(new RunOutcome.Rejected(401));

    assertThat(metrics(line(rejected, true)))
        .containsEntry("Rejected", 1L)
        .containsEntry("RejectedWebhooks", 1L)
        .containsEntry("Webhooks", 1L);
    assertThat(metrics(line(rejected, false)))
        .containsEntry("Rejected", 1L)
        .doesNotContainKeys("RejectedWebhooks", "Webhooks");
  }

  @Test
  void aWebhookThatIsToBeDeliveredAgainIsCountedForItsVersionToo() throws Exception {
    Report incomplete = report(new RunOutcome.Incomplete(Duration.ZERO));

    JsonNode webhook = line(incomplete, true);

    assertThat(metrics(webhook)).containsEntry("Redeliveries", 1L).containsEntry("Incomplete", 1L);
    assertThat(webhook.at("/_aws/CloudWatchMetrics/1").toString())
        .isEqualTo(
            """
            {"Namespace":"ChartTagger","Dimensions":[["FunctionName","FunctionVersion"]],\
            "Metrics":[{"Name":"Redeliveries","Unit":"Count"}]}""");
    assertThat(metrics(line(incomplete, false))).doesNotContainKey("Redeliveries");
  }

  @Test
  void whatIsZeroIsNotBilled() throws Exception {
    assertThat(
            metrics(
                line(
                    new Report(
                        new RunOutcome.NothingToTag(),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Report.Effort(0, Duration.ZERO)),
                    Duration.ZERO,
                    false)))
        .isEqualTo(Map.of("DurationMillis", 0L));
  }

  /** The metrics of the first directive with their values. */
  private static Map<String, Long> metrics(JsonNode line) {
    Map<String, Long> metrics = new TreeMap<>();
    line.at("/_aws/CloudWatchMetrics/0/Metrics")
        .forEach(
            metric -> {
              String name = metric.path("Name").asText();
              metrics.put(name, line.path(name).asLong());
            });
    return metrics;
  }

  private static JsonNode line(Report report, boolean isWebhook) throws Exception {
    return line(report, Duration.ofMillis(700), isWebhook);
  }

  private static JsonNode line(Report report, Duration waited, boolean isWebhook) throws Exception {
    return EmbeddedMetricFormat.check(
        ReportJson.write(
            LogLine.of(
                report, new LogLine.Invocation("tagger-Function", "7", START, waited, isWebhook))));
  }

  private static Report report(RunOutcome outcome, ChartResult... results) {
    return new Report(
        outcome,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Stream.of(results).map(LogLineTest::line).toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Report.Effort(14, Duration.ofMillis(1250)));
  }

  private static ChartLine line(ChartResult result) {
    return new ChartLine(SUBJECT, result, Optional.empty(), "");
  }
}
