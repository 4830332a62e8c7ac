package io.charttagger.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time that a run may take. All waiting counts against it, and work that no longer fits is not
 * begun, so that the run can still answer what is done. Safe for concurrent use.
 */
public final class Budget {
  private final Clock clock;
  private final Instant end;
  private final Sleeper waiting;

  /**
   * Starts to count.
   *
   * @param end when the run must have its answer ready
   */
  public Budget(Clock clock, Instant end, Sleeper waiting) {
    this.clock = clock;
    this.end = end;
    this.waiting = waiting;
  }

  /** The clock that this budget goes by. */
  public Clock clock() {
    return clock;
  }

  /** What is left; zero when it is spent, never negative. */
  public Duration left() {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** A part of this time: from now for so long, and no longer than this. */
  public Budget part(Duration time) {
    Instant partEnd = clock.instant().plus(time);
    return new Budget(clock, partEnd.isBefore(end) ? partEnd : end, waiting);
  }

  /** True when something that takes so long still ends in time. */
  public boolean allows(Duration time) {
    return time.compareTo(left()) < 0;
  }

  /**
   * Insists that something fits.
   *
   * @throws TransientFailure when less than this is left
   */
  public void require(Duration time) {
    if (!allows(time)) {
      throw new TransientFailure(StopReason.TIME, "the time of this run is used up", time);
    }
  }

  /**
   * Waits.
   *
   * @throws TransientFailure at once, when the wait does not fit
   */
  public void pause(Duration time) {
    require(time);
    waiting.pause(time);
  }
}
