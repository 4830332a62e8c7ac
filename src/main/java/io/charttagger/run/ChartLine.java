package io.charttagger.run;

import io.charttagger.plan.ChartOutcome;
import io.charttagger.plan.Release;
import io.charttagger.plan.Step;
import io.charttagger.plan.Subject;
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
    Subject subject, String outcome, boolean fails, Optional<Release> release, String message) {

  /** The line of a step as planned. */
  static ChartLine planned(Step step) {
    Optional<Release> release =
        switch (step) {
          case Step.CreateTag create -> Optional.of(create.release());
          case Step.KeepTag keep -> Optional.of(keep.release());
          case Step.LeaveAlone ignored -> Optional.empty();
        };
    return new ChartLine(
        step.subject(), step.outcome().toString(), step.fails(), release, step.message());
  }

  /** The line of a tag after it was asked for. */
  static ChartLine done(Step.CreateTag step, TagAnswer answer) {
    return switch (answer) {
      case TagAnswer.Created ignored ->
          new ChartLine(
              step.subject(), "created", false, Optional.of(step.release()), step.message());
      case TagAnswer.Stands() ->
          new ChartLine(
              step.subject(),
              ChartOutcome.ALREADY_TAGGED.toString(),
              false,
              Optional.of(step.release()),
              "somebody made the tag on this commit meanwhile");
      case TagAnswer.Elsewhere(String place) ->
          new ChartLine(
              step.subject(),
              ChartOutcome.CONFLICT.toString(),
              true,
              Optional.empty(),
              "the tag was made on %s meanwhile, not on %s; a tag is never moved: raise the version"
                  .formatted(place, step.subject().commit()));
      case TagAnswer.Refused(String reason) ->
          new ChartLine(step.subject(), "refused", true, Optional.empty(), reason);
    };
  }

  boolean stands() {
    return outcome.equals("created") || (release.isPresent() && !outcome.equals("create"));
  }
}
