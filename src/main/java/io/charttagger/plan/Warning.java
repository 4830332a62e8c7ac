package io.charttagger.plan;

import java.util.Set;

/**
 * Something that the report mentions and that does not fail the run.
 *
 * @param chart the chart, or its directory; empty when the warning concerns the whole run
 * @param code a stable, machine-readable word
 * @param message a sentence for people
 */
public record Warning(String chart, String code, String message) {
  private static final Set<String> OF_MERGES =
      Set.of("no-source-pull-request", "skip-ci", "lineage-author", "lineage-unreadable");

  /** True when it is about a merge or one of its charts, and not about the run. */
  public boolean isOfMerge() {
    return !chart.isEmpty() || OF_MERGES.contains(code);
  }
}
