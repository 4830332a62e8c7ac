package io.charttagger.aws;

import io.charttagger.port.RateLimiter;
import java.util.List;

/**
 * A sliding window: the permits whose requests can arrive within any time of its length never cost
 * more than its limit.
 *
 * @param length in milliseconds
 * @param unit the end of a grant is rounded up to this, so that the log need not be more exact
 */
record Window(int limit, long length, long unit, int costOfWrite, int costOfRead) {
  /** Grants that are older than this window count in the hour only. */
  static final Window POINTS_A_MINUTE = new Window(850, 60_000, 1, 5, 1);

  static final Window WRITES_A_MINUTE = new Window(76, 60_000, 1, 1, 0);
  static final Window WRITES_AN_HOUR = new Window(480, 3_600_000, 60_000, 1, 0);
  static final List<Window> ALL = List.of(WRITES_A_MINUTE, WRITES_AN_HOUR, POINTS_A_MINUTE);

  int cost(RateLimiter.Kind kind) {
    return switch (kind) {
      case WRITE -> costOfWrite;
      case READ -> costOfRead;
    };
  }

  int cost(Grant grant) {
    return costOfWrite * grant.writes() + costOfRead * grant.reads();
  }

  /** When the last request of this grant has arrived, rounded up to the unit. */
  long arrived(Grant grant) {
    return Math.ceilDiv(grant.until(), unit) * unit;
  }

  /** The first time at which no request of this grant can be in the window any more. */
  long end(Grant grant) {
    return arrived(grant) + length;
  }

  /** True when a request of this grant can be in the window that ends at this time. */
  boolean holds(Grant grant, long time) {
    return grant.from() <= time && time < end(grant);
  }
}
