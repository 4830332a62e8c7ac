package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.port.Comparison;
import io.charttagger.port.Repository;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commits by range and by path. */
final class Commits {
  private static final int MOST_PAGES = 10;

  private final Repository repository;

  Commits(Repository repository) {
    this.repository = repository;
  }

  /**
   * The commits that {@code head} has and {@code base} does not have; empty when the base is no
   * ancestor.
   */
  Optional<Set<CommitSha>> since(CommitSha base, CommitSha head) {
    return repository
        .compare(base.value(), head.value())
        .filter(Comparison::headContainsBase)
        .map(comparison -> all(comparison, base, head));
  }

  /** True when a commit is the other one, or has it among its ancestors. */
  boolean contains(CommitSha commit, CommitSha ancestor) {
    return repository
        .compare(ancestor.value(), commit.value())
        .filter(Comparison::headContainsBase)
        .isPresent();
  }

  /**
   * The latest commits that touched a directory, newest first, as {@code git log -- directory}
   * lists them.
   */
  List<Commit> touching(String directory, CommitSha head) {
    return repository.commitsTouching(head, directory);
  }

  private Set<CommitSha> all(Comparison comparison, CommitSha base, CommitSha head) {
    Set<CommitSha> commits = new HashSet<>();
    comparison.commits().forEach(commit -> commits.add(commit.sha()));
    for (int page = 1; commits.size() < comparison.total() && page <= MOST_PAGES; page++) {
      commits.addAll(repository.commitsBetween(base, head, page));
    }
    return commits;
  }
}
