package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/**
 * Commits that the head has and the base does not have. With each commit it has all of its
 * ancestors that the base does not have.
 *
 * @param base the commit that the range begins after
 * @param place the head, and the directory that matters
 * @param commits the commits by their SHAs
 */
record CommitRange(Commit base, RangeReader.Place place, Map<CommitSha, Commit> commits) {

  CommitRange {
    commits = Map.copyOf(commits);
  }

  boolean has(CommitSha commit) {
    return commits.containsKey(commit);
  }

  /** The date of its oldest commit. */
  Instant oldest() {
    return commits.values().stream()
        .map(Commit::committedAt)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }
}
