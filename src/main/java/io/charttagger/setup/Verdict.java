package io.charttagger.setup;

import io.charttagger.report.PointResult;

/**
 * What is said of one point.
 *
 * @param message what was found and, unless all is well, who does what
 */
record Verdict(PointResult result, String message) {
  static Verdict ok(String message) {
    return new Verdict(PointResult.OK, message);
  }

  static Verdict warning(String message) {
    return new Verdict(PointResult.WARNING, message);
  }

  static Verdict failed(String message) {
    return new Verdict(PointResult.FAILED, message);
  }
}
