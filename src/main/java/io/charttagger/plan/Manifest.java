package io.charttagger.plan;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;

/** What a directory holds at one commit. */
public sealed interface Manifest {

  /** No {@code Chart.yaml}: no chart. */
  record None() implements Manifest {}

  /**
   * A {@code Chart.yaml}.
   *
   * @param yaml what it says
   */
  record Found(ChartYaml yaml) implements Manifest {}

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
