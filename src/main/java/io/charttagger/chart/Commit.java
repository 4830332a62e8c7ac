package io.charttagger.chart;

import java.time.Instant;
import java.util.List;

/**
 * The parts of a commit that the plan needs.
 *
 * @param sha its SHA
 * @param parents its parents, the first one first; none for a root commit
 * @param author the author's name, untrusted
 * @param subject the first line of its message, untrusted
 * @param committedAt the committer date, to the second
 */
public record Commit(
    CommitSha sha, List<CommitSha> parents, String author, String subject, Instant committedAt) {

  /** Copies the parents. */
  public Commit {
    parents = List.copyOf(parents);
  }
}
