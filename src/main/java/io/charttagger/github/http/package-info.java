/**
 * Requests to GitHub: sent one by one, retried, within the rate limits, each answer checked before
 * anybody reads it. Start reading at {@code RateLimitedConnector}.
 *
 * <p>May enter: what every request has in common. What a single endpoint means does not.
 */
@NullMarked
package io.charttagger.github.http;

import org.jspecify.annotations.NullMarked;
