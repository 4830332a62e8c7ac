package io.charttagger.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The one line that an event leaves in the log: its report, and what CloudWatch measures of it, in
 * the embedded metric format. CloudWatch takes the metrics from the line; no call is made for them.
 *
 * <p>The only dimension is the function. The repository is in the line too, for queries, but a
 * metric for each repository would be billed for each. A metric that would be 0 is left out for the
 * same reason, the duration aside.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
public final class LogLine {
  private static final String NAMESPACE = "ChartTagger";
  private static final String FUNCTION = "FunctionName";
  private static final String VERSION = "FunctionVersion";
  private static final String DURATION = "DurationMillis";
  private static final String WAIT = "WaitMillis";
  private static final String REDELIVERIES = "Redeliveries";

  private LogLine() {}

  /**
   * The event that a report is of.
   *
   * @param function the function's name
   * @param version the function's published version
   * @param start when it began; Lambda's own metrics of it have that time too
   * @param waited how long it waited, for GitHub's rate limits above all
   * @param isWebhook true when it came through the queue
   */
  public record Invocation(
      String function, String version, Instant start, Duration waited, boolean isWebhook) {}

  /** The report's facts with the metrics of the whole event. */
  public static ObjectNode of(Report report, Invocation invocation) {
    ObjectNode line = ReportJson.facts(report);
    line.put(FUNCTION, invocation.function());
    line.put(VERSION, invocation.version());
    Map<String, Long> metrics = metrics(report, invocation);
    metrics.forEach(line::put);
    ObjectNode metadata = line.putObject("_aws");
    metadata.put("Timestamp", invocation.start().toEpochMilli());
    ArrayNode directives = metadata.putArray("CloudWatchMetrics");
    describe(directives.addObject(), metrics, FUNCTION);
    if (metrics.containsKey(REDELIVERIES)) {
      // Tells whether the errors of a new version are only these.
      describe(
          directives.addObject(),
          Map.of(REDELIVERIES, metrics.get(REDELIVERIES)),
          FUNCTION,
          VERSION);
    }
    return line;
  }

  private static Map<String, Long> metrics(Report report, Invocation invocation) {
    RunOutcome outcome = report.outcome();
    boolean isWebhook = invocation.isWebhook();
    Map<String, Long> metrics = new LinkedHashMap<>();
    metrics.put("Tags", count(report, ChartResult::isCreatedNow));
    // A chart that fails in a preview or a dry run is for who asked.
    metrics.put("FailedCharts", outcome.isPlan() ? 0 : count(report, ChartResult::fails));
    metrics.put("GitHubCalls", (long) report.effort().githubCalls());
    metrics.put(WAIT, invocation.waited().toMillis());
    metrics.put("Failed", oneIf(outcome instanceof RunOutcome.Failed));
    metrics.put("Incomplete", oneIf(outcome instanceof RunOutcome.Incomplete));
    metrics.put("Rejected", oneIf(outcome instanceof RunOutcome.Rejected));
    metrics.put("Webhooks", oneIf(isWebhook));
    metrics.put("RejectedWebhooks", oneIf(isWebhook && outcome instanceof RunOutcome.Rejected));
    metrics.put(REDELIVERIES, oneIf(isWebhook && outcome.shouldRetry()));
    metrics.values().removeIf(value -> value == 0);
    metrics.put(DURATION, report.effort().duration().toMillis());
    return metrics;
  }

  private static long count(Report report, Predicate<ChartResult> which) {
    return report.charts().stream().map(ChartLine::result).filter(which).count();
  }

  private static long oneIf(boolean condition) {
    return condition ? 1 : 0;
  }

  private static void describe(
      ObjectNode directive, Map<String, Long> metrics, String... dimensions) {
    directive.put("Namespace", NAMESPACE);
    ArrayNode set = directive.putArray("Dimensions").addArray();
    for (String dimension : dimensions) {
      set.add(dimension);
    }
    ArrayNode definitions = directive.putArray("Metrics");
    metrics
        .keySet()
        .forEach(name -> definitions.addObject().put("Name", name).put("Unit", unit(name)));
  }

  private static String unit(String metric) {
    return metric.equals(DURATION) || metric.equals(WAIT) ? "Milliseconds" : "Count";
  }
}
