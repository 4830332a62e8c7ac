package io.charttagger.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The rules of CloudWatch's embedded metric format: those of its published schema, and those of its
 * text that a schema cannot express.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Specification
 *     and schema</a>
 */
public final class EmbeddedMetricFormat {
  private static final String UNITS =
      "Seconds|Microseconds|Milliseconds|(Bytes|Kilobytes|Megabytes|Gigabytes|Terabytes|Bits|Kilobits|Megabits|Gigabits|Terabits|Count)(/Second)?|Percent|None";
  private static final int LARGEST_EVENT = 256 * 1024;

  private EmbeddedMetricFormat() {}

  /** Fails unless CloudWatch takes metrics from this log event; returns it. */
  public static JsonNode check(String event) throws JsonProcessingException {
    assertThat(event.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LARGEST_EVENT);
    JsonNode root = JsonMapper.builder().build().readTree(event);
    assertThat(root.isObject()).as("the root is an object").isTrue();
    JsonNode metadata = root.path("_aws");
    assertThat(names(metadata)).containsExactlyInAnyOrder("Timestamp", "CloudWatchMetrics");
    assertThat(metadata.path("Timestamp").isIntegralNumber()).isTrue();
    assertThat(metadata.path("CloudWatchMetrics").isArray()).isTrue();
    metadata.path("CloudWatchMetrics").forEach(directive -> directive(directive, root));
    return root;
  }

  private static void directive(JsonNode directive, JsonNode root) {
    assertThat(names(directive)).containsExactlyInAnyOrder("Namespace", "Dimensions", "Metrics");
    name(directive.path("Namespace"));
    assertThat(directive.path("Namespace").asText()).doesNotStartWith("AWS/");
    assertThat(directive.path("Dimensions").isArray()).isTrue();
    assertThat(directive.path("Dimensions")).isNotEmpty();
    directive.path("Dimensions").forEach(set -> dimensions(set, root));
    assertThat(directive.path("Metrics").isArray()).isTrue();
    assertThat(directive.path("Metrics")).isNotEmpty().hasSizeLessThanOrEqualTo(100);
    Set<String> defined = new HashSet<>();
    directive
        .path("Metrics")
        .forEach(
            metric -> {
              assertThat(defined.add(metric.path("Name").asText())).as("defined once").isTrue();
              metric(metric, root);
            });
  }

  private static void dimensions(JsonNode set, JsonNode root) {
    assertThat(set.isArray()).isTrue();
    // The schema of 2022 says nine, CloudWatch itself accepts thirty.
    assertThat(set).hasSizeLessThanOrEqualTo(9);
    set.forEach(
        dimension -> {
          name(dimension);
          JsonNode value = root.path(dimension.asText());
          assertThat(value.isTextual()).as("%s is text at the root", dimension).isTrue();
          assertThat(value.asText()).isNotBlank().hasSizeLessThanOrEqualTo(1024);
        });
  }

  private static void metric(JsonNode metric, JsonNode root) {
    assertThat(names(metric)).contains("Name").isSubsetOf("Name", "Unit", "StorageResolution");
    name(metric.path("Name"));
    assertThat(root.path(metric.path("Name").asText()).isNumber())
        .as("%s is a number at the root", metric.path("Name"))
        .isTrue();
    if (metric.has("Unit")) {
      assertThat(metric.path("Unit").asText()).matches(UNITS);
    }
  }

  private static void name(JsonNode name) {
    assertThat(name.isTextual()).isTrue();
    assertThat(name.asText()).isNotBlank().hasSizeLessThanOrEqualTo(255);
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new HashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
