package io.charttagger.github.http;

import io.charttagger.port.RateLimiter;
import java.util.function.DoubleSupplier;

/**
 * How requests are sent.
 *
 * @param limiter the limits that all processes share
 * @param writesAtOnce the most writes that are sent at the same time
 * @param jitter from 0 up to 1, spreads the retries of many processes
 * @param share how much of those limits the requests may count on
 */
public record RequestPolicy(
    RateLimiter limiter, int writesAtOnce, DoubleSupplier jitter, RateLimiter.Share share) {

  /** The limits are there for these requests. */
  public RequestPolicy(RateLimiter limiter, int writesAtOnce, DoubleSupplier jitter) {
    this(limiter, writesAtOnce, jitter, RateLimiter.Share.WHOLE);
  }

  /** The same for requests that leave half of the limits to others. */
  public RequestPolicy sparing() {
    return new RequestPolicy(limiter, writesAtOnce, jitter, RateLimiter.Share.HALF);
  }
}
