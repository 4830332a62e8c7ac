package io.charttagger.run;

import java.time.Duration;

/**
 * The write pace of one installation, shared by all processes: a burst of 40 writes, then one each
 * 1.5 s, so that never more than 80 fall into any minute.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">GitHub's
 *     secondary rate limits</a>
 */
public interface Pace {

  /**
   * Reserves the next place for one write.
   *
   * @param longestWait the longest that the caller can wait
   * @return how long to wait before the write may go out; zero within the burst
   * @throws PassingTrouble when the wait would be longer than that (nothing is reserved then), with
   *     the wait as {@link PassingTrouble#retryAfter}; or when the table is throttled, slow or down
   * @throws LastingTrouble when the table is missing or access is denied
   */
  Duration reserve(long installation, Duration longestWait);
}
