package io.charttagger.chart;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a commit that the plan needs.
 *
 * @param sha its SHA
 * @param parents its parents, the first one first; none for a root commit
 * @param author the author's name, untrusted
 * @param subject the first line of its message, untrusted
 * @param committedAt the committer date, to the second
 * @param skipInstruction what in its message tells GitHub to start no workflow, such as {@code
 *     [skip ci]}
 */
public record Commit(
    CommitSha sha,
    List<CommitSha> parents,
    String author,
    String subject,
    Instant committedAt,
    Optional<String> skipInstruction) {

  /** A commit with this message, of which only what matters is kept. */
  public Commit(
      CommitSha sha, List<CommitSha> parents, String author, String message, Instant committedAt) {
    this(
        sha,
        parents,
        author,
        message.lines().findFirst().orElse(""),
        committedAt,
        SkipInstruction.in(message));
  }

  /** Copies the parents. */
  public Commit {
    parents = List.copyOf(parents);
  }
}
