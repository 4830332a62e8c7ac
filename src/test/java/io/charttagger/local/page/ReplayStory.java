package io.charttagger.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.local.Run;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that a replay found.
 *
 * @param pushes oldest first, at least one
 */
public record ReplayStory(
    RepositoryLine repository, List<PushStory> pushes, TagsBeside tags, Traces traces) {

  public ReplayStory {
    pushes = List.copyOf(pushes);
  }

  /** Every line of a chart, oldest first. */
  Stream<JsonNode> charts() {
    return pushes.stream().flatMap(push -> push.run().charts().stream());
  }

  /** The lines of the tags that were made. */
  Stream<JsonNode> made() {
    return charts().filter(ReplayStory::isMade);
  }

  static boolean isMade(JsonNode chart) {
    return chart.path("outcome").asText().equals("created");
  }

  /** The lines for which a push failed; an {@code invalid} chart may have been so before. */
  Stream<JsonNode> failed() {
    return pushes.stream()
        .filter(push -> push.run().hasFailed())
        .flatMap(push -> push.run().charts().stream())
        .filter(chart -> isFailing(chart.path("outcome").asText()));
  }

  static boolean isFailing(String outcome) {
    return Run.FAILING.contains(outcome);
  }
}
