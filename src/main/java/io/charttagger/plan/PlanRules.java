package io.charttagger.plan;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.TagObject;
import io.charttagger.chart.Tagger;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the plan of every merge depends on.
 *
 * @param tagger the identity in the tags' tagger line
 * @param only the charts to plan; empty means all
 * @param signer signs a tag, always the same one in the same way; or returns it as it is
 * @param preview whether the merges are not made yet
 */
public record PlanRules(
    Tagger tagger, Set<ChartName> only, UnaryOperator<TagObject> signer, boolean preview) {

  /** For merges that are made, whose tags are not signed. */
  public PlanRules(Tagger tagger, Set<ChartName> only) {
    this(tagger, only, UnaryOperator.identity(), /* preview= */ false);
  }

  /** Copies the filter. */
  public PlanRules {
    only = Set.copyOf(only);
  }

  /** The same, signing with that. */
  public PlanRules signing(UnaryOperator<TagObject> with) {
    return new PlanRules(tagger, only, with, preview);
  }

  /** The same for these charts. */
  public PlanRules covering(Set<ChartName> charts) {
    return new PlanRules(tagger, charts, signer, preview);
  }

  /** The same for merges that are not made yet: there is no commit whose tag could be signed. */
  public PlanRules previewing() {
    return new PlanRules(tagger, only, UnaryOperator.identity(), /* preview= */ true);
  }

  /** What is to be said of a merge that is made, or of one that can still be changed. */
  String either(String made, String previewed) {
    return preview ? previewed : made;
  }

  boolean covers(String chart) {
    return only.isEmpty() || only.stream().anyMatch(name -> name.value().equals(chart));
  }
}
