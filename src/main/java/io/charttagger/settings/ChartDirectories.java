package io.charttagger.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parses the directories that contain charts, as paths from the repository's root. */
final class ChartDirectories {
  private static final String ROOT = ".";

  private ChartDirectories() {}

  static List<String> parse(String text) {
    List<String> directories =
        Arrays.stream(text.split(",", -1)).map(ChartDirectories::normal).distinct().toList();
    for (String outer : directories) {
      for (String inner : directories) {
        if (!inner.equals(outer) && (outer.equals(ROOT) || inner.startsWith(outer + "/"))) {
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
      if (!part.isEmpty() && !part.equals(ROOT)) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? ROOT : String.join("/", parts);
  }
}
