package io.charttagger.plan;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.TagName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One merge of a window: what one pull request, or one commit without any, added to the main
 * branch.
 *
 * @param commit its last commit, which its tags point at
 * @param source the pull request that it came from, if any
 * @param charts the directories that it changed, in path order
 * @param sameNamedSiblings charts in directories that it did not change and that are named after a
 *     changed chart or its version: another chart with the same name and version would be there
 * @param rules what the settings at its commit say
 */
public record Merge(
    Commit commit,
    Optional<PullRequest> source,
    List<ChartState> charts,
    Map<String, ChartYaml.Chart> sameNamedSiblings,
    TaggingRules rules) {

  /** A merge where nothing is set. */
  public Merge(
      Commit commit,
      Optional<PullRequest> source,
      List<ChartState> charts,
      Map<String, ChartYaml.Chart> sameNamedSiblings) {
    this(commit, source, charts, sameNamedSiblings, TaggingRules.DEFAULT);
  }

  /** Copies the collections. */
  public Merge {
    charts = List.copyOf(charts);
    sameNamedSiblings = Map.copyOf(sameNamedSiblings);
  }

  /** The same, decided by other rules. */
  public Merge by(TaggingRules others) {
    return new Merge(commit, source, charts, sameNamedSiblings, others);
  }

  /** The tag of this version of this chart. */
  TagName tag(ChartYaml.Chart chart) {
    return rules.tagFormat().tag(chart.name(), chart.version());
  }
}
