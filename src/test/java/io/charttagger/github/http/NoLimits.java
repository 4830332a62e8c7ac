package io.charttagger.github.http;

import io.charttagger.port.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** Permits every request at once, for tests of other things. */
public record NoLimits(Clock clock) implements RateLimiter {
  @Override
  public List<Instant> reserveWrites(long installation, int writes, Duration longestWait) {
    return Collections.nCopies(writes, clock.instant());
  }

  @Override
  public List<Instant> reserveReads(long installation, int reads, Duration longestWait) {
    return Collections.nCopies(reads, clock.instant());
  }
}
