package io.charttagger.aws;

import static io.charttagger.aws.LockTable.number;
import static io.charttagger.aws.LockTable.numberIn;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Places at one meter, to be taken by one update. A meter is one number, the time at which the next
 * place would be due had all kept their distance (GCRA's theoretical arrival time): a place may be
 * used earlier by as many distances as the burst allows.
 *
 * @param requests for how many, at least one
 * @param cost how many places each of them takes
 */
record PermitRequest(Meter meter, int requests, int cost) {

  /**
   * A limit.
   *
   * @param attribute where its number is kept, in milliseconds of the epoch
   * @param distance between two places
   * @param burst how many may be used at once after a rest
   */
  record Meter(String attribute, Duration distance, int burst) {}

  /** What to set: behind those before, or, when nobody came for long, as the first. */
  String taking(boolean busy) {
    return busy
        ? "#%1$s = #%1$s + :%1$sCost".formatted(meter.attribute())
        : "#%1$s = :%1$sNext".formatted(meter.attribute());
  }

  /** When that applies. */
  String condition(boolean busy) {
    return busy
        ? "#%1$s >= :now AND #%1$s <= :%1$sLatest".formatted(meter.attribute())
        : "(attribute_not_exists(#%1$s) OR #%1$s < :now)".formatted(meter.attribute());
  }

  /** The values of both, without {@code :now}. */
  Map<String, AttributeValue> values(boolean busy, Instant now, Duration longestWait) {
    return busy
        ? Map.of(
            ":" + meter.attribute() + "Cost",
            number(all().toMillis()),
            ":" + meter.attribute() + "Latest",
            number(now.plus(longestWait).plus(early()).minus(all()).toEpochMilli()))
        : Map.of(":" + meter.attribute() + "Next", number(now.plus(all()).toEpochMilli()));
  }

  /** True when somebody has taken places that are not due yet, but for the burst. */
  boolean isBusy(Map<String, AttributeValue> item, Instant now) {
    return numberIn(item, meter.attribute()).orElse(0) >= now.toEpochMilli();
  }

  /**
   * From when on a request may go out.
   *
   * @param item as it was before the places were taken
   * @param request counted from one
   */
  Instant due(Map<String, AttributeValue> item, int request, Instant now) {
    long arrival = numberIn(item, meter.attribute()).orElse(0);
    Instant due =
        Instant.ofEpochMilli(Math.max(arrival, now.toEpochMilli()))
            .plus(meter.distance().multipliedBy((long) request * cost))
            .minus(early());
    return due.isAfter(now) ? due : now;
  }

  private Duration all() {
    return meter.distance().multipliedBy((long) requests * cost);
  }

  private Duration early() {
    return meter.distance().multipliedBy(meter.burst());
  }
}
