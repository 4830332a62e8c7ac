package io.charttagger.report;

import java.util.Optional;

/**
 * One release pull request in a report.
 *
 * @param number its number, when there is one
 * @param url its page, when there is one
 * @param result what came of it
 * @param message a sentence for people
 */
public record ReleaseLine(
    Optional<Integer> number, Optional<String> url, ReleaseResult result, String message) {

  /** A line about no pull request in particular. */
  public static ReleaseLine without(ReleaseResult result, String message) {
    return new ReleaseLine(Optional.empty(), Optional.empty(), result, message);
  }

  /** True when both are about the same pull request. */
  public boolean isOfSamePullRequest(ReleaseLine other) {
    return number.isPresent() && number.equals(other.number);
  }
}
