package io.charttagger.plan;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the plan needs to know about a repository, read before anything is written.
 *
 * @param repository the repository
 * @param commit the commit that the dispatch named, on the main branch
 * @param from where the window begins: the last commit that is not part of it; empty when it begins
 *     with a root commit
 * @param lostMark the commit up to which the main branch was decided, when it is not on it any more
 * @param merges the merges of the window, oldest first
 * @param warnings what could not be read completely
 */
public record RepositoryState(
    RepositoryName repository,
    CommitSha commit,
    Optional<CommitSha> from,
    Optional<CommitSha> lostMark,
    List<Merge> merges,
    List<Warning> warnings) {

  /** The state of a window that begins with a root commit. */
  public RepositoryState(
      RepositoryName repository, CommitSha commit, List<Merge> merges, List<Warning> warnings) {
    this(repository, commit, Optional.empty(), Optional.empty(), merges, warnings);
  }

  /** Copies the collections. */
  public RepositoryState {
    merges = List.copyOf(merges);
    warnings = List.copyOf(warnings);
  }
}
