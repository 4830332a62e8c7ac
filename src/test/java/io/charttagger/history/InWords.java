package io.charttagger.history;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;

/** What was read, in a few words, so that a test's table is short. */
final class InWords {
  private InWords() {}

  /** {@code none}, {@code invalid}, or name and version. */
  static String of(ChartAt chart) {
    return switch (chart) {
      case ChartAt.None() -> "none";
      case ChartAt.Excluded(String name) -> "excluded " + name;
      case ChartAt.Found(ChartYaml.Invalid _) -> "invalid";
      case ChartAt.Found(ChartYaml.Chart found) -> found.name() + " " + found.version();
    };
  }

  /** {@code directory: before -> after}. */
  static String of(String directory, ChartAt before, ChartAt after) {
    return "%s: %s -> %s".formatted(directory, of(before), of(after));
  }
}
