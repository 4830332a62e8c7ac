package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.port.Budget;
import io.charttagger.port.Comparison;
import io.charttagger.port.ReadableRepository;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a commit is on the main branch. GitHub may learn of a merge some seconds after it sent
 * word of it, so a commit that is unknown, or seems to be ahead of the branch, is looked at again
 * before it is rejected.
 */
final class MainBranch {
  private static final Duration YOUNG = Duration.ofMinutes(2);

  private final ReadableRepository repository;
  private final String name;
  private final Budget budget;

  MainBranch(ReadableRepository repository, String name, Budget budget) {
    this.repository = repository;
    this.name = name;
    this.budget = budget;
  }

  String name() {
    return name;
  }

  /**
   * The commit.
   *
   * @throws NotOnMain when it is not on the branch
   */
  Commit require(CommitSha sha) {
    return await(sha).orElseThrow(() -> new NotOnMain(rejection(sha)));
  }

  /** The commit, when it is on the branch; where GitHub may be late, it is waited for. */
  Optional<Commit> await(CommitSha sha) {
    Optional<Comparison> comparison =
        new LateAnswers(budget).settled(() -> compare(sha), this::mayBeLate);
    if (comparison.isEmpty() && repository.commit(sha).filter(this::isYoung).isPresent()) {
      throw new TransientFailure(
          StopReason.GITHUB,
          "GitHub does not show yet whether commit %s is on %s".formatted(sha, name),
          Duration.ZERO);
    }
    return comparison.filter(Comparison::baseContainsHead).map(Comparison::mergeBase);
  }

  /** True when the commit is on the branch. */
  boolean contains(CommitSha sha) {
    return find(sha).isPresent();
  }

  /** The commit, when it is on the branch. */
  Optional<Commit> find(CommitSha sha) {
    return compare(sha)
        .or(() -> compare(sha))
        .filter(Comparison::baseContainsHead)
        .map(Comparison::mergeBase);
  }

  private Optional<Comparison> compare(CommitSha sha) {
    return repository.compare(name, sha.value());
  }

  private boolean mayBeLate(Optional<Comparison> comparison) {
    return comparison
        .map(
            known ->
                switch (known.status()) {
                  case IDENTICAL, BEHIND, DIVERGED -> false;
                  case AHEAD -> known.commits().stream().anyMatch(this::isYoung);
                })
        .orElse(true);
  }

  private boolean isYoung(Commit commit) {
    return Duration.between(commit.committedAt(), budget.clock().instant()).compareTo(YOUNG) < 0;
  }

  private String rejection(CommitSha sha) {
    return "commit %s is not on %s; only commits of that branch are tagged: dispatch one of them"
        .formatted(sha, name);
  }
}
