package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.SimulatedRepository;

/**
 * The push that is disturbed in every way there is: one pull request raises two charts, whose
 * integration branches are spent with it.
 *
 * @param before where main stood
 * @param after the merge
 */
public record TwoChartPush(CommitSha before, CommitSha after) {
  /** The integration branches to be deleted. */
  public static final String SPENT = "integration/{chart}";

  /** Makes it in an empty repository. */
  public static TwoChartPush in(SimulatedRepository repository) {
    Contributor contributor = new Contributor(repository, Scene.START);
    GitHistory history = GitHistory.of(repository.git());
    CommitSha before =
        contributor.commit(
            "main",
            "import",
            all(chart("charts/a", "a", "1.0.0"), chart("charts/b", "b", "1.0.0")));
    history.branch("release", before);
    CommitSha after =
        contributor.mergePullRequest(
            "<!-- ATTESTATION_MAP {\"lint\":\"1\"} -->",
            MergeMethod.MERGE,
            all(chart("charts/a", "a", "1.1.0"), chart("charts/b", "b", "1.1.0")));
    // One holds what was merged, the other what main holds anyway: two ways to be spent.
    history.branch("integration/a", history.tip("feature-1"));
    history.branch("integration/b", before);
    return new TwoChartPush(before, after);
  }
}
