package io.charttagger.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of columns, as aligned text or as Markdown. The first column is text, the others numbers.
 */
final class TextTable {
  private final List<String[]> rows = new ArrayList<>();

  /** Begins with the names of its columns. */
  TextTable(String... header) {
    rows.add(header.clone());
  }

  void add(String... row) {
    rows.add(row.clone());
  }

  /** Lines of equal length for a screen. */
  List<String> lines() {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  String markdown() {
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      lines.add(
          Arrays.stream(row)
              .map(cell -> cell.replace("|", "\\|"))
              .collect(Collectors.joining(" | ", "| ", " |")));
    }
    lines.add(1, "|---|" + "--:|".repeat(rows.getFirst().length - 1));
    return String.join("\n", lines) + "\n";
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.length; column++) {
      String padding = " ".repeat(widths[column] - row[column].length());
      line.append(column == 0 ? row[column] + padding : "  " + padding + row[column]);
    }
    return line.toString();
  }
}
