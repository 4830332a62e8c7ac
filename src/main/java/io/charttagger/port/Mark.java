package io.charttagger.port;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the main branch of one repository has been decided.
 *
 * @param commit every merge up to this commit is decided; empty when no run has said so yet
 * @param owed tags that are still missing although their commits lie behind the mark
 * @param revision counts the changes, so that none is made to something that was not read
 */
public record Mark(Optional<CommitSha> commit, List<Owed> owed, long revision) {
  /** That of a repository that was never seen. */
  public static final Mark NONE = new Mark(Optional.empty(), List.of(), 0);

  /** Copies the list. */
  public Mark {
    owed = List.copyOf(owed);
  }

  /** The next revision. */
  public Mark with(Optional<CommitSha> next, List<Owed> stillOwed) {
    return new Mark(next, stillOwed, revision + 1);
  }

  /**
   * A tag that only a person's act makes possible, without a new commit: a ruleset refuses it, or
   * its lineage is missing.
   *
   * @param commit the commit that the tag is for
   * @param tag the tag's name
   * @param since when it was first found missing
   * @param tried when it was last tried
   */
  public record Owed(CommitSha commit, TagName tag, Instant since, Instant tried) {}
}
