package io.charttagger.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One dispatch sent to the function, and what came back.
 *
 * @param report the function's
 * @param took from sending to the answer
 */
record Run(JsonNode dispatch, JsonNode report, Duration took) {

  /** Sends it; the call log begins anew. */
  static Run send(LocalCloud cloud, JsonNode dispatch) {
    cloud.github().log().clear();
    long start = System.nanoTime();
    JsonNode report = cloud.dispatch(dispatch);
    return new Run(dispatch, report, Duration.ofNanos(System.nanoTime() - start));
  }

  String outcome() {
    return report.path("outcome").asText();
  }

  /** The lines of the report, one per merge and chart. */
  List<JsonNode> charts() {
    return list("charts");
  }

  /** Those lines whose tags stand on their commits, made now or before. */
  List<JsonNode> standing() {
    return charts().stream().filter(chart -> chart.has("tagObject")).toList();
  }

  List<JsonNode> warnings() {
    return list("warnings");
  }

  /** The names of the tags that stand, in the report's order. */
  List<String> tags() {
    return standing().stream().map(chart -> chart.path("tag").asText()).toList();
  }

  List<JsonNode> list(String field) {
    List<JsonNode> nodes = new ArrayList<>();
    report.path(field).forEach(nodes::add);
    return nodes;
  }
}
