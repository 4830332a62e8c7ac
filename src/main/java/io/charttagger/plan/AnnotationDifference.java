package io.charttagger.plan;

import io.charttagger.chart.Quoted;
import io.charttagger.chart.TagName;
import java.util.List;
import java.util.Optional;

/**
 * Describes in one sentence how the annotation of an existing tag differs from the one that this
 * run would write.
 */
final class AnnotationDifference {
  private AnnotationDifference() {}

  static String between(TagName tag, Optional<String> actual, String expected) {
    if (actual.isEmpty()) {
      return tag + " is a lightweight tag, so it has no annotation";
    }
    List<String> actualLines = actual.get().lines().toList();
    List<String> expectedLines = expected.lines().toList();
    for (int line = 0; line < Math.max(actualLines.size(), expectedLines.size()); line++) {
      String actualLine = line < actualLines.size() ? actualLines.get(line) : "";
      String expectedLine = line < expectedLines.size() ? expectedLines.get(line) : "";
      if (!actualLine.equals(expectedLine)) {
        return "%s has a different annotation: line %d is %s, but this run would write %s"
            .formatted(tag, line + 1, Quoted.of(actualLine), Quoted.of(expectedLine));
      }
    }
    return tag + " has the same annotation except for its line ends";
  }
}
