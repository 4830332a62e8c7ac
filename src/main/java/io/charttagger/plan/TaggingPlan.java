package io.charttagger.plan;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.TagObject;
import java.util.List;
import java.util.function.UnaryOperator;

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

  /** The same with the tags that are to be created signed. */
  public TaggingPlan signedBy(UnaryOperator<TagObject> signer) {
    return new TaggingPlan(
        repository,
        commit,
        steps.stream().map(step -> signed(step, signer)).toList(),
        warnings,
        covered);
  }

  private static Step signed(Step step, UnaryOperator<TagObject> signer) {
    return switch (step) {
      case Step.CreateTag(ChartRef subject, Release release, String message) ->
          new Step.CreateTag(subject, release.signedBy(signer), message);
      case Step.KeepTag keep -> keep;
      case Step.LeaveAlone leave -> leave;
    };
  }
}
