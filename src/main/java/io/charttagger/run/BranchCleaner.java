package io.charttagger.run;

import io.charttagger.report.ChartLine;
import java.util.Optional;
import java.util.TreeMap;

/** Deletes the spent branches of the charts whose tags stand. */
final class BranchCleaner {
  private final Optional<String> pattern;

  /** Takes the pattern with {@code {chart}} in it; empty deletes nothing. */
  BranchCleaner(Optional<String> pattern) {
    this.pattern = pattern;
  }

  /** Deletes, or keeps with the reason. */
  void cleanUp(RunContext means, Progress progress) {
    if (pattern.isEmpty()) {
      return;
    }
    TreeMap<String, Optional<Integer>> branches = new TreeMap<>();
    for (ChartLine line : progress.standing()) {
      branches.put(
          pattern.get().replace("{chart}", line.subject().chart()),
          line.subject().sourcePullRequest());
    }
    branches.forEach(
        (branch, source) -> {
          means.lease().renew();
          progress.cleaned(means.forge().delete(branch, source));
        });
  }
}
