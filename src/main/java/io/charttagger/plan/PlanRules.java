package io.charttagger.plan;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.Tagger;
import java.util.Set;

/**
 * What the plan of every merge depends on.
 *
 * @param tagger the identity in the tags' tagger line
 * @param only the charts to plan; empty means all
 * @param preview whether the merges are not made yet
 */
public record PlanRules(Tagger tagger, Set<ChartName> only, boolean preview) {

  /** For merges that are made. */
  public PlanRules(Tagger tagger, Set<ChartName> only) {
    this(tagger, only, /* preview= */ false);
  }

  /** Copies the filter. */
  public PlanRules {
    only = Set.copyOf(only);
  }

  /** The same for merges that are not made yet. */
  public PlanRules previewing() {
    return new PlanRules(tagger, only, /* preview= */ true);
  }

  /** What is to be said of a merge that is made, or of one that can still be changed. */
  String either(String made, String previewed) {
    return preview ? previewed : made;
  }

  boolean covers(String chart) {
    return only.isEmpty() || only.stream().anyMatch(name -> name.value().equals(chart));
  }
}
