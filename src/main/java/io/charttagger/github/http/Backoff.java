package io.charttagger.github.http;

import io.charttagger.port.Budget;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

/**
 * All the waiting of a run's connector. A wait that does not fit into the time budget is not begun
 * but ends in {@link TransientFailure}, and a guard runs while it lasts. Safe for concurrent use.
 */
final class Backoff {
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);

  /** Long waits are cut into these, so that a lease can be renewed between them. */
  private static final Duration SLICE = Duration.ofSeconds(10);

  private final Budget budget;
  private final DoubleSupplier jitter;
  private final AtomicReference<Instant> quietUntil;
  private final Runnable guard;

  Backoff(Budget budget, DoubleSupplier jitter) {
    this(budget, jitter, new AtomicReference<>(Instant.MIN), () -> {});
  }

  private Backoff(
      Budget budget, DoubleSupplier jitter, AtomicReference<Instant> quietUntil, Runnable guard) {
    this.budget = budget;
    this.jitter = jitter;
    this.quietUntil = quietUntil;
    this.guard = guard;
  }

  /** The same backoff with another guard. */
  Backoff guardedBy(Runnable other) {
    return new Backoff(budget, jitter, quietUntil, other);
  }

  void checkGuard() {
    guard.run();
  }

  /** Waits as long as GitHub refuses requests. */
  void keepQuiet() {
    Duration quiet = Duration.between(budget.clock().instant(), quietUntil.get());
    if (quiet.isPositive()) {
      pause(quiet, StopReason.RATE_LIMIT, "GitHub limits the rate");
    }
  }

  /** Holds all requests of this run: GitHub bans those who go on while they are limited. */
  void beQuiet(Duration wait, String request) {
    if (!budget.allows(wait)) {
      throw new TransientFailure(
          StopReason.RATE_LIMIT,
          "GitHub limits the rate: " + request + " has to wait " + wait.toSeconds() + " s",
          wait);
    }
    Instant until = budget.clock().instant().plus(wait);
    quietUntil.accumulateAndGet(until, (one, other) -> one.isAfter(other) ? one : other);
  }

  /** Waits half to one and a half of 500 ms, twice as long after each further failure. */
  void pauseAfter(int failures, String why) {
    Duration wait = FIRST_RETRY.multipliedBy(1L << (failures - 1));
    pause(
        Duration.ofMillis((long) (wait.toMillis() * (0.5 + jitter.getAsDouble()))),
        StopReason.GITHUB,
        why);
  }

  void pause(Duration wait, StopReason reason, String why) {
    if (!budget.allows(wait)) {
      throw new TransientFailure(
          reason, why + ", and no time is left to wait " + wait.toMillis() + " ms", wait);
    }
    Duration left = wait;
    while (left.isPositive()) {
      Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
      budget.pause(slice);
      left = left.minus(slice);
      guard.run();
    }
  }

  /** Waits for its turn. */
  void acquire(Semaphore permits) {
    try {
      if (!permits.tryAcquire(budget.left().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TransientFailure(
            StopReason.TIME, "time budget spent waiting for other requests", Duration.ZERO);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TransientFailure(StopReason.TIME, "the run was interrupted", Duration.ZERO);
    }
  }
}
