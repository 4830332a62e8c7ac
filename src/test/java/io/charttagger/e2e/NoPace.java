package io.charttagger.e2e;

import io.charttagger.port.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Lets every request go at once, for tests of other things. */
record NoPace(Clock clock) implements RateLimiter {
  @Override
  public List<Permit> reserve(long installation, Wanted wanted, Duration longestWait) {
    Instant now = clock.instant();
    return Collections.nCopies(wanted.most(), new Permit(now, now.plusSeconds(5)));
  }

  @Override
  public void limited(long installation, Limit limit, Instant until) {}

  @Override
  public Optional<Instant> limitedUntil(long installation) {
    return Optional.empty();
  }
}
