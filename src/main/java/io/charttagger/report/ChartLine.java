package io.charttagger.report;

import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Release;
import io.charttagger.plan.Step;
import java.util.Optional;

/**
 * One merge and chart in a report.
 *
 * @param subject the chart, its directory, version, tag and commit
 * @param result what the plan decided, or what came of it once it was tried
 * @param release what is released, when its tag points at its commit or is to be created there
 * @param standing the SHA that the tag's ref points at, where that was read or written
 * @param message a sentence for people
 */
public record ChartLine(
    ChartRef subject,
    ChartResult result,
    Optional<Release> release,
    Optional<String> standing,
    String message) {

  /** One whose tag's object, if there is one, is the one that can be computed. */
  public ChartLine(
      ChartRef subject, ChartResult result, Optional<Release> release, String message) {
    this(subject, result, release, Optional.empty(), message);
  }

  /** The SHA that the tag's ref points at, or is to point at. */
  public Optional<String> tagObject() {
    // Computed only when it is shown: annotations may be long, and many.
    return standing.or(() -> release.map(it -> it.tag().sha()));
  }

  /**
   * True when the run fails because of it and only another merge helps, whose own run makes the
   * tag. What fails otherwise is made by the same dispatch, once its cause is fixed.
   */
  public boolean isFixedByMerge() {
    // Without a pull request there is nothing that a lineage could be added to.
    return result == ChartResult.UNATTESTED
        ? subject.sourcePullRequest().isEmpty()
        : result.isFixedByMerge();
  }

  /** True when its tag is missing until a person acts, without a new commit. */
  public boolean isOwed() {
    return result.fails() && !isFixedByMerge();
  }

  /** The line of a step as planned. */
  public static ChartLine planned(Step step) {
    ChartResult result = ChartResult.planned(step);
    return switch (step) {
      case Step.CreateTag(ChartRef subject, Release release, String message) ->
          new ChartLine(subject, result, Optional.of(release), message);
      case Step.KeepTag(ChartRef subject, Release release, String object, String message) ->
          new ChartLine(subject, result, Optional.of(release), Optional.of(object), message);
      case Step.LeaveAlone leave ->
          new ChartLine(leave.subject(), result, Optional.empty(), leave.message());
    };
  }
}
