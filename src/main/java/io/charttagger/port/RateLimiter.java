package io.charttagger.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The pace of one installation, shared by all processes, below both of GitHub's limits for a
 * minute: 80 writes that create content, and 900 points (a read is one, a write five).
 *
 * <ul>
 *   <li>Writes: 38 at once, then one each 1.5 s; 77 at most have their places within one minute.
 *   <li>Points: 480 at once, then one each 180 ms; 813 at most have their places within one minute.
 * </ul>
 *
 * What is left below the limits is for requests that go out later than their place: writes by up to
 * 4 s, points by up to 15 s, however many processes are late at the same time.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">GitHub's
 *     secondary rate limits</a>
 */
public interface RateLimiter {

  /**
   * Reserves the next places for some writes, their points included, all or none of them.
   *
   * @param writes how many, at least one
   * @param longestWait the longest that the caller can wait for the last of them
   * @return the instants from which on they may go out, one for each write, in order; those within
   *     the burst may go now
   * @throws TransientFailure when the wait for the last would be longer than that (nothing is
   *     reserved then), with the wait as {@link TransientFailure#retryAfter}; or when the table is
   *     throttled, slow or down
   * @throws PermanentFailure when the table is missing or access is denied
   */
  List<Instant> reserveWrites(long installation, int writes, Duration longestWait);

  /** The same for reads. */
  List<Instant> reserveReads(long installation, int reads, Duration longestWait);
}
