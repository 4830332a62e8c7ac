package io.charttagger.plan;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.Tagger;
import java.util.Set;

/**
 * The owner's choices that the decision depends on.
 *
 * @param tagger who signs the tags
 * @param requireLineage whether a chart without attestations may be tagged
 * @param only the charts to decide on; empty means all
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
