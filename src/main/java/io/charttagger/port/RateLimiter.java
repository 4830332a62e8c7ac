package io.charttagger.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keeps each installation of the App below GitHub's rate limits, over all processes of the
 * function. This page explains how requests are limited.
 *
 * <h2>GitHub's limits</h2>
 *
 * For each installation: 80 requests a minute that create content, and 900 points a minute, where a
 * read costs one point and a write five. (Those two are reserved ahead here. GitHub has more
 * limits, such as 500 requests an hour that create content, 5,000 requests an hour in all, and 100
 * at the same time; and it may refuse a request without saying which limit it met.)
 *
 * <h2>Our limits</h2>
 *
 * Permits are reserved from two limits of the generic cell rate algorithm (GCRA): some may be used
 * at once after a rest, then one in each interval. A read takes one permit for points, a write one
 * for writes and five for points.
 *
 * <table>
 * <caption>What the limits permit</caption>
 * <tr><th></th><th>at once</th><th>then one each</th><th>most in any minute</th><th>GitHub's</th></tr>
 * <tr><td>writes</td><td>38</td><td>1.5 s</td><td>77</td><td>80</td></tr>
 * <tr><td>points</td><td>480</td><td>180 ms</td><td>813</td><td>900</td></tr>
 * </table>
 *
 * <p>The difference to GitHub's limits is for requests that are sent later than permitted: writes
 * by up to 4 s, points by up to 15 s, however many processes are late at the same time.
 *
 * <h2>Who takes part</h2>
 *
 * <ul>
 *   <li>{@link io.charttagger.aws.DynamoDbRateLimiter} implements this interface and has the
 *       numbers above. All processes share one item of the lock table for each installation ({@link
 *       LockKey#ofPace}), which is updated by one conditional addition for each reservation; {@link
 *       io.charttagger.aws.PermitRequest} has the arithmetic.
 *   <li>{@link io.charttagger.github.ReservedPermits} holds what one run has reserved and not yet
 *       used, and drops what has become too old to be used in time.
 *   <li>{@link io.charttagger.github.RateLimitedConnector} takes a permit for every request of a
 *       run and waits until it may be used. It also bounds how many requests are sent at the same
 *       time.
 *   <li>{@link io.charttagger.github.RateLimitResponse} recognizes a refusal by one of GitHub's
 *       limits, and {@link io.charttagger.github.Backoff} then delays all requests of the run, or
 *       ends it when the time is too short.
 * </ul>
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">GitHub's
 *     rate limits</a>
 */
public interface RateLimiter {

  /**
   * Reserves permits for some writes, and for their points: all of them, or none.
   *
   * @param writes how many, at least one
   * @param longestWait the longest that the caller can wait before it sends the last of them
   * @return when each of them may be sent, in order; those within the burst may be sent now
   * @throws TransientFailure when the last of them would have to wait longer, with that wait as
   *     {@link TransientFailure#retryAfter}, or when the table is throttled, slow or down; nothing
   *     is reserved then
   * @throws PermanentFailure when the table is missing or access to it is denied
   */
  List<Instant> reserveWrites(long installation, int writes, Duration longestWait);

  /** As {@link #reserveWrites}, for reads. */
  List<Instant> reserveReads(long installation, int reads, Duration longestWait);
}
