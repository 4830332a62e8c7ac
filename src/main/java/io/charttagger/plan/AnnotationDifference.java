package io.charttagger.plan;

import io.charttagger.chart.Quoted;
import io.charttagger.chart.TagName;
import java.util.List;
import java.util.Optional;

/**
 * Says in one sentence how the message of a standing tag differs from the one that this run would
 * write.
 */
final class AnnotationDifference {
  private AnnotationDifference() {}

  static String between(TagName tag, Optional<String> standing, String expected) {
    if (standing.isEmpty()) {
      return tag + " is a lightweight tag: it carries no annotation";
    }
    List<String> found = standing.get().lines().toList();
    List<String> wanted = expected.lines().toList();
    for (int line = 0; line < Math.max(found.size(), wanted.size()); line++) {
      String there = line < found.size() ? found.get(line) : "";
      String here = line < wanted.size() ? wanted.get(line) : "";
      if (!there.equals(here)) {
        return "%s has another annotation: line %d is %s, this run would write %s"
            .formatted(tag, line + 1, Quoted.of(there), Quoted.of(here));
      }
    }
    return tag + " has the same annotation but for its line ends";
  }
}
