package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.TagName;
import io.charttagger.dispatch.Dispatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the main branch that a run decides. It ends at a commit and begins as early as
 * something may be undecided.
 *
 * @param repository the repository
 * @param mark the commit up to which the branch is decided; empty when nobody knows
 * @param before the branch's head before the push; empty when nobody says
 * @param after the commit that it ends at
 * @param owed tags that are still missing on earlier commits, with these: several where one of them
 *     may not be on the branch any more; what follows is decided as if they existed
 */
public record Window(
    RepositoryName repository,
    Optional<CommitSha> mark,
    Optional<CommitSha> before,
    CommitSha after,
    Map<TagName, List<CommitSha>> owed) {

  /** Drops an all-zero state: it means none. */
  public Window {
    before = before.filter(sha -> !sha.isZero());
    owed = Map.copyOf(owed);
  }

  /** A window that nothing is owed before. */
  public Window(
      RepositoryName repository,
      Optional<CommitSha> mark,
      Optional<CommitSha> before,
      CommitSha after) {
    this(repository, mark, before, after, Map.of());
  }

  /** The window of a dispatch. */
  public static Window of(Dispatch dispatch, Optional<CommitSha> mark) {
    return new Window(dispatch.repository(), mark, dispatch.before(), dispatch.after());
  }

  /** The same window, while these tags are owed. */
  public Window owing(Map<TagName, List<CommitSha>> tags) {
    return new Window(repository, mark, before, after, tags);
  }
}
