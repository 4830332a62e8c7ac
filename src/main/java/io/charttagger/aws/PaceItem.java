package io.charttagger.aws;

import static io.charttagger.aws.LockTable.number;
import static io.charttagger.aws.LockTable.text;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of an installation's permits as it was last seen. It is replaced only while its version
 * is still the same.
 *
 * @param version of any type, because anybody may have written it; empty when there is none
 */
record PaceItem(Optional<AttributeValue> version, PermitLog log) {
  /** As if there were no item: a process that has seen none tries whether that is so. */
  static final PaceItem UNKNOWN = new PaceItem(Optional.empty(), PermitLog.EMPTY);

  /** No clock shows more. */
  private static final long LARGEST_VERSION = 1_000_000_000_000_000L;

  static PaceItem of(Item item, Instant now) {
    return new PaceItem(
        Optional.ofNullable(item.attributes().get("version")),
        PermitLog.read(
            item.text("permits").orElse(""),
            item.number("limitedUntil").orElse(0),
            item.number("halvedUntil").orElse(0),
            now));
  }

  /**
   * The item with another log. Its version is the time, so that no version comes twice, also when
   * somebody deletes the item.
   */
  PaceItem with(PermitLog next, Instant now) {
    long last =
        new Item(version.map(it -> Map.of("version", it)).orElse(Map.of()))
            .number("version")
            .orElse(0);
    long successor = last < LARGEST_VERSION ? last + 1 : 1;
    return new PaceItem(Optional.of(number(Math.max(successor, now.toEpochMilli()))), next);
  }

  /** Writes this item where the other one is. */
  LockTable.Change replacing(PaceItem seen, Instant now) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":version", version.orElseThrow());
    values.put(":permits", text(log.text()));
    values.put(":limitedUntil", number(log.limitedUntil()));
    values.put(":halvedUntil", number(log.halvedUntil()));
    values.put(":expiry", LockTable.expiry(now));
    seen.version.ifPresent(it -> values.put(":seen", it));
    return new LockTable.Change(
        "SET #version = :version, #permits = :permits, #limitedUntil = :limitedUntil,"
            + " #halvedUntil = :halvedUntil, #expiresAt = :expiry",
        seen.version.isPresent() ? "#version = :seen" : "attribute_not_exists(#version)",
        values);
  }
}
