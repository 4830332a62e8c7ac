package io.charttagger.local.github;

import io.charttagger.chart.CommitSha;
import java.time.Instant;
import java.util.Set;

/**
 * How a pull request of a rebuilt history went in.
 *
 * @param commit the merge, the squashed or the last rebased commit: {@code merge_commit_sha}
 * @param rebased all commits that a rebase made, where it was one
 */
public record MergedAs(CommitSha commit, Instant when, Set<CommitSha> rebased) {

  /** A merge or a squash, or a rebase of one commit. */
  public static MergedAs of(CommitSha commit, Instant when) {
    return new MergedAs(commit, when, Set.of());
  }
}
