package io.charttagger.report;

/**
 * One point of a set-up check in a report.
 *
 * @param point what was checked
 * @param result what came of it
 * @param message what was found and, unless all is well, who does what
 */
public record SetupLine(SetupPoint point, PointResult result, String message) {

  /** A point that cannot be checked before another one is fixed. */
  public static SetupLine waiting(SetupPoint point, SetupPoint needed) {
    return new SetupLine(
        point,
        PointResult.NOT_CHECKED,
        "it is checked as soon as the point %s is fixed".formatted(OutcomeWords.of(needed)));
  }
}
