package io.charttagger.settings;

import io.charttagger.chart.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parses the directories that contain charts: paths from the repository's root, or patterns of
 * them.
 */
final class ChartDirectories {
  private static final String ANY_NAMES = "**";

  private ChartDirectories() {}

  static List<String> parse(String text) {
    List<String> directories =
        Arrays.stream(text.split(",", -1)).map(ChartDirectories::normal).distinct().toList();
    for (String outer : directories) {
      for (String inner : directories) {
        if (isInside(Paths.names(inner), Paths.names(outer)) && !isChartsOfAChart(inner)) {
          throw new IllegalArgumentException(
              inner
                  + " is inside "
                  + outer
                  + ", so its charts would be found twice; list only one of them");
        }
      }
    }
    return directories;
  }

  /** True when whatever the inner one names is inside something that the outer one names. */
  private static boolean isInside(List<String> inner, List<String> outer) {
    if (inner.size() <= outer.size()) {
      return false;
    }
    for (int i = 0; i < outer.size(); i++) {
      String name = outer.get(i);
      boolean same =
          name.equals(inner.get(i)) || (name.equals("*") && !inner.get(i).equals(ANY_NAMES));
      if (!same || name.equals(ANY_NAMES)) {
        return false;
      }
    }
    return true;
  }

  /** The charts that a chart holds are looked for only when the settings say so. */
  private static boolean isChartsOfAChart(String path) {
    return Paths.lastName(path).equals("charts");
  }

  private static String normal(String text) {
    String path = text.strip();
    if (path.isEmpty() || path.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\')) {
      throw new IllegalArgumentException(
          "write paths from the repository's root, separated by commas, or . for the root itself");
    }
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        throw new IllegalArgumentException("write paths without ..");
      }
      if (!part.equals("*") && !part.equals(ANY_NAMES) && part.matches(".*[*?\\[].*")) {
        throw new IllegalArgumentException(
            "write * for a whole name and ** for any number of names, as in services/*/helm or"
                + " apps/**/chart");
      }
      boolean again =
          part.equals(ANY_NAMES) && !parts.isEmpty() && parts.getLast().equals(ANY_NAMES);
      if (!part.isEmpty() && !part.equals(Paths.ROOT) && !again) {
        parts.add(part);
      }
    }
    // Below each charts directory, charts are looked for at any depth anyway.
    if (!parts.isEmpty() && parts.getLast().equals(ANY_NAMES)) {
      parts.removeLast();
    }
    return parts.isEmpty() ? Paths.ROOT : String.join("/", parts);
  }
}
