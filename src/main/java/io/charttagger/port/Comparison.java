package io.charttagger.port;

import io.charttagger.chart.Commit;
import java.util.List;

/**
 * How a commit, the head, relates to another one, the base.
 *
 * @param status the relation
 * @param mergeBase their latest common ancestor
 * @param total how many commits the head has that the base does not have
 * @param commits the latest 250 of these at most
 * @see <a href="https://docs.github.com/en/rest/commits/commits#compare-two-commits">Compare two
 *     commits</a>
 */
public record Comparison(Status status, Commit mergeBase, int total, List<Commit> commits) {
  /**
   * Commits on one page of {@link Repository#commitsBetween} and {@link
   * Repository#commitsTouching}.
   */
  public static final int PAGE = 100;

  /** The relation of the head to the base. */
  public enum Status {
    /** The same commit. */
    IDENTICAL,
    /** The base is an ancestor of the head. */
    AHEAD,
    /** The head is an ancestor of the base. */
    BEHIND,
    /** Neither is an ancestor of the other. */
    DIVERGED
  }

  /** Copies the commits. */
  public Comparison {
    commits = List.copyOf(commits);
  }

  /** True when these are all commits that the head has and the base does not have. */
  public boolean isComplete() {
    return commits.size() == total;
  }

  /** True when the head is the base, or an ancestor of it. */
  public boolean baseContainsHead() {
    return switch (status) {
      case IDENTICAL, BEHIND -> true;
      case AHEAD, DIVERGED -> false;
    };
  }

  /** True when the base is the head, or an ancestor of it. */
  public boolean headContainsBase() {
    return switch (status) {
      case IDENTICAL, AHEAD -> true;
      case BEHIND, DIVERGED -> false;
    };
  }
}
