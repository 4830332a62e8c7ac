package io.charttagger.report;

import java.util.Optional;

/**
 * One release pull request in a report.
 *
 * @param number its number, when there is one
 * @param url its page, when there is one
 * @param outcome {@code created}, {@code updated}, {@code unchanged}, {@code nothing-between},
 *     {@code failed}
 * @param message a sentence for people
 */
public record ReleaseLine(
    Optional<Integer> number, Optional<String> url, String outcome, String message) {

  /** A line about no pull request in particular. */
  public static ReleaseLine without(String outcome, String message) {
    return new ReleaseLine(Optional.empty(), Optional.empty(), outcome, message);
  }

  /** True when the run fails because of it. */
  public boolean fails() {
    return outcome.equals("failed");
  }
}
