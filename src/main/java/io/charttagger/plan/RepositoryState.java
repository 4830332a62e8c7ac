package io.charttagger.plan;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import java.util.List;

/**
 * Everything that the plan needs to know about a repository, read before anything is written.
 *
 * @param repository the repository
 * @param commit the commit that the dispatch named, on the main branch
 * @param merges the merges of the push, oldest first
 * @param warnings what could not be read completely
 */
public record RepositoryState(
    RepositoryName repository, CommitSha commit, List<Merge> merges, List<Warning> warnings) {

  /** Copies the collections. */
  public RepositoryState {
    merges = List.copyOf(merges);
    warnings = List.copyOf(warnings);
  }
}
