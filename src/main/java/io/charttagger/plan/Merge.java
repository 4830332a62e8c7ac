package io.charttagger.plan;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.PullRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One merge of a push: what one pull request (or the commits without one) brought to the main
 * branch.
 *
 * @param commit its last commit, on which its tags stand
 * @param source the pull request that it came from, if any
 * @param charts the directories that it changed, in path order
 * @param bystanders charts in directories that it did not change but that are named like a changed
 *     chart or its version: where a second holder of the same name and version would be
 */
public record Merge(
    Commit commit,
    Optional<PullRequest> source,
    List<ChartState> charts,
    Map<String, ChartYaml.Chart> bystanders) {

  /** Copies the collections. */
  public Merge {
    charts = List.copyOf(charts);
    bystanders = Map.copyOf(bystanders);
  }
}
