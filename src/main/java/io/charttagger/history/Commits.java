package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.port.Budget;
import io.charttagger.port.Comparison;
import io.charttagger.port.MustExist;
import io.charttagger.port.ReadableRepository;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commits by range and by path. */
final class Commits {
  private static final int MOST_PAGES = 10;

  private final ReadableRepository repository;
  private final MustExist mustExist;

  Commits(ReadableRepository repository, Budget budget) {
    this.repository = repository;
    this.mustExist = new MustExist(budget);
  }

  /**
   * The commits that {@code head} has and {@code base} does not have; empty when the base is no
   * ancestor.
   */
  Optional<Set<CommitSha>> since(CommitSha base, CommitSha head) {
    return compare(base, head)
        .filter(Comparison::headContainsBase)
        .map(comparison -> all(comparison, base, head));
  }

  /** The commits that {@code head} has and {@code base}, an ancestor of it, does not have. */
  Set<CommitSha> sinceAncestor(CommitSha base, CommitSha head) {
    return all(
        mustExist.read(
            "the comparison of %s and %s".formatted(base, head),
            () -> repository.compare(base.value(), head.value())),
        base,
        head);
  }

  /** True when a commit is the other one, or has it among its ancestors. */
  boolean contains(CommitSha commit, CommitSha ancestor) {
    return compare(ancestor, commit).filter(Comparison::headContainsBase).isPresent();
  }

  /**
   * The latest commits that touched a directory, newest first, as {@code git log -- directory}
   * lists them.
   */
  List<Commit> touching(String directory, CommitSha head) {
    return repository.commitsTouching(head, directory);
  }

  /**
   * The comparison; empty when the two have no common ancestor. "Not found" may also mean that a
   * replica does not know the base yet: it counts only once the base itself is shown.
   */
  private Optional<Comparison> compare(CommitSha base, CommitSha head) {
    return repository
        .compare(base.value(), head.value())
        .or(
            () -> {
              var _ = mustExist.read("commit " + base, () -> repository.commit(base));
              return repository.compare(base.value(), head.value());
            });
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
