package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.plan.Warning;
import java.util.List;
import java.util.Optional;

/**
 * What a window has, cut into its merges.
 *
 * @param from where the window begins; empty when it begins with a root commit
 * @param spans the merges, oldest first
 * @param markLost whether the mark is not on the main branch
 * @param warnings what could not be found out
 */
record Push(Optional<CommitSha> from, List<Span> spans, boolean markLost, List<Warning> warnings) {

  Push {
    spans = List.copyOf(spans);
    warnings = List.copyOf(warnings);
  }

  /**
   * One merge of it.
   *
   * @param commit its last commit
   * @param before the commit before its first one; empty when there is none
   * @param source its pull request
   * @param settled whether the pull request was found, or searched for with retries
   */
  record Span(
      Commit commit, Optional<CommitSha> before, Optional<PullRequest> source, boolean settled) {}
}
