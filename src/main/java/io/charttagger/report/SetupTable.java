package io.charttagger.report;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The points of a set-up check as a table in Markdown.
 *
 * @param cell makes text safe for a cell
 */
record SetupTable(UnaryOperator<String> cell) {
  String of(List<SetupLine> lines) {
    return lines.stream()
        .map(this::row)
        .collect(Collectors.joining("", "| Point | Result | What to do |\n|---|---|---|\n", "\n"));
  }

  private String row(SetupLine line) {
    return "| %s | %s%s | %s |\n"
        .formatted(
            OutcomeWords.of(line.point()),
            mark(line.result()),
            OutcomeWords.of(line.result()),
            line.message().lines().map(cell).collect(Collectors.joining("<br>")));
  }

  private static String mark(PointResult result) {
    return switch (result) {
      case OK -> "✅&nbsp;";
      case WARNING -> "⚠️&nbsp;";
      case FAILED -> "❌&nbsp;";
      case NOT_CHECKED -> "";
    };
  }
}
