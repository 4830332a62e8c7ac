package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import java.util.Optional;

/** Where the version of a chart comes from. */
public sealed interface Origin {

  /**
   * A merge brought it.
   *
   * @param before the commit before the merge; empty when there is none
   * @param commit the merge's last commit
   */
  record Merge(Optional<CommitSha> before, CommitSha commit) implements Origin {}

  /**
   * The search ended before it was found.
   *
   * @param why what was found instead, for people
   */
  record Unknown(String why) implements Origin {}
}
