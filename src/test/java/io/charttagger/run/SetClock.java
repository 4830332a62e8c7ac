package io.charttagger.run;

import io.charttagger.port.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands until it is set on; waiting sets it on at once. It begins in a far year,
 * because DynamoDB Local goes by the real time when it deletes what has expired.
 */
public final class SetClock extends Clock implements Sleeper {
  private Instant now = Instant.parse("2100-06-01T12:00:00Z");

  /** Sets the clock on. */
  @Override
  public synchronized void pause(Duration time) {
    now = now.plus(time);
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
