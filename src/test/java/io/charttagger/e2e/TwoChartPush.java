package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.SimulatedRepository;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    return in(repository, Map.of());
  }

  /** Makes one in an empty repository, whose tags get GitHub Releases. */
  public static TwoChartPush publishing(SimulatedRepository repository) {
    return in(repository, Map.of(".github/chart-tagger.yaml", "githubReleases: true\n"));
  }

  private static TwoChartPush in(SimulatedRepository repository, Map<String, String> others) {
    Contributor contributor = new Contributor(repository, Scene.START);
    GitHistory history = GitHistory.of(repository.git());
    CommitSha before =
        contributor.commit(
            "main",
            "import",
            all(chart("charts/a", "a", "1.0.0"), chart("charts/b", "b", "1.0.0"), others));
    history.branch("release", before);
    CommitSha after =
        contributor.mergePullRequest(
            "<!-- ATTESTATION_MAP {\"lint\":\"1\"} -->",
            MergeMethod.MERGE,
            all(chart("charts/a", "a", "1.1.0"), chart("charts/b", "b", "1.1.0")));
    return new TwoChartPush(before, after).spending(history, "feature-1");
  }

  /**
   * Makes one for which more has to be read: one of the charts has no changelog of its own, both
   * have a tag of their version before, and another pull request was merged before.
   */
  public static TwoChartPush withOneChangelog(SimulatedRepository repository) {
    Contributor contributor = new Contributor(repository, Scene.START);
    GitHistory history = GitHistory.of(repository.git());
    contributor.commit("main", "start", Map.of("README.md", "Charts\n"));
    CommitSha before =
        contributor.mergePullRequest(
            "",
            MergeMethod.MERGE,
            all(chart("charts/a", "a", "1.0.0"), chartAlone("charts/b", "b", "1.0.0")));
    history.branch("release", before);
    for (String tag : List.of("a-v1.0.0", "b-v1.0.0")) {
      history.annotatedTag(tag, before.value(), Note.of(tag + "\n", contributor.tick()));
    }
    CommitSha after =
        contributor.mergePullRequest(
            "<!-- ATTESTATION_MAP {\"lint\":\"1\"} -->",
            MergeMethod.MERGE,
            all(chart("charts/a", "a", "1.1.0"), chartAlone("charts/b", "b", "1.1.0")));
    return new TwoChartPush(before, after).spending(history, "feature-2");
  }

  private static Map<String, String> chartAlone(String directory, String name, String version) {
    Map<String, String> files = new TreeMap<>(chart(directory, name, version));
    files.remove(directory + "/CHANGELOG.md");
    return files;
  }

  private TwoChartPush spending(GitHistory history, String mergedBranch) {
    // One holds what was merged, the other what main holds anyway: two ways to be spent.
    history.branch("integration/a", history.tip(mergedBranch));
    history.branch("integration/b", before);
    return this;
  }
}
