package io.charttagger.github;

import io.charttagger.port.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The places of one run's requests in the pace of its installation, reserved ahead. Safe for
 * concurrent use.
 */
final class ReservedPermits {
  /** For the answer to the last of them, and to end in good order. */
  private static final Duration SPARE = Duration.ofSeconds(3);

  private final Reservation reservation;
  private final Terms terms;
  private final Budget budget;
  private final Deque<Instant> places = new ArrayDeque<>();

  ReservedPermits(Reservation reservation, Terms terms, Budget budget) {
    this.reservation = reservation;
    this.terms = terms;
    this.budget = budget;
  }

  /** Reserves all or none, as {@link io.charttagger.port.RateLimiter} says. */
  interface Reservation {
    List<Instant> reserve(long installation, int requests, Duration longestWait);
  }

  /**
   * How places are kept.
   *
   * @param some how many to reserve when there are none left
   * @param goodFor after this long an unused one has lapsed: the pace's margin for late requests is
   *     not endless
   */
  record Terms(int some, Duration goodFor) {}

  /**
   * Makes sure of so many places, those that are left included, or reserves none: a run that would
   * not come to the end of its work must not take them from others.
   *
   * @throws io.charttagger.port.TransientFailure when they cannot be had in time
   */
  synchronized void expect(long installation, int requests) {
    dropLapsed();
    if (requests > places.size()) {
      add(installation, requests - places.size());
    }
  }

  /**
   * Reserves so many more, or none.
   *
   * @throws io.charttagger.port.TransientFailure when they cannot be had in time
   */
  synchronized void add(long installation, int requests) {
    Duration longest = budget.left().minus(SPARE);
    places.addAll(
        reservation.reserve(
            installation, requests, longest.isNegative() ? Duration.ZERO : longest));
  }

  /**
   * Takes the next place.
   *
   * @return how long to wait before the request may go out
   * @throws io.charttagger.port.TransientFailure when none can be had in time
   */
  synchronized Duration take(long installation) {
    dropLapsed();
    if (places.isEmpty()) {
      places.addAll(reservation.reserve(installation, terms.some(), budget.left()));
    }
    Duration wait = Duration.between(budget.clock().instant(), places.remove());
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private void dropLapsed() {
    Instant oldest = budget.clock().instant().minus(terms.goodFor());
    places.removeIf(place -> place.isBefore(oldest));
  }
}
