package io.charttagger.github.http;

import io.charttagger.port.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Permits of one run's requests, reserved ahead at its installation's rate limiter: each is an
 * instant from which on one request may be sent. Safe for concurrent use.
 */
final class ReservedPermits {
  /** For the answer to the last request, and to end in good order. */
  private static final Duration SPARE = Duration.ofSeconds(3);

  private final Reservation reservation;
  private final int batch;
  private final Duration validFor;
  private final Budget budget;
  private final Deque<Instant> permits = new ArrayDeque<>();

  /**
   * Reserves nothing yet.
   *
   * @param batch how many to reserve when there are none left
   * @param validFor after this long an unused one expires: the limiter's margin for late requests
   *     is limited
   */
  ReservedPermits(Reservation reservation, int batch, Duration validFor, Budget budget) {
    this.reservation = reservation;
    this.batch = batch;
    this.validFor = validFor;
    this.budget = budget;
  }

  /** Reserves all or none, as {@link io.charttagger.port.RateLimiter} says. */
  interface Reservation {
    List<Instant> reserve(long installation, int requests, Duration longestWait);
  }

  /**
   * Reserves so many more, or none.
   *
   * @throws io.charttagger.port.TransientFailure when they cannot be had in time
   */
  synchronized void add(long installation, int requests) {
    Duration longest = budget.left().minus(SPARE);
    permits.addAll(
        reservation.reserve(
            installation, requests, longest.isNegative() ? Duration.ZERO : longest));
  }

  /**
   * Takes the next permit.
   *
   * @return how long to wait before the request may be sent
   * @throws io.charttagger.port.TransientFailure when none can be had in time
   */
  synchronized Duration take(long installation) {
    dropExpired();
    if (permits.isEmpty()) {
      permits.addAll(reservation.reserve(installation, batch, budget.left()));
    }
    Duration wait = Duration.between(budget.clock().instant(), permits.remove());
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private void dropExpired() {
    Instant oldest = budget.clock().instant().minus(validFor);
    permits.removeIf(permit -> permit.isBefore(oldest));
  }
}
