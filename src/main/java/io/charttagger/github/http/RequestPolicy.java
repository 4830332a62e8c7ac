package io.charttagger.github.http;

import io.charttagger.port.RateLimiter;
import java.util.function.DoubleSupplier;

/**
 * How requests are sent.
 *
 * @param limiter the limits that all processes share
 * @param writesAtOnce the most writes that are sent at the same time
 * @param jitter from 0 up to 1, spreads the retries of many processes
 */
public record RequestPolicy(RateLimiter limiter, int writesAtOnce, DoubleSupplier jitter) {}
