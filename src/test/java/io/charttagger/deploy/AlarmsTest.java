package io.charttagger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.report.LogLine;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator is told, and sees on the dashboard. */
final class AlarmsTest {
  /** What Chart Tagger measures for each chart: the other metrics are for each event. */
  private static final Set<String> OF_CHARTS = Set.of("Tags", "FailedCharts");

  private static final Duration SECOND = Duration.ofSeconds(1);

  private Template template;

  @BeforeEach
  void read() throws Exception {
    template = Template.read();
  }

  @Test
  void everyAlarmNotifiesTheTopicAndSaysWhatToDo() {
    assertThat(alarms()).hasSizeGreaterThanOrEqualTo(9);
    alarms()
        .forEach(
            (name, alarm) -> {
              assertThat(alarm.get("AlarmActions").toString())
                  .as(name)
                  .contains("HasAlarmTopic", "!Ref AlarmTopicArn");
              assertThat(alarm.get("TreatMissingData")).as(name).isEqualTo("notBreaching");
              assertThat(alarm.get("AlarmDescription").toString())
                  .as("%s says what is wrong, then what to do", name)
                  .matches("[A-Z][^.]+\\. .+\\.")
                  .hasSizeLessThanOrEqualTo(1024);
            });
  }

  @Test
  void everyMetricOfOursIsInTheLogLine() {
    Set<String> measured = new TreeSet<>(OF_CHARTS);
    for (RunOutcome outcome :
        List.of(
            new RunOutcome.Failed(422),
            new RunOutcome.Rejected(401),
            new RunOutcome.Incomplete(Duration.ZERO))) {
      LogLine.of(report(outcome), new LogLine.Invocation("f", "1", Instant.EPOCH, SECOND, true))
          .at("/_aws/CloudWatchMetrics/0/Metrics")
          .forEach(metric -> measured.add(metric.path("Name").asText()));
    }

    assertThat(usedIn(alarms().toString(), "MetricName=(\\w+), (?:Dimensions|Statistic)"))
        .contains("Failed", "RejectedWebhooks", "Redeliveries")
        .isSubsetOf(
            with(
                measured,
                "ApiErrors",
                "ApiRefusals",
                "Errors",
                "Duration",
                "Throttles",
                "ApproximateNumberOfMessagesVisible",
                "ApproximateAgeOfOldestMessage"));
    assertThat(usedIn(dashboard(), "\"ChartTagger\", \"(\\w+)\""))
        .isEqualTo(without(measured, "Webhooks"));
  }

  @Test
  void theDashboardIsJsonAndShowsTheQueueTheApiAndTheFunction() throws Exception {
    JsonNode body =
        JsonMapper.builder().build().readTree(dashboard().replaceAll("\\$\\{[^}]*}", "x"));

    assertThat(body.path("widgets")).isNotEmpty();
    assertThat(dashboard()).contains("AWS/SQS", "AWS/ApiGateway", "AWS/Lambda", "ApiErrors");
  }

  @Test
  void noAlarmTakesARedeliveredWebhookForAnError() {
    assertThat(alarms().entrySet())
        .filteredOn(alarm -> alarm.getValue().toString().contains("MetricName=Errors"))
        .isNotEmpty()
        .allSatisfy(
            alarm ->
                assertThat(alarm.getValue().toString())
                    .contains(
                        "Expression=SUM([errors, redelivered])",
                        "Expression=redeliveries * -1",
                        "MetricName=Redeliveries"));
  }

  @Test
  void aRunThatUsesAllItsTimeIsNotTooSlow() {
    int reserve = 10;
    Object timeout = template.at("Resources", "Function", "Properties", "Timeout");

    assertThat((Integer) template.at("Resources", "DurationAlarm", "Properties", "Threshold"))
        .isBetween(((Integer) timeout - reserve + 5) * 1000, (Integer) timeout * 1000);
  }

  @Test
  void theQueueAlarmDoesNotTakeUnfinishedRunsForWaitingWebhooks() {
    int visibility =
        (Integer) template.at("Resources", "WebhookQueue", "Properties", "VisibilityTimeout");

    assertThat((Integer) template.at("Resources", "QueueAgeAlarm", "Properties", "Threshold"))
        .as("a message counts until it was received three times")
        .isGreaterThan(3 * visibility);
  }

  @Test
  void anApiErrorIsWhatTheFunctionDidNotAnswer() throws Exception {
    String format =
        template.at("Resources", "Api", "Properties", "AccessLogSettings", "Format").toString();
    JsonNode line = JsonMapper.builder().build().readTree(format);

    assertThat(template.at("Resources", "ApiErrors", "Properties", "FilterPattern"))
        .isEqualTo("{ $.status = \"5*\" && ($.error != \"-\" || $.integrationError != \"-\") }");
    assertThat(line.path("status").asText()).isEqualTo("$context.status");
    assertThat(line.path("error").asText()).isEqualTo("$context.error.message");
    assertThat(line.path("integrationError").asText())
        .isEqualTo("$context.integrationErrorMessage");
  }

  @Test
  void aRefusalIsWhatTheFunctionDidNotAnswerOnOneOfItsRoutes() throws Exception {
    assertThat(template.at("Resources", "ApiRefusals", "Properties", "FilterPattern"))
        .isEqualTo("{ $.status = \"4*\" && $.error != \"-\" && $.route = \"POST /*\" }");
  }

  private Map<String, Map<?, ?>> alarms() {
    return template.resources().entrySet().stream()
        .filter(it -> "AWS::CloudWatch::Alarm".equals(it.getValue().get("Type")))
        .collect(
            Collectors.toMap(Map.Entry::getKey, it -> (Map<?, ?>) it.getValue().get("Properties")));
  }

  private String dashboard() {
    String body = template.at("Resources", "Dashboard", "Properties", "DashboardBody").toString();
    return body.substring("!Sub ".length());
  }

  private static Set<String> usedIn(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> with(Set<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toSet());
  }

  private static Set<String> without(Set<String> names, String less) {
    return names.stream().filter(name -> !name.equals(less)).collect(Collectors.toSet());
  }

  private static Report report(RunOutcome outcome) {
    return new Report(
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
        List.of(),
        List.of(),
        new Report.Effort(1, SECOND));
  }
}
