package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.port.Budget;
import io.charttagger.port.Comparison;
import io.charttagger.port.MustExist;
import io.charttagger.port.ReadableRepository;
import java.util.List;
import java.util.Optional;

/** Commits by range and by path. Two commits are compared once in a run. */
final class Commits {
  private final ReadableRepository repository;
  private final MustExist mustExist;
  private final Memoizer<Pair, Optional<Comparison>> comparisons = new Memoizer<>(this::read);

  Commits(ReadableRepository repository, Budget budget) {
    this.repository = repository;
    this.mustExist = new MustExist(budget);
  }

  private record Pair(CommitSha base, CommitSha head) {}

  /**
   * The comparison; empty when the two have no common ancestor. "Not found" may also mean that a
   * replica does not know the base yet: it counts only once the base itself is shown.
   */
  Optional<Comparison> compare(CommitSha base, CommitSha head) {
    return comparisons.get(new Pair(base, head));
  }

  private Optional<Comparison> read(Pair pair) {
    CommitSha base = pair.base();
    return repository
        .compare(base.value(), pair.head().value())
        .or(
            () -> {
              var _ = mustExist.read("commit " + base, () -> repository.commit(base));
              return repository.compare(base.value(), pair.head().value());
            });
  }

  /** The comparison of a commit with one of its ancestors. */
  Comparison compareWithAncestor(CommitSha base, CommitSha head) {
    return mustExist.read(
        "the comparison of %s and %s".formatted(base, head),
        () -> repository.compare(base.value(), head.value()));
  }

  /** True when a commit is the other one, or has it among its ancestors. */
  boolean contains(CommitSha commit, CommitSha ancestor) {
    return compare(ancestor, commit).filter(Comparison::headContainsBase).isPresent();
  }

  /** The first 100 commits that the head has and the base does not have, oldest first. */
  List<Commit> firstBetween(CommitSha base, CommitSha head) {
    return repository.commitsBetween(base, head, 1);
  }

  /** The commits that touched a directory. */
  PathLog touching(String directory, CommitSha head) {
    return new PathLog(repository, head, directory);
  }
}
