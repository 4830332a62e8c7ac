package io.charttagger.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until it is moved; waiting moves it at once. Safe for concurrent use.
 */
public final class ManualClock extends Clock implements Sleeper {
  // DynamoDB Local goes by the real time when it deletes what has expired.
  private static final Instant FAR = Instant.parse("2100-06-01T12:00:00Z");

  private Instant now;

  /** Begins in a far year, where nothing that a test stores has expired. */
  public ManualClock() {
    this(FAR);
  }

  /** Begins then. */
  public ManualClock(Instant now) {
    this.now = now;
  }

  /** Moves the clock on. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  /** Moves the clock on to then, unless it is there already. */
  public synchronized void advanceTo(Instant then) {
    if (now.isBefore(then)) {
      now = then;
    }
  }

  /** Moves the clock on, and returns at once. */
  @Override
  public void pause(Duration time) {
    advance(time);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nothing here reads a zone");
  }
}
