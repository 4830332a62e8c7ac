package io.charttagger.aws;

import io.charttagger.port.RateLimiter.Limit;
import io.charttagger.port.RateLimiter.Permit;
import io.charttagger.port.RateLimiter.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The permits that an installation was given, as far as they still count, and the limit of GitHub's
 * that it met last. Pure arithmetic: a reservation is a new log. Its size is bounded by the windows
 * and by rounding: recent times to a quarter of a second, those that count in the hour only to a
 * minute, so that a permit counts for longer than it must, never for less.
 *
 * @param grants in no order
 * @param limitedUntil nothing is permitted before; zero when no limit was met
 * @param halvedUntil the windows have half their limits before
 */
record PermitLog(List<Grant> grants, long limitedUntil, long halvedUntil) {
  /** That of an installation that is not known yet. */
  static final PermitLog EMPTY = new PermitLog(List.of(), 0, 0);

  /** Who is done with its first permits reserves again; until then others may come first. */
  private static final long TOGETHER = 10_000;

  private static final long MINUTE = 60_000;

  /** After GitHub's limit has ended. */
  private static final long HALVED = 15 * MINUTE;

  /**
   * No reservation of ours reaches so far: a run waits for a quarter of an hour at most, because
   * Lambda allows it no more. What is further ahead was not written by us.
   */
  private static final long HORIZON = 20 * MINUTE;

  /** GitHub's limits last for an hour at most; clocks differ by less than the rest. */
  private static final long LIMIT_HORIZON = 65 * MINUTE;

  /** Another process may still need the detail: AWS keeps its clocks closer together than this. */
  private static final long CLOCK_DIFFERENCE = 5_000;

  /** Many times what the windows can fill. */
  private static final int LONGEST_TEXT = 100_000;

  PermitLog {
    grants = List.copyOf(grants);
  }

  /**
   * Reads a log that anybody may have written: what cannot be ours counts as missing, which costs
   * at most one window more than the limit.
   */
  static PermitLog read(String text, long limitedUntil, long halvedUntil, Instant at) {
    long now = at.toEpochMilli();
    List<Grant> grants =
        text.isEmpty() || text.length() > LONGEST_TEXT
            ? List.of()
            : Arrays.stream(text.split(" ", -1))
                .flatMap(grant -> Grant.parse(grant).stream())
                .filter(grant -> grant.from() <= now + HORIZON)
                .toList();
    return new PermitLog(
        grants,
        limitedUntil <= now + LIMIT_HORIZON ? limitedUntil : 0,
        halvedUntil <= now + LIMIT_HORIZON + HALVED ? halvedUntil : 0);
  }

  /** The grants, for {@link #read}. */
  String text() {
    return grants.stream().map(Grant::text).collect(Collectors.joining(" "));
  }

  /** When GitHub accepts requests again; empty when it does now. */
  Optional<Instant> limitedAt(Instant now) {
    return limitedUntil > now.toEpochMilli()
        ? Optional.of(Instant.ofEpochMilli(limitedUntil))
        : Optional.empty();
  }

  /** With a limit that GitHub reported; the same as before when it was known. */
  PermitLog limited(Limit limit, Instant until) {
    // In whole seconds, so that requests that are refused at the same time say the same.
    long end = Math.ceilDiv(until.toEpochMilli(), 1_000) * 1_000;
    return new PermitLog(
        grants,
        Math.max(limitedUntil, end),
        switch (limit) {
          case PRIMARY -> halvedUntil;
          case SECONDARY -> Math.max(halvedUntil, end + HALVED);
        });
  }

  /**
   * What a reservation comes to.
   *
   * @param permits at least as many as are wanted at least
   * @param delay of the last of those
   * @param log with all of the permits
   */
  record Reservation(List<Permit> permits, Duration delay, PermitLog log) {
    Reservation {
      permits = List.copyOf(permits);
    }
  }

  /** The earliest permits: each of them from the first time on when all windows have room. */
  Reservation reserve(Wanted wanted, Instant at, Duration longestWait) {
    long now = at.toEpochMilli();
    PermitSearch search = new PermitSearch(compacted(now), wanted.share());
    long next = search.next(wanted.kind(), Math.max(now, limitedUntil));
    long latest = Math.min(next + TOGETHER, now + longestWait.toMillis());
    while (search.found().size() < wanted.least()
        || (search.found().size() < wanted.most() && next <= latest)) {
      search.take(wanted.kind(), next);
      next = search.next(wanted.kind(), next);
    }
    Instant last = search.found().get(wanted.least() - 1).from();
    return new Reservation(search.found(), Duration.between(at, last), search.log());
  }

  /** Without what counts no more, and with less detail where that no longer matters. */
  private PermitLog compacted(long now) {
    Map<Grant, Grant> kept = new LinkedHashMap<>();
    for (Grant grant : grants) {
      coarse(grant, now).ifPresent(it -> kept.merge(it.none(), it, Grant::and));
    }
    return new PermitLog(List.copyOf(kept.values()), limitedUntil, halvedUntil);
  }

  /** Old grants count in the hour only. */
  private static Optional<Grant> coarse(Grant grant, long now) {
    long minute = Window.WRITES_AN_HOUR.arrived(grant);
    Grant coarse = new Grant(minute, minute, grant.writes(), 0);
    long old = now - CLOCK_DIFFERENCE;
    if (Window.POINTS_A_MINUTE.end(grant.writes() == 0 ? grant : coarse) > old) {
      return Optional.of(grant);
    }
    return Optional.of(coarse).filter(it -> it.writes() > 0 && Window.WRITES_AN_HOUR.end(it) > old);
  }
}
