package io.charttagger.dispatch;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request to tag the charts that a push changed.
 *
 * @param repository the repository
 * @param before the branch's head before the push; empty when missing or all zero
 * @param after the branch's head after the push
 * @param dryRun whether to report the plan and change nothing
 * @param charts the names of the charts to consider; empty means all
 * @param installation the GitHub App's installation, as the caller gives it: saves a call, proves
 *     nothing
 * @param branch the branch, as the caller gives it
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#repository_dispatch">repository_dispatch</a>
 */
public record Dispatch(
    RepositoryName repository,
    Optional<CommitSha> before,
    CommitSha after,
    boolean dryRun,
    Set<ChartName> charts,
    OptionalLong installation,
    Optional<String> branch) {

  /** Drops an all-zero {@code before} and rejects an all-zero {@code after}. */
  public Dispatch {
    if (after.isZero()) {
      throw new IllegalArgumentException("an all-zero SHA is not a commit: the branch was deleted");
    }
    before = before.filter(sha -> !sha.isZero());
    charts = Collections.unmodifiableSet(new TreeSet<>(charts));
  }
}
