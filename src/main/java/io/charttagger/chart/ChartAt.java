package io.charttagger.chart;

/** What a directory holds at one commit. */
public sealed interface ChartAt {

  /** No {@code Chart.yaml}: no chart. */
  record None() implements ChartAt {}

  /**
   * A {@code Chart.yaml}.
   *
   * @param yaml what it says
   */
  record Found(ChartYaml yaml) implements ChartAt {}

  /** True when this is a readable chart of that name and version. */
  default boolean holds(ChartName name, ChartVersion version) {
    return this instanceof Found(ChartYaml.Chart chart)
        && chart.name().equals(name)
        && chart.version().equals(version);
  }

  /** True when this is a readable chart of that name. */
  default boolean holds(ChartName name) {
    return this instanceof Found(ChartYaml.Chart chart) && chart.name().equals(name);
  }
}
