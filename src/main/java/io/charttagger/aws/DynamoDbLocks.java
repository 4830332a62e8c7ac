package io.charttagger.aws;

import static io.charttagger.aws.LockTable.number;
import static io.charttagger.aws.LockTable.text;

import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Leases as items of one DynamoDB table: acquired, renewed and released by one conditional {@code
 * UpdateItem} each. An item that already names the owner is the owner's: the SDK repeats a request
 * whose answer was lost, and must not lock itself out.
 *
 * <p>An item that this class did not write is overwritten, attribute by attribute, because nothing
 * is lost with it:
 *
 * <ul>
 *   <li>A {@code leaseUntil} that is not a number, or is more than six minutes ahead, is not a
 *       lease of ours: ours end 60 s after their last renewal, and AWS keeps its clocks much closer
 *       together than the remaining five minutes. If another version of the function grants longer
 *       leases, taking one over is as safe as taking over from a run that slept through the end of
 *       its lease: that run's next change is refused ({@link io.charttagger.port.LeaseLost}) and it
 *       stops, tags are only ever created, and lines that it overwrote in the release pull request
 *       are restored.
 *   <li>A {@code fence} that is not a counter starts again at 1. It tells an operator how many runs
 *       there were; whose the lease is, the owner's random name decides.
 *   <li>Any other {@code owner}, {@code expiresAt}, {@code plan}, {@code parts} or {@code report}
 *       is replaced by the next one.
 * </ul>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">Condition
 *     expressions</a>
 */
public final class DynamoDbLocks implements Locks {
  static final Duration LEASE = Duration.ofSeconds(60);

  /** How far the clocks of two processes may differ. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  /** No key has ever had so many owners. */
  private static final long LARGEST_FENCE = 1_000_000_000_000_000L;

  /** The second succeeds, unless others change the item at the same time. */
  private static final int ATTEMPTS = 4;

  private final LockTable table;
  private final Clock clock;
  private final Supplier<String> owners;

  /**
   * Sends nothing yet.
   *
   * @param owners gives a new random name for each lease; called when a lease is acquired, so that
   *     no snapshot holds one
   */
  public DynamoDbLocks(DynamoDbClient client, String table, Clock clock, Supplier<String> owners) {
    this.table = new LockTable(client, table);
    this.clock = clock;
    this.owners = owners;
  }

  @Override
  public Attempt acquire(LockKey key) {
    LeaseItem lease = new LeaseItem(table, key, owners.get());
    Fence fence = Fence.NEXT;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Instant now = clock.instant();
      switch (table.change(key, acquisition(lease.owner(), fence, now), ReturnValue.ALL_NEW)) {
        case ChangeResult.Changed(Item item) -> {
          return new Attempt.Granted(new DynamoDbLease(lease, item, now.plus(LEASE), clock));
        }
        case ChangeResult.ConditionFailed(Item item) -> {
          OptionalLong end = endOfAnothersLease(item, lease.owner(), now);
          if (end.isPresent()) {
            return new Attempt.Denied(Instant.ofEpochMilli(end.getAsLong()));
          }
          fence = Fence.after(item);
        }
      }
    }
    throw new TransientFailure(
        StopReason.AWS,
        "the item \"%s\" of the lock table kept changing".formatted(key),
        Duration.ZERO);
  }

  private static LockTable.Change acquisition(String owner, Fence fence, Instant now) {
    Map<String, AttributeValue> values = new HashMap<>(fence.operands());
    values.put(":me", text(owner));
    values.put(":now", number(now.toEpochMilli()));
    values.put(":until", number(now.plus(LEASE).toEpochMilli()));
    values.put(":latest", number(latestEnd(now)));
    values.put(":expiry", LockTable.expiry(now));
    values.put(":number", LockTable.NUMBER_TYPE);
    return new LockTable.Change(
        "SET #owner = :me, #leaseUntil = :until, #expiresAt = :expiry, " + fence.expression,
        "(attribute_not_exists(#leaseUntil) OR NOT attribute_type(#leaseUntil, :number)"
            + " OR #leaseUntil < :now OR #leaseUntil > :latest OR #owner = :me) AND "
            + fence.condition,
        values);
  }

  /** What the condition says about the lease, for the item that did not meet it. */
  private static OptionalLong endOfAnothersLease(Item item, String me, Instant now) {
    OptionalLong end = item.number("leaseUntil");
    boolean live =
        end.isPresent()
            && end.getAsLong() >= now.toEpochMilli()
            && end.getAsLong() <= latestEnd(now);
    boolean mine = item.text("owner").filter(me::equals).isPresent();
    return live && !mine ? end : OptionalLong.empty();
  }

  /** No lease that was granted or renewed by now ends later. */
  private static long latestEnd(Instant now) {
    return now.plus(LEASE).plus(CLOCK_DIFFERENCE).toEpochMilli();
  }

  /** How the counter of owners goes on: DynamoDB can add only to a number that is not too large. */
  private enum Fence {
    NEXT(
        "#fence = if_not_exists(#fence, :zero) + :one",
        "(attribute_not_exists(#fence) OR #fence BETWEEN :one AND :largest)"),
    RESTART(
        "#fence = :one",
        "(NOT attribute_type(#fence, :number) OR #fence < :one OR #fence > :largest)");

    private final String expression;
    private final String condition;

    Fence(String expression, String condition) {
      this.expression = expression;
      this.condition = condition;
    }

    private Map<String, AttributeValue> operands() {
      return switch (this) {
        case NEXT ->
            Map.of(":zero", number(0), ":one", number(1), ":largest", number(LARGEST_FENCE));
        case RESTART -> Map.of(":one", number(1), ":largest", number(LARGEST_FENCE));
      };
    }

    private static Fence after(Item item) {
      long last = item.number("fence").orElse(0);
      boolean countable = last >= 1 && last <= LARGEST_FENCE;
      return countable || !item.attributes().containsKey("fence") ? NEXT : RESTART;
    }
  }
}
