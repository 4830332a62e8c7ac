package io.charttagger.run;

import io.charttagger.report.ChartLine;
import java.util.Optional;
import java.util.TreeMap;

/** Deletes the merged branches of the charts whose tags exist. */
final class BranchCleaner {
  private final Optional<String> pattern;

  /** Takes the pattern of the branches, if there is one. */
  BranchCleaner(RunSettings settings) {
    this.pattern = settings.repository().cleanUpBranches();
  }

  /** Deletes each, or keeps it with the reason. */
  void clean(RunContext context) {
    if (pattern.isEmpty()) {
      return;
    }
    MergedBranches merged = new MergedBranches(context.repository(), context.mainBranch());
    TreeMap<String, Optional<Integer>> branches = new TreeMap<>();
    for (ChartLine line : context.progress().tagged()) {
      branches.put(
          pattern.get().replace("{chart}", line.subject().chart()),
          line.subject().sourcePullRequest());
    }
    branches.forEach(
        (branch, source) -> {
          context.lease().renew();
          context.progress().cleaned(merged.delete(branch, source));
        });
  }
}
