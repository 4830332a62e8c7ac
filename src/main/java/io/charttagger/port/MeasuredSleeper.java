package io.charttagger.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets time pass as another sleeper does, and measures it. Waits side by side count once, so that
 * the sum is never longer than the run. Safe for concurrent use.
 */
public final class MeasuredSleeper implements Sleeper {
  private final Sleeper sleeper;
  private final Clock clock;
  private int waiting;
  private Instant since = Instant.EPOCH;
  private Duration waited = Duration.ZERO;

  /** Measures this one by this clock. */
  public MeasuredSleeper(Sleeper sleeper, Clock clock) {
    this.sleeper = sleeper;
    this.clock = clock;
  }

  @Override
  public void pause(Duration time) {
    begin();
    try {
      sleeper.pause(time);
    } finally {
      end();
    }
  }

  /** How long at least one thread waited, up to the end of the last wait. */
  public synchronized Duration waited() {
    return waited;
  }

  private synchronized void begin() {
    if (waiting == 0) {
      since = clock.instant();
    }
    waiting++;
  }

  private synchronized void end() {
    waiting--;
    if (waiting == 0) {
      waited = waited.plus(Duration.between(since, clock.instant()));
    }
  }
}
