package io.charttagger.settings;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.Paths;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The charts that are left out: those of a name, and those in a directory, which is given by its
 * path or by its own name.
 *
 * @param entries names and paths, as they are compared
 */
public record Exclusions(Set<String> entries) {
  /** Nothing is left out. */
  public static final Exclusions NONE = new Exclusions(Set.of());

  /** Copies the entries. */
  public Exclusions {
    // In order, because saved work names its settings.
    entries = Collections.unmodifiableSortedSet(new TreeSet<>(entries));
  }

  /** True when what is in a directory, at any depth, is left out. */
  public boolean leavesOut(String directory) {
    return entries.contains(directory) || entries.contains(Paths.lastName(directory));
  }

  /** True when charts of that name are left out. */
  public boolean leavesOut(ChartName chart) {
    return entries.contains(chart.value());
  }
}
