package io.charttagger.aws;

import static io.charttagger.aws.LockTable.number;
import static io.charttagger.aws.LockTable.text;

import io.charttagger.port.Lease;
import io.charttagger.port.LeaseLost;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** A lease that was granted. All its changes apply only while the item still names its owner. */
final class DynamoDbLease implements Lease {
  private static final Duration RENEWAL = Duration.ofSeconds(30);

  /** An item holds 400 KB; this leaves room for the rest of it. */
  private static final int LARGEST = 300 * 1024;

  private static final System.Logger LOG = System.getLogger(DynamoDbLease.class.getName());

  private final DynamoDbLocks.Held held;
  private final long fence;
  private final Optional<byte[]> kept;
  private final Clock clock;
  private Instant until;

  DynamoDbLease(
      DynamoDbLocks.Held held, Map<String, AttributeValue> item, Instant until, Clock clock) {
    this.held = held;
    this.fence = LockTable.numberIn(item, "fence").orElseThrow();
    this.kept = Optional.ofNullable(item.get("plan")).flatMap(value -> unpacked(value.b()));
    this.until = until;
    this.clock = clock;
  }

  /** It only saves work or mends texts, so an unreadable one must not stand in the way. */
  private static Optional<byte[]> unpacked(SdkBytes packed) {
    try {
      return Optional.of(Gzip.unpack(packed.asByteArray()));
    } catch (UncheckedIOException broken) {
      LOG.log(System.Logger.Level.WARNING, broken::getMessage);
      return Optional.empty();
    }
  }

  @Override
  public long fence() {
    return fence;
  }

  @Override
  public synchronized void renew() {
    Instant now = clock.instant();
    if (Duration.between(now, until).compareTo(RENEWAL) >= 0) {
      return;
    }
    Instant next = now.plus(DynamoDbLocks.LEASE);
    whileOurs("SET #leaseUntil = :until", Map.of(":until", number(next.toEpochMilli())));
    until = next;
  }

  @Override
  public Optional<byte[]> kept() {
    return kept.map(byte[]::clone);
  }

  @Override
  public void keep(byte[] bytes) {
    byte[] packed = Gzip.pack(bytes);
    if (packed.length > LARGEST) {
      whileOurs("REMOVE #plan", Map.of());
    } else {
      whileOurs(
          "SET #plan = :plan",
          Map.of(":plan", AttributeValue.fromB(SdkBytes.fromByteArray(packed))));
    }
  }

  @Override
  public void keepReport(String report) {
    if (report.length() > LARGEST / 3) {
      // Three bytes of UTF-8 for each of its characters might not fit; the log has it all.
      whileOurs("REMOVE #report, #plan", Map.of());
    } else {
      whileOurs("SET #report = :report REMOVE #plan", Map.of(":report", text(report)));
    }
  }

  @Override
  public void close() {
    try {
      whileOurs("SET #leaseUntil = :zero REMOVE #owner", Map.of(":zero", number(0)));
    } catch (RuntimeException trouble) {
      LOG.log(
          System.Logger.Level.WARNING,
          () -> "lease " + held.key() + " is left to run out: " + trouble.getMessage());
    }
  }

  private void whileOurs(String expression, Map<String, AttributeValue> values) {
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":me", text(held.owner()));
    LockTable.Change change = new LockTable.Change(expression, "#owner = :me", all);
    switch (held.table().change(held.key(), change, ReturnValue.NONE)) {
      case LockTable.Outcome.Changed(_) -> {}
      case LockTable.Outcome.Refused(_) -> throw new LeaseLost(held.key());
    }
  }
}
