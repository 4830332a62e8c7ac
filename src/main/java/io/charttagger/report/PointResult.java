package io.charttagger.report;

/** What came of one point of a set-up check. */
public enum PointResult {
  /** It is as it should be. */
  OK,
  /** Runs work, but somebody may want to change it. */
  WARNING,
  /** Runs fail until somebody fixes it. */
  FAILED,
  /** It could not be looked at before another point is fixed. */
  NOT_CHECKED
}
