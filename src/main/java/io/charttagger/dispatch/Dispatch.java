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
 * What is asked: tag the charts that came with a push.
 *
 * @param repository where
 * @param before the branch's head before the push; empty when not given or all zero
 * @param after the branch's head after the push
 * @param dryRun report the plan and change nothing
 * @param charts the charts to look at, by name; empty means all
 * @param installation the GitHub App's installation as the caller has it: a hint that saves a call,
 *     never a proof
 * @param branch the branch as the caller names it
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

  /** Drops an all-zero {@code before}; an all-zero {@code after} is refused. */
  public Dispatch {
    if (after.isZero()) {
      throw new IllegalArgumentException("an all-zero SHA is no commit: the branch was deleted");
    }
    before = before.filter(sha -> !sha.isZero());
    charts = Collections.unmodifiableSet(new TreeSet<>(charts));
  }
}
