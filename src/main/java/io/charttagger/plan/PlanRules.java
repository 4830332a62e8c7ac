package io.charttagger.plan;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.Tagger;
import java.util.Set;

/**
 * What the plan of every merge depends on.
 *
 * @param tagger the identity in the tags' tagger line
 * @param only the charts to plan; empty means all
 */
public record PlanRules(Tagger tagger, Set<ChartName> only) {

  /** Copies the filter. */
  public PlanRules {
    only = Set.copyOf(only);
  }

  boolean covers(String chart) {
    return only.isEmpty() || only.stream().anyMatch(name -> name.value().equals(chart));
  }
}
