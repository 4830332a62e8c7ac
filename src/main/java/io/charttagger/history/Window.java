package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.dispatch.Dispatch;
import java.util.Optional;

/**
 * The part of the main branch that a run decides. It ends at a commit and begins as early as
 * something may be undecided.
 *
 * @param repository the repository
 * @param mark the commit up to which the branch is decided; empty when nobody knows
 * @param before the branch's head before the push; empty when nobody says
 * @param after the commit that it ends at
 */
public record Window(
    RepositoryName repository,
    Optional<CommitSha> mark,
    Optional<CommitSha> before,
    CommitSha after) {

  /** Drops an all-zero state: it means none. */
  public Window {
    before = before.filter(sha -> !sha.isZero());
  }

  /** The window of a dispatch. */
  public static Window of(Dispatch dispatch, Optional<CommitSha> mark) {
    return new Window(dispatch.repository(), mark, dispatch.before(), dispatch.after());
  }
}
