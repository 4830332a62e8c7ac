package io.charttagger.report;

import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Release;
import io.charttagger.plan.Step;
import java.util.Optional;

/**
 * One merge and chart in a report.
 *
 * @param subject the chart, its directory, version, tag and commit
 * @param outcome the plan's word for it, or {@code created} and {@code refused} once it was tried
 * @param fails whether the run fails because of it
 * @param release what is released, when its tag stands on its commit
 * @param message a sentence for people
 */
public record ChartLine(
    ChartRef subject, String outcome, boolean fails, Optional<Release> release, String message) {

  /** The line of a step as planned. */
  public static ChartLine planned(Step step) {
    Optional<Release> release =
        switch (step) {
          case Step.CreateTag create -> Optional.of(create.release());
          case Step.KeepTag keep -> Optional.of(keep.release());
          case Step.LeaveAlone ignored -> Optional.empty();
        };
    return new ChartLine(
        step.subject(), step.outcome().toString(), step.fails(), release, step.message());
  }

  /** True when its tag stands on its commit now. */
  public boolean stands() {
    return outcome.equals("created") || (release.isPresent() && !outcome.equals("create"));
  }
}
