package io.charttagger.plan;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.Tagger;
import java.util.Set;

/**
 * The settings that the plan depends on.
 *
 * @param tagger the identity in the tags' tagger line
 * @param requireLineage whether a chart without attestations is left untagged
 * @param only the charts to plan; empty means all
 */
public record PlanRules(Tagger tagger, boolean requireLineage, Set<ChartName> only) {

  /** Copies the filter. */
  public PlanRules {
    only = Set.copyOf(only);
  }

  boolean covers(String chart) {
    return only.isEmpty() || only.stream().anyMatch(name -> name.value().equals(chart));
  }
}
