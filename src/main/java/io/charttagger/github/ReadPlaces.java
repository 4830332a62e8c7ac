package io.charttagger.github;

import io.charttagger.run.Budget;
import io.charttagger.run.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The places of one run's reads in the pace of its installation, reserved ahead so that few reads
 * ask for them: some at a time, or all at once when it is known how many will follow. Safe for
 * concurrent use.
 */
final class ReadPlaces {
  // The reads of a run that tags one chart, check run included, and some more.
  private static final int SOME = 16;

  /** After this long a place has lapsed: the pace's margin for late requests is not endless. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(11);

  /** To come to an end after the last of many reads. */
  private static final Duration SPARE = Duration.ofSeconds(5);

  private final Pace pace;
  private final Budget budget;
  private final Deque<Instant> places = new ArrayDeque<>();

  ReadPlaces(Pace pace, Budget budget) {
    this.pace = pace;
    this.budget = budget;
  }

  /**
   * Makes sure of places for so many reads, or of none: a run that would not come to the end of
   * them must not take them from others.
   *
   * @throws io.charttagger.run.PassingTrouble when they cannot be had in time
   */
  synchronized void expect(long installation, int reads) {
    dropLapsed();
    int more = reads - places.size();
    if (more > 0) {
      Duration longest = budget.left().minus(SPARE);
      places.addAll(
          pace.reserveReads(installation, more, longest.isNegative() ? Duration.ZERO : longest));
    }
  }

  /**
   * Takes the next place.
   *
   * @return how long to wait before the read may go out
   * @throws io.charttagger.run.PassingTrouble when none can be had in time
   */
  synchronized Duration take(long installation) {
    dropLapsed();
    if (places.isEmpty()) {
      places.addAll(pace.reserveReads(installation, SOME, budget.left()));
    }
    Duration wait = Duration.between(budget.clock().instant(), places.remove());
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private void dropLapsed() {
    Instant oldest = budget.clock().instant().minus(GOOD_FOR);
    places.removeIf(place -> place.isBefore(oldest));
  }
}
