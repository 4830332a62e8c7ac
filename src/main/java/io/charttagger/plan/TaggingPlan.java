package io.charttagger.plan;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import java.util.List;

/**
 * The steps to take, decided before anything is written.
 *
 * @param repository the repository
 * @param commit the commit that the dispatch named
 * @param steps one for each merge and chart, in order: merges oldest first, charts by directory
 * @param warnings notes for the report
 * @param covered the part of the main branch that is decided
 */
public record TaggingPlan(
    RepositoryName repository,
    CommitSha commit,
    List<Step> steps,
    List<Warning> warnings,
    Covered covered) {

  /** Copies the collections. */
  public TaggingPlan {
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }
}
