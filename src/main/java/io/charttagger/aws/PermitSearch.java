package io.charttagger.aws;

import io.charttagger.port.RateLimiter.Kind;
import io.charttagger.port.RateLimiter.Permit;
import io.charttagger.port.RateLimiter.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the permits of one reservation, one after the other, so that no window ever holds more than
 * its limit, whenever between their beginnings and their ends the requests arrive. Others may have
 * reserved permits for later already. Times are milliseconds of the epoch.
 */
final class PermitSearch {
  private static final long READ_VALID = 5_000;
  private static final long READ_ON_ITS_WAY = 2_000;
  private static final long WRITE_VALID = 3_000;
  private static final long WRITE_ON_ITS_WAY = 1_000;

  /** Four writes at once that take 300 ms each are sent at this distance. */
  private static final long BETWEEN_WRITES = 75;

  /** Times are rounded to this. */
  private static final long UNIT = 250;

  private final PermitLog before;
  private final Share share;
  private final List<Grant> grants;
  private final List<Permit> found = new ArrayList<>();

  PermitSearch(PermitLog before, Share share) {
    this.before = before;
    this.share = share;
    this.grants = new ArrayList<>(before.grants());
  }

  /** The permits so far, in order. */
  List<Permit> found() {
    return found;
  }

  /** The log with them. */
  PermitLog log() {
    return new PermitLog(grants, before.limitedUntil(), before.halvedUntil());
  }

  /** The first time from this one on at which a permit can begin. */
  long next(Kind kind, long from) {
    long time = from;
    while (true) {
      Optional<Window> full = full(kind, time);
      if (full.isEmpty()) {
        return time;
      }
      time = nextEnd(full.get(), time);
    }
  }

  /** Takes a permit that begins then. */
  void take(Kind kind, long from) {
    Grant grant = grant(kind, from);
    found.add(new Permit(Instant.ofEpochMilli(from), Instant.ofEpochMilli(end(kind, from))));
    if (!grants.isEmpty() && grants.getLast().none().equals(grant.none())) {
      grants.add(grants.removeLast().and(grant));
    } else {
      grants.add(grant);
    }
  }

  /** A window without room for another permit that begins then. */
  private Optional<Window> full(Kind kind, long from) {
    Grant grant = grant(kind, from);
    for (Window window : Window.ALL) {
      int cost = window.cost(kind);
      if (cost > 0 && mostTaken(window, from, window.end(grant)) + cost > limit(window, from)) {
        return Optional.of(window);
      }
    }
    return Optional.empty();
  }

  private int limit(Window window, long from) {
    int limit = from < before.halvedUntil() ? window.limit() / 2 : window.limit();
    return switch (share) {
      case WHOLE -> limit;
      case HALF -> limit / 2;
    };
  }

  /** The most that is taken of a window at any time between these two. */
  private int mostTaken(Window window, long from, long end) {
    int most = taken(window, from);
    for (Grant grant : grants) {
      if (grant.from() > from && grant.from() < end) {
        most = Math.max(most, taken(window, grant.from()));
      }
    }
    return most;
  }

  private int taken(Window window, long time) {
    int taken = 0;
    for (Grant grant : grants) {
      taken += window.holds(grant, time) ? window.cost(grant) : 0;
    }
    return taken;
  }

  /** The next time at which a window may have more room. */
  private long nextEnd(Window window, long time) {
    long next = before.halvedUntil() > time ? before.halvedUntil() : Long.MAX_VALUE;
    for (Grant grant : grants) {
      long end = window.end(grant);
      next = end > time && end < next ? end : next;
    }
    return next;
  }

  private Grant grant(Kind kind, long from) {
    long arrival =
        switch (kind) {
          case WRITE -> WRITE_ON_ITS_WAY;
          case READ -> READ_ON_ITS_WAY;
        };
    return Grant.of(
        kind,
        Math.floorDiv(from, UNIT) * UNIT,
        Math.ceilDiv(end(kind, from) + arrival, UNIT) * UNIT);
  }

  /** Until when a permit may be used: many writes at once take their time. */
  private long end(Kind kind, long from) {
    return switch (kind) {
      case READ -> from + READ_VALID;
      case WRITE ->
          WRITE_VALID
              + (found.isEmpty()
                  ? from
                  : Math.max(
                      from,
                      found.getFirst().from().toEpochMilli() + found.size() * BETWEEN_WRITES));
    };
  }
}
