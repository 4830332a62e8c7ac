package io.charttagger.github.http;

import io.charttagger.port.Budget;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.RateLimiter.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Permits of one run's requests of one kind, reserved ahead at its installation's rate limiter.
 * Safe for concurrent use.
 */
final class ReservedPermits {
  /** For the answer to the last request, and to end in good order. */
  private static final Duration SPARE = Duration.ofSeconds(3);

  /** What is known of the limits that other processes met is never older than this. */
  private static final Duration KNOWN_FOR = Duration.ofSeconds(11);

  private final RateLimiter limiter;
  private final RateLimiter.Share share;
  private final RateLimiter.Kind kind;
  private final int batch;
  private final Budget budget;
  private final Deque<Permit> permits = new ArrayDeque<>();
  private int announced;
  private int claimed;
  private Instant limitedUntil = Instant.MIN;
  private Instant lastWord = Instant.MIN;

  /**
   * Reserves nothing yet.
   *
   * @param batch the most to reserve together
   */
  ReservedPermits(RequestPolicy policy, RateLimiter.Kind kind, int batch, Budget budget) {
    this.limiter = policy.limiter();
    this.share = policy.share();
    this.kind = kind;
    this.batch = batch;
    this.budget = budget;
  }

  /** So many writes will follow: their permits are reserved together, with the first of them. */
  synchronized void announce(int requests) {
    announced += requests;
  }

  /**
   * Makes sure of so many permits, those that are left included, or reserves none: a run that would
   * not finish its work must not take them from others.
   *
   * @throws io.charttagger.port.TransientFailure when they cannot be had in time
   */
  private void expect(long installation, int requests) {
    dropExpired();
    if (requests > permits.size()) {
      reserve(installation, requests - permits.size(), left());
    }
  }

  /**
   * Makes sure of so many permits beside those that were claimed before, or claims none.
   *
   * @throws io.charttagger.port.TransientFailure when they cannot be had in time
   */
  synchronized void claim(long installation, int requests) {
    expect(installation, claimed + requests);
    claimed += requests;
  }

  /**
   * Takes the next permit.
   *
   * @throws io.charttagger.port.TransientFailure when none can be had in time
   */
  synchronized Permit take(long installation) {
    dropExpired();
    if (permits.isEmpty()) {
      reserve(installation, 1, budget.left());
    }
    claimed = Math.max(0, claimed - 1);
    announced = Math.max(0, announced - 1);
    return permits.remove();
  }

  /**
   * True when a permit that was taken and waited for may be used now. Another process may have met
   * a limit meanwhile.
   *
   * @throws io.charttagger.port.TransientFailure when that cannot be known
   */
  synchronized boolean confirms(Permit permit, long installation) {
    Instant now = budget.clock().instant();
    if (lastWord.plus(KNOWN_FOR).isBefore(now)) {
      limitedUntil = limiter.limitedUntil(installation).orElse(Instant.MIN);
      lastWord = now;
      permits.removeIf(it -> it.from().isBefore(limitedUntil));
    }
    boolean valid = !permit.until().isBefore(now) && !permit.from().isBefore(limitedUntil);
    if (!valid) {
      // Its request is still to come.
      claimed++;
      announced++;
    }
    return valid;
  }

  /** How long to wait before a permit that was taken may be used. */
  synchronized Duration waitFor(Permit permit) {
    Instant from = permit.from().isBefore(limitedUntil) ? limitedUntil : permit.from();
    return Duration.between(budget.clock().instant(), from);
  }

  private void reserve(long installation, int least, Duration longestWait) {
    int expected =
        switch (kind) {
          case READ -> batch;
          case WRITE -> Math.min(announced - permits.size(), batch);
        };
    permits.addAll(
        limiter.reserve(
            installation,
            new RateLimiter.Wanted(kind, least, Math.max(least, expected), share),
            longestWait));
    lastWord = budget.clock().instant();
  }

  private Duration left() {
    Duration longest = budget.left().minus(SPARE);
    return longest.isNegative() ? Duration.ZERO : longest;
  }

  private void dropExpired() {
    Instant now = budget.clock().instant();
    permits.removeIf(permit -> permit.until().isBefore(now));
  }
}
