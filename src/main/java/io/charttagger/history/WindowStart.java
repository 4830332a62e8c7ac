package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.plan.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a window begins.
 *
 * @param from the last commit that is not part of it; empty when it begins with a root commit
 * @param between the commits of it, when they are more than its last one
 * @param via a commit of it that the main branch is known to have pointed at
 * @param whole whether it is decided as one group
 * @param markLost whether the mark is not on the main branch
 * @param warnings what could not be done as asked
 */
record WindowStart(
    Optional<CommitSha> from,
    List<Commit> between,
    Optional<CommitSha> via,
    boolean whole,
    boolean markLost,
    List<Warning> warnings) {

  WindowStart {
    between = List.copyOf(between);
    warnings = List.copyOf(warnings);
  }

  /** The window has one commit, whose parent on the main branch this is. */
  static WindowStart alone(Optional<CommitSha> parent) {
    return new WindowStart(parent, List.of(), Optional.empty(), false, false, List.of());
  }

  /** The window has all these commits. */
  static WindowStart of(CommitSha from, List<Commit> between) {
    return new WindowStart(Optional.of(from), between, Optional.empty(), false, false, List.of());
  }

  /** The window is one group, whatever is in it. */
  static WindowStart whole(CommitSha from) {
    return new WindowStart(Optional.of(from), List.of(), Optional.empty(), true, false, List.of());
  }

  WindowStart via(Optional<CommitSha> commit) {
    return new WindowStart(from, between, commit, whole, markLost, warnings);
  }

  WindowStart withMarkLost(boolean isLost) {
    return new WindowStart(from, between, via, whole, isLost, warnings);
  }

  WindowStart with(Warning warning) {
    List<Warning> all = new ArrayList<>(warnings);
    all.add(warning);
    return new WindowStart(from, between, via, whole, markLost, all);
  }
}
