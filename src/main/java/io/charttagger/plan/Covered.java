package io.charttagger.plan;

import io.charttagger.chart.CommitSha;
import java.util.List;
import java.util.Optional;

/**
 * The part of the main branch that a plan decides.
 *
 * @param from the commit that it begins behind; empty when it begins with the first commit of all
 * @param commits the last commits of its merges, oldest first
 * @param lostMark the mark as it was read, when it is not on the main branch any more
 */
public record Covered(
    Optional<CommitSha> from, List<CommitSha> commits, Optional<CommitSha> lostMark) {

  /** Copies the commits. */
  public Covered {
    commits = List.copyOf(commits);
  }

  /**
   * The commits behind one, as far as that can be told: all of them when there is none, or when it
   * is where they begin; only the last one when it is not among them.
   */
  public List<CommitSha> behind(Optional<CommitSha> before) {
    if (commits.isEmpty() || before.isEmpty() || before.equals(from)) {
      return commits;
    }
    int index = commits.indexOf(before.get());
    return commits.subList(index >= 0 ? index + 1 : commits.size() - 1, commits.size());
  }

  /** True when everything behind that commit is decided by the plan, up to its end. */
  public boolean reachesBackTo(CommitSha mark) {
    return from.equals(Optional.of(mark))
        || commits.contains(mark)
        || lostMark.equals(Optional.of(mark));
  }
}
