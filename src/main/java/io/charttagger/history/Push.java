package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.plan.Warning;
import java.util.List;
import java.util.Optional;

/**
 * A push, cut into its merges.
 *
 * @param spans the merges, oldest first
 * @param warnings what could not be found out
 */
record Push(List<Span> spans, List<Warning> warnings) {

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
   * @param settled whether the pull request was already searched for with retries
   */
  record Span(
      Commit commit, Optional<CommitSha> before, Optional<PullRequest> source, boolean settled) {}
}
