package io.charttagger.plan;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.PullRequest;
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
 */
public record Merge(
    Commit commit,
    Optional<PullRequest> source,
    List<ChartState> charts,
    Map<String, ChartYaml.Chart> sameNamedSiblings) {

  /** Copies the collections. */
  public Merge {
    charts = List.copyOf(charts);
    sameNamedSiblings = Map.copyOf(sameNamedSiblings);
  }
}
