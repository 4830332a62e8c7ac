package io.charttagger.aws;

import io.charttagger.port.RateLimiter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Permits that were given for the same time. Times are milliseconds of the epoch.
 *
 * @param from when the first of their requests can arrive at GitHub
 * @param until when the last of them can
 */
record Grant(long from, long until, int writes, int reads) {
  private static final Pattern TEXT =
      Pattern.compile("([0-9]{1,15})\\+([0-9]{1,5}):([0-9]{1,4}):([0-9]{1,4})");

  static Grant of(RateLimiter.Kind kind, long from, long until) {
    return switch (kind) {
      case WRITE -> new Grant(from, until, 1, 0);
      case READ -> new Grant(from, until, 0, 1);
    };
  }

  /** The same time, and no permit. */
  Grant none() {
    return new Grant(from, until, 0, 0);
  }

  /** Both, which are for the same time. */
  Grant and(Grant other) {
    return new Grant(from, until, writes + other.writes, reads + other.reads);
  }

  /** For the log. */
  String text() {
    return from + "+" + (until - from) + ":" + writes + ":" + reads;
  }

  /** Empty when no grant has this text, or when it is more than any window permits. */
  static Optional<Grant> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long from = Long.parseLong(parts.group(1));
    Grant grant =
        new Grant(
            from,
            from + Long.parseLong(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            Integer.parseInt(parts.group(4)));
    boolean possible =
        grant.writes <= Window.WRITES_AN_HOUR.limit()
            && grant.reads <= Window.POINTS_A_MINUTE.limit();
    return possible ? Optional.of(grant) : Optional.empty();
  }
}
