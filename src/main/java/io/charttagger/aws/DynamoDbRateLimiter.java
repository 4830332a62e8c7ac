package io.charttagger.aws;

import io.charttagger.port.LockKey;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.Sleeper;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The permits of an installation as one item, which holds a {@link PermitLog} and a version. A
 * reservation is computed from the item as this process saw it last, and written by one update on
 * the condition that the version is still the same. When it is not, DynamoDB returns the item as it
 * is, and the reservation is computed again.
 *
 * <p>An item that this class did not write is overwritten. An update that is repeated because its
 * answer was lost wastes its permits, and does no other harm.
 */
public final class DynamoDbRateLimiter implements RateLimiter {
  /** Half of them follow a pause: fifty processes at once need about ten. */
  private static final int ATTEMPTS = 60;

  private static final long FIRST_PAUSE = 25;
  private static final int MOST_DOUBLINGS = 3;

  private final LockTable table;
  private final Clock clock;
  private final DoubleSupplier jitter;
  private final Map<LockKey, PaceItem> seen = new ConcurrentHashMap<>();

  /**
   * Sends nothing yet.
   *
   * @param jitter from 0 up to 1, spreads the attempts of processes that change the item at once
   */
  public DynamoDbRateLimiter(
      DynamoDbClient client, String table, Clock clock, DoubleSupplier jitter) {
    this.table = new LockTable(client, table);
    this.clock = clock;
    this.jitter = jitter;
  }

  @Override
  public List<Permit> reserve(long installation, Wanted wanted, Duration longestWait) {
    LockKey key = LockKey.ofPace(installation);
    boolean current = false;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Instant now = clock.instant();
      PaceItem item = item(key);
      PermitLog.Reservation reservation = item.log().reserve(wanted, now, longestWait);
      if (reservation.delay().compareTo(longestWait) <= 0) {
        if (replace(key, item, item.with(reservation.log(), now))) {
          return reservation.permits();
        }
        pauseAfter(attempt);
      } else if (current) {
        throw tooLong(reservation.delay());
      } else {
        look(key);
      }
      current = true;
    }
    throw keptChanging(key);
  }

  @Override
  public void limited(long installation, Limit limit, Instant until) {
    LockKey key = LockKey.ofPace(installation);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      PaceItem item = item(key);
      PermitLog log = item.log().limited(limit, until);
      if (log.equals(item.log()) || replace(key, item, item.with(log, clock.instant()))) {
        return;
      }
      pauseAfter(attempt);
    }
    throw keptChanging(key);
  }

  @Override
  public Optional<Instant> limitedUntil(long installation) {
    LockKey key = LockKey.ofPace(installation);
    look(key);
    return item(key).log().limitedAt(clock.instant());
  }

  private PaceItem item(LockKey key) {
    return seen.getOrDefault(key, PaceItem.UNKNOWN);
  }

  /** True when the item was still as it had been seen; else it has been seen now. */
  private boolean replace(LockKey key, PaceItem before, PaceItem after) {
    Instant now = clock.instant();
    return switch (table.change(key, after.replacing(before, now), ReturnValue.NONE)) {
      case ChangeResult.Changed(_) -> {
        seen.put(key, after);
        yield true;
      }
      case ChangeResult.ConditionFailed(Item item) -> {
        seen.put(key, PaceItem.of(item, now));
        yield false;
      }
    };
  }

  /** Sees the item by a change that is never made; the role may do nothing but update. */
  private void look(LockKey key) {
    Instant now = clock.instant();
    LockTable.Change change =
        new LockTable.Change(
            "SET #expiresAt = :expiry",
            "attribute_not_exists(#pk)",
            Map.of(":expiry", LockTable.expiry(now)));
    Item item =
        switch (table.change(key, change, ReturnValue.ALL_NEW)) {
          case ChangeResult.Changed(Item created) -> created;
          case ChangeResult.ConditionFailed(Item found) -> found;
        };
    seen.put(key, PaceItem.of(item, now));
  }

  /**
   * After every second failure only: the item that a failure returns is worth an attempt at once,
   * and nothing any more after a pause.
   */
  private void pauseAfter(int failures) {
    if (failures % 2 == 0) {
      long longest = FIRST_PAUSE << Math.min(failures / 2 - 1, MOST_DOUBLINGS);
      Sleeper.ASLEEP.pause(Duration.ofMillis((long) (longest * jitter.getAsDouble())));
    }
  }

  private static TransientFailure tooLong(Duration wait) {
    return new TransientFailure(
        StopReason.RATE_LIMIT,
        "GitHub's rate limits require a wait of %d s, longer than this run can wait"
            .formatted(wait.toSeconds()),
        wait);
  }

  private static TransientFailure keptChanging(LockKey key) {
    return new TransientFailure(
        StopReason.AWS,
        "the item \"%s\" of the lock table kept changing".formatted(key),
        Duration.ofSeconds(1));
  }
}
