package io.charttagger.aws;

import static io.charttagger.aws.LockTable.number;
import static io.charttagger.aws.LockTable.text;

import io.charttagger.port.Lease;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A lease that was granted. All its changes apply only while the item still names its owner. */
final class DynamoDbLease implements Lease {
  private static final Duration RENEWAL = Duration.ofSeconds(30);
  private static final String RELEASED = "#leaseUntil = :zero";

  private static final System.Logger LOG = System.getLogger(DynamoDbLease.class.getName());

  private final LeaseItem item;
  private final long fence;
  private final Item granted;
  private final Clock clock;
  private Instant until;
  private Optional<Optional<byte[]>> packedWork = Optional.empty();
  private volatile boolean released;

  /**
   * Takes the item as it was after the lease had been granted.
   *
   * @param until when the lease runs out
   */
  DynamoDbLease(LeaseItem item, Item granted, Instant until, Clock clock) {
    this.item = item;
    this.fence = granted.number("fence").orElseThrow();
    this.granted = granted;
    this.until = until;
    this.clock = clock;
  }

  /** Saved work only spares a run some reading, so an unreadable one must not stop it. */
  private Optional<byte[]> load() {
    Optional<byte[]> packed =
        granted.number("parts").isPresent()
            ? new SavedParts(item.table(), item.key(), granted.number("partsOf").orElse(0))
                .read(granted.number("parts").getAsLong())
            : granted.binary("plan");
    Optional<byte[]> work = packed.filter(Gzip::isSound);
    if (work.isEmpty()
        && (granted.attributes().containsKey("plan")
            || granted.attributes().containsKey("parts"))) {
      LOG.log(
          System.Logger.Level.WARNING,
          () -> "the work saved with lease " + item.key() + " cannot be read and is ignored");
    }
    return work;
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
    item.change("SET #leaseUntil = :until", Map.of(":until", number(next.toEpochMilli())));
    until = next;
  }

  @Override
  public synchronized Optional<InputStream> savedWork() {
    if (packedWork.isEmpty()) {
      packedWork = Optional.of(load());
    }
    return packedWork.get().map(Gzip::unpack);
  }

  @Override
  public Optional<String> lastReport() {
    return granted.text("report");
  }

  @Override
  public void save(Work work) {
    Content content = saved(work);
    item.change(content.expression(), content.values());
  }

  @Override
  public void saveAndClose(Work work) {
    release(saved(work));
  }

  private Content saved(Work work) {
    Optional<List<byte[]>> packed = Gzip.pack(work, SavedParts.LARGEST);
    return packed.map(this::saved).orElse(Content.NOTHING);
  }

  private Content saved(List<byte[]> parts) {
    if (parts.size() == 1) {
      // A report and a plan of the largest sizes do not fit into one item.
      return new Content(
          "#plan = :plan",
          "#report, #parts",
          Map.of(":plan", AttributeValue.fromB(SdkBytes.fromByteArray(parts.getFirst()))));
    }
    new SavedParts(item.table(), item.key(), fence).write(parts, clock.instant());
    return new Content(
        "#parts = :parts, #partsOf = :fence",
        "#plan, #report",
        Map.of(":parts", number(parts.size()), ":fence", number(fence)));
  }

  @Override
  public void reportAndClose(String report) {
    // A character takes up to three bytes in UTF-8. The log has the whole report.
    Content content =
        report.length() > SavedParts.LARGEST / 3
            ? Content.NOTHING
            : new Content("#report = :report", "#plan, #parts", Map.of(":report", text(report)));
    release(content);
  }

  private void release(Content content) {
    Content last = content.andRelease();
    item.release(last.expression(), last.values(), fence);
    released = true;
  }

  /** What a lease's item has beside the lease. */
  private record Content(String set, String remove, Map<String, AttributeValue> values) {
    static final Content NOTHING = new Content("", "#plan, #parts, #report", Map.of());

    Content andRelease() {
      Map<String, AttributeValue> all = new HashMap<>(values);
      all.put(":zero", number(0));
      return new Content(
          set.isEmpty() ? RELEASED : set + ", " + RELEASED, remove + ", #owner", all);
    }

    String expression() {
      return (set.isEmpty() ? "" : "SET " + set + " ") + "REMOVE " + remove;
    }
  }

  @Override
  public void close() {
    if (released) {
      return;
    }
    try {
      item.release("SET " + RELEASED + " REMOVE #owner", Map.of(":zero", number(0)), fence);
    } catch (RuntimeException failure) {
      LOG.log(
          System.Logger.Level.WARNING,
          () ->
              "lease %s was not released and will run out: %s"
                  .formatted(item.key(), failure.getMessage()));
    }
  }
}
