package io.charttagger.aws;

import static io.charttagger.aws.LockTable.number;
import static io.charttagger.aws.LockTable.numberIn;
import static io.charttagger.aws.LockTable.text;

import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Leases as items of one DynamoDB table: taken, renewed and released by one conditional {@code
 * UpdateItem} each. An item that already names the owner is the owner's: the SDK repeats a request
 * whose answer was lost, and must not lock itself out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">Condition
 *     expressions</a>
 */
public final class DynamoDbLocks implements Locks {
  static final Duration LEASE = Duration.ofSeconds(60);

  private final LockTable table;
  private final Clock clock;
  private final Supplier<String> owners;

  /**
   * Asks for nothing yet.
   *
   * @param owners a new random name for each lease; asked when a lease is taken, so that no
   *     snapshot holds one
   */
  public DynamoDbLocks(DynamoDbClient client, String table, Clock clock, Supplier<String> owners) {
    this.table = new LockTable(client, table);
    this.clock = clock;
    this.owners = owners;
  }

  @Override
  public Attempt acquire(LockKey key) {
    String owner = owners.get();
    Instant now = clock.instant();
    Instant until = now.plus(LEASE);
    LockTable.Change taking =
        new LockTable.Change(
            "SET #owner = :me, #leaseUntil = :until, #expiresAt = :expiry,"
                + " #fence = if_not_exists(#fence, :zero) + :one",
            "attribute_not_exists(#leaseUntil) OR #leaseUntil < :now OR #owner = :me",
            Map.of(
                ":me", text(owner),
                ":now", number(now.toEpochMilli()),
                ":until", number(until.toEpochMilli()),
                ":expiry", LockTable.expiry(now),
                ":zero", number(0),
                ":one", number(1)));
    return switch (table.change(key, taking, ReturnValue.ALL_NEW)) {
      case LockTable.Outcome.Changed(var item) ->
          new Attempt.Granted(new DynamoDbLease(new Held(table, key, owner), item, until, clock));
      case LockTable.Outcome.Refused(var item) ->
          new Attempt.Held(
              Instant.ofEpochMilli(numberIn(item, "leaseUntil").orElse(until.toEpochMilli())));
    };
  }

  /** The place of a lease: whose, where. */
  record Held(LockTable table, LockKey key, String owner) {}
}
