package io.charttagger.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.local.lambda.LambdaHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One dispatch sent to the function, and what came back.
 *
 * @param report the function's
 * @param took from sending to the answer
 */
public record Run(JsonNode dispatch, JsonNode report, Duration took) {
  /** The outcomes of charts that need somebody; an {@code invalid} one may have been so before. */
  public static final Set<String> FAILING =
      Set.of("invalid", "conflict", "unattested", "undocumented", "refused");

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Set<String> GOOD = Set.of("tagged", "nothing-to-tag");

  /** Sends it. */
  public static Run send(LocalCloud cloud, JsonNode dispatch) {
    long start = System.nanoTime();
    JsonNode report = cloud.dispatch(dispatch);
    return new Run(dispatch, report, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Sends it to this very process. */
  public static Run send(LambdaHost process, JsonNode dispatch) {
    return send(process, dispatch, LONGEST);
  }

  /** The same with this timeout. */
  public static Run send(LambdaHost process, JsonNode dispatch, Duration allowed) {
    long start = System.nanoTime();
    String answer = process.invoke(dispatch.toString(), allowed).body();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    try {
      return new Run(dispatch, JsonMapper.builder().build().readTree(answer), took);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the function's answer is no JSON", e);
    }
  }

  /** True when the same dispatch is to be sent again. */
  public boolean asksAgain() {
    return outcome().equals("incomplete") || outcome().equals("in-progress");
  }

  /** True when it did not end as it should. */
  public boolean hasFailed() {
    return !GOOD.contains(outcome());
  }

  public String outcome() {
    return report.path("outcome").asText();
  }

  /** The lines of the report, one per merge and chart. */
  public List<JsonNode> charts() {
    return list("charts");
  }

  /** Those lines whose tags stand on their commits, made now or before. */
  public List<JsonNode> standing() {
    return charts().stream().filter(chart -> chart.has("tagObject")).toList();
  }

  public List<JsonNode> warnings() {
    return list("warnings");
  }

  /** The names of the tags that stand, in the report's order. */
  public List<String> tags() {
    return standing().stream().map(chart -> chart.path("tag").asText()).toList();
  }

  public List<JsonNode> list(String field) {
    List<JsonNode> nodes = new ArrayList<>();
    report.path(field).forEach(nodes::add);
    return nodes;
  }
}
