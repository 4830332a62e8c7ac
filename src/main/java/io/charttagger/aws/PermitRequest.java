package io.charttagger.aws;

import static io.charttagger.aws.LockTable.number;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Permits of one limit, reserved by one update, after the generic cell rate algorithm (GCRA). The
 * item holds one number for each limit, its theoretical arrival time: when the next permit would be
 * due if all had been used at their interval. A reservation moves it on by one interval for each
 * permit. A permit may be used earlier than that by as many intervals as the burst has.
 *
 * @param requests how many requests to send, at least one
 * @param permitsEach how many permits each of them takes
 * @see <a href="https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm">Generic cell rate
 *     algorithm</a>
 */
record PermitRequest(Limit limit, int requests, int permitsEach) {

  /**
   * A limit.
   *
   * @param attribute where its theoretical arrival time is stored, in milliseconds of the epoch
   * @param interval between two permits
   * @param burst how many permits may be used at once after a rest
   */
  record Limit(String attribute, Duration interval, int burst) {
    /**
     * No reservation of ours reaches so far: a run waits for a quarter of an hour at most, because
     * Lambda allows it no more, and the largest burst is worth a minute and a half. The hour more
     * is for other versions of the function, whose bursts may be longer.
     */
    private static final Duration HORIZON = Duration.ofMinutes(80);

    /** How much earlier than at the theoretical arrival time a permit may be used. */
    private Duration tolerance() {
      return interval.multipliedBy(burst);
    }

    /**
     * The theoretical arrival time, when permits are reserved beyond now. A number beyond the
     * horizon was not written by us, like one of another type: it is overwritten, which costs at
     * most one burst more than the limit within a minute.
     */
    private Optional<Instant> arrivalAhead(Item item, Instant now) {
      return item.number(attribute).stream()
          .filter(time -> time >= now.toEpochMilli() && time <= horizon(now))
          .mapToObj(Instant::ofEpochMilli)
          .findFirst();
    }

    private static long horizon(Instant now) {
      return now.plus(HORIZON).toEpochMilli();
    }
  }

  /** True when no permits are reserved beyond now, as far as the item can be read. */
  boolean isIdle(Item item, Instant now) {
    return limit.arrivalAhead(item, now).isEmpty();
  }

  /** What to set: from now on when the limit is idle, else behind those that are reserved. */
  String update(boolean idle) {
    return idle
        ? "#%1$s = :%1$sFirst".formatted(limit.attribute())
        : "#%1$s = #%1$s + :%1$sIncrement".formatted(limit.attribute());
  }

  /** When that applies. */
  String condition(boolean idle) {
    return (idle
            ? "(attribute_not_exists(#%1$s) OR NOT attribute_type(#%1$s, :number)"
                + " OR #%1$s < :now OR #%1$s > :horizon)"
            : "#%1$s >= :now AND #%1$s <= :%1$sLatest")
        .formatted(limit.attribute());
  }

  /** The values of both. */
  Map<String, AttributeValue> values(boolean idle, Instant now, Duration longestWait) {
    String prefix = ":" + limit.attribute();
    return idle
        ? Map.of(
            ":now",
            number(now.toEpochMilli()),
            ":number",
            LockTable.NUMBER_TYPE,
            ":horizon",
            number(Limit.horizon(now)),
            prefix + "First",
            number(now.plus(increment()).toEpochMilli()))
        : Map.of(
            ":now",
            number(now.toEpochMilli()),
            prefix + "Latest",
            number(latestArrival(now, longestWait)),
            prefix + "Increment",
            number(increment().toMillis()));
  }

  /**
   * When a request may be sent.
   *
   * @param before the item as it was before the permits were reserved
   * @param request counted from one
   */
  Instant permittedAt(Item before, int request, Instant now) {
    Instant permitted =
        limit
            .arrivalAhead(before, now)
            .orElse(now)
            .plus(limit.interval().multipliedBy((long) request * permitsEach))
            .minus(limit.tolerance());
    return permitted.isAfter(now) ? permitted : now;
  }

  /** The latest arrival time from which the last of the requests need not wait too long. */
  private long latestArrival(Instant now, Duration longestWait) {
    return now.plus(longestWait).plus(limit.tolerance()).minus(increment()).toEpochMilli();
  }

  private Duration increment() {
    return limit.interval().multipliedBy((long) requests * permitsEach);
  }
}
