package io.charttagger.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps each installation of the App below GitHub's rate limits, over all processes of the
 * function. This page explains how requests are limited.
 *
 * <h2>GitHub's limits</h2>
 *
 * For each installation: 80 requests a minute and about 500 an hour that create content, and 900
 * points a minute, where a read costs one point and a write five. Those are the secondary limits
 * that permits are reserved for. The primary limit, 5,000 requests an hour as a rule, is only
 * obeyed when it is met. GitHub has more limits, and it may refuse a request without saying which
 * one it met.
 *
 * <h2>Our limits</h2>
 *
 * Three sliding windows. Every write counts as one that creates content.
 *
 * <table>
 * <caption>What is permitted</caption>
 * <tr><th></th><th>in any</th><th>GitHub's</th><th>ours</th><th>for 15 minutes after a secondary
 * limit</th></tr>
 * <tr><td>writes</td><td>minute</td><td>80</td><td>76</td><td>38</td></tr>
 * <tr><td>writes</td><td>hour</td><td>500</td><td>480</td><td>240</td></tr>
 * <tr><td>points</td><td>minute</td><td>900</td><td>850</td><td>425</td></tr>
 * </table>
 *
 * <p>So a push of 35 charts (70 writes for their tags) waits for nothing, one of 100 charts about
 * two minutes, and one of 500 charts about two hours. The preview of a pull request takes part with
 * {@link Share#HALF}: it never holds up a run that tags.
 *
 * <h2>Late requests</h2>
 *
 * GitHub counts a request when it arrives, and that is later than it was permitted: the requests of
 * a minute and those that a minute before were late could otherwise arrive together. So a permit
 * has an end, and counts in every window in which its request can arrive: from its beginning until
 * a window's length after its end, plus the time on the way (a second for a write, two for a read).
 * A read is permitted for 5 s. A write is permitted for 3 s, and 75 ms longer for each write that
 * was permitted with it and is sent before it. Permits that expire unused are wasted, not returned.
 * The difference between GitHub's limits and ours is for what is on its way for even longer.
 *
 * <h2>Who takes part</h2>
 *
 * <ul>
 *   <li>{@link io.charttagger.aws.DynamoDbRateLimiter} implements this interface. All processes
 *       share one item of the lock table for each installation ({@link LockKey#ofPace}), which is
 *       changed by one conditional update for each reservation; {@link
 *       io.charttagger.aws.PermitLog} has the arithmetic and the numbers above.
 *   <li>{@link io.charttagger.github.ReservedPermits} holds what one run has reserved and not yet
 *       used: reads are reserved some at a time, the writes of a whole plan together as far as the
 *       windows have room for them now.
 *   <li>{@link io.charttagger.github.RateLimitedConnector} takes a permit for every request of a
 *       run and waits until it may be used. It also bounds how many requests are sent at the same
 *       time.
 *   <li>{@link io.charttagger.github.RateLimitResponse} recognizes a refusal by one of GitHub's
 *       limits. {@link io.charttagger.github.Backoff} then delays all requests of the run, or ends
 *       it when the time is too short. The connector tells the limiter, which permits nothing
 *       before that limit ends. Other processes learn of it when they reserve permits, and before
 *       they use one that they reserved more than 11 s ago.
 * </ul>
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">GitHub's
 *     rate limits</a>
 */
public interface RateLimiter {

  /** What a request is to GitHub's limits. */
  enum Kind {
    /** One that changes nothing. */
    READ,
    /** Any other. */
    WRITE
  }

  /** How full the windows may be for a permit to be given. */
  enum Share {
    /** As full as our limits allow. */
    WHOLE,
    /** Half as full, with everybody's permits counted. The other half is left to real runs. */
    HALF
  }

  /**
   * How many permits are wanted.
   *
   * @param least all of these, or none
   * @param most further ones only as far as they can be used with the first, within ten seconds
   */
  record Wanted(Kind kind, int least, int most, Share share) {

    /** Wants them as long as there are any. */
    public Wanted(Kind kind, int least, int most) {
      this(kind, least, most, Share.WHOLE);
    }

    /** Wants at least one. */
    public Wanted {
      if (least < 1 || most < least) {
        throw new IllegalArgumentException("cannot want " + least + " to " + most + " permits");
      }
    }
  }

  /**
   * Permits one request to be sent.
   *
   * @param from not before this
   * @param until not after this
   */
  record Permit(Instant from, Instant until) {}

  /** A limit of GitHub's. */
  enum Limit {
    /** So many requests an hour. */
    PRIMARY,
    /** Any other. We came too close to it, whichever it is. */
    SECONDARY
  }

  /**
   * Reserves permits.
   *
   * @param longestWait the longest that the caller can wait before it sends the last of the least
   *     that it wants
   * @return the permits in the order of their beginnings
   * @throws TransientFailure when that one would have to wait longer, with that wait as {@link
   *     TransientFailure#retryAfter}, or when the table is throttled, slow or down; nothing is
   *     reserved then
   * @throws PermanentFailure when the table is missing or access to it is denied
   */
  List<Permit> reserve(long installation, Wanted wanted, Duration longestWait);

  /**
   * Tells all processes that GitHub refused a request because of a limit.
   *
   * @param until when GitHub wants the next request, an hour ahead at most
   * @throws TransientFailure when the table is throttled, slow or down
   * @throws PermanentFailure when the table is missing or access to it is denied
   */
  void limited(long installation, Limit limit, Instant until);

  /**
   * Until when no request may be sent because a process has met a limit, as the table says now.
   *
   * @return empty when there is no such limit
   * @throws TransientFailure when the table is throttled, slow or down
   * @throws PermanentFailure when the table is missing or access to it is denied
   */
  Optional<Instant> limitedUntil(long installation);
}
