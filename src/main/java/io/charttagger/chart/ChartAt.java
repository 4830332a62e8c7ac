package io.charttagger.chart;

/** The chart in a directory at one commit, if there is one. */
public sealed interface ChartAt {

  /** There is no {@code Chart.yaml}, so no chart. */
  record None() implements ChartAt {}

  /**
   * There is a {@code Chart.yaml}.
   *
   * @param yaml its content
   */
  record Found(ChartYaml yaml) implements ChartAt {}

  /**
   * There is a {@code Chart.yaml}, and the settings leave it out.
   *
   * @param name the chart's name, or its directory's where the file was not read
   */
  record Excluded(String name) implements ChartAt {}

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
