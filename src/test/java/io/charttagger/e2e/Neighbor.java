package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.START;
import static io.charttagger.e2e.Scene.chart;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.port.Mark;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;

/** Another charts repository beside a scene's own: one chart, {@code web} 1.0.0. */
final class Neighbor {
  private final Scene scene;
  private final SimulatedRepository repository;
  private final Contributor contributor;
  private final CommitSha start;

  Neighbor(Scene scene, String name) {
    GitHistory history = GitHistory.inMemory();
    this.scene = scene;
    this.repository = scene.simulator().host(RepositoryName.parse(name), history.repository());
    this.contributor = new Contributor(repository, START);
    this.start = contributor.commit("main", "import", chart("charts/web", "web", "1.0.0"));
    history.branch("release", start);
  }

  /** One whose main branch is decided up to its head. */
  static Neighbor decided(Scene scene, String name) {
    Neighbor neighbor = new Neighbor(scene, name);
    neighbor.decide(neighbor.start);
    return neighbor;
  }

  /** One with a merge that nobody told of: {@code web} 1.1.0. */
  static Neighbor missed(Scene scene, String name) {
    Neighbor neighbor = decided(scene, name);
    neighbor.raise("1.1.0");
    return neighbor;
  }

  SimulatedRepository repository() {
    return repository;
  }

  CommitSha raise(String version) {
    return contributor.mergePullRequest(
        "raise web", MergeMethod.SQUASH, chart("charts/web", "web", version));
  }

  Mark mark() {
    return scene.marks().read(repository.id());
  }

  CommitSha head() {
    return GitHistory.of(repository.git()).tip("main");
  }

  Set<String> tags() {
    return tagObjects().keySet();
  }

  /** The tags, each with the SHA that its ref points at. */
  Map<String, String> tagObjects() {
    try {
      Map<String, String> tags = new TreeMap<>();
      repository
          .git()
          .getRefDatabase()
          .getRefsByPrefix(Constants.R_TAGS)
          .forEach(
              ref ->
                  tags.put(
                      ref.getName().substring(Constants.R_TAGS.length()),
                      ref.getObjectId().name()));
      return tags;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void decide(CommitSha commit) {
    Mark mark = mark();
    scene.marks().replace(repository.id(), mark, mark.with(Optional.of(commit), mark.owed()));
  }
}
