package io.charttagger.aws;

import static io.charttagger.aws.LockTable.number;
import static io.charttagger.aws.LockTable.numberIn;

import io.charttagger.run.LockKey;
import io.charttagger.run.Pace;
import io.charttagger.run.PassingTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The write pace as one number in one item: the time at which the next write would be due had all
 * kept a distance of 1.5 s (GCRA's theoretical arrival time). A write may be 39 such distances
 * early, which is the burst of 40.
 *
 * <p>A place is taken by an addition that DynamoDB does in turn for everybody, not by comparing
 * with an old value: fifty processes at once take fifty places in fifty updates. A repeated request
 * whose answer was lost wastes one place and harms nobody.
 */
public final class DynamoDbPace implements Pace {
  private static final Duration DISTANCE = Duration.ofMillis(1500);
  private static final Duration EARLIEST = DISTANCE.multipliedBy(39);

  /** Each turn fails only when the pace went from idle to busy, or back, since the turn before. */
  private static final int TURNS = 10;

  private final LockTable table;
  private final Clock clock;

  /** Asks for nothing yet. */
  public DynamoDbPace(DynamoDbClient client, String table, Clock clock) {
    this.table = new LockTable(client, table);
    this.clock = clock;
  }

  @Override
  public Duration reserve(long installation, Duration longestWait) {
    LockKey key = LockKey.ofPace(installation);
    for (int turn = 0; turn < TURNS; turn++) {
      Instant now = clock.instant();
      switch (table.change(key, queueing(now, longestWait), ReturnValue.UPDATED_OLD)) {
        case LockTable.Outcome.Changed(var before) -> {
          return waitUntilDue(before, now);
        }
        case LockTable.Outcome.Refused(var item) -> {
          if (isBusy(item, now)) {
            Duration wait = waitUntilDue(item, now);
            throw new PassingTrouble(
                "the write pace asks to wait " + wait.toSeconds() + " s, longer than the run has",
                wait);
          }
        }
      }
      if (table.change(key, starting(now), ReturnValue.NONE) instanceof LockTable.Outcome.Changed) {
        return Duration.ZERO;
      }
    }
    throw new PassingTrouble("the write pace gave no place in " + TURNS + " turns", DISTANCE);
  }

  /** Behind those before, when the wait for that is not too long. */
  private static LockTable.Change queueing(Instant now, Duration longestWait) {
    Instant latest = now.plus(EARLIEST).plus(longestWait);
    return new LockTable.Change(
        "SET #arrival = #arrival + :distance, #expiresAt = :expiry",
        "#arrival BETWEEN :now AND :latest",
        Map.of(
            ":distance", number(DISTANCE.toMillis()),
            ":now", number(now.toEpochMilli()),
            ":latest", number(latest.toEpochMilli()),
            ":expiry", LockTable.expiry(now)));
  }

  /** As the first one, when nobody wrote for long. */
  private static LockTable.Change starting(Instant now) {
    return new LockTable.Change(
        "SET #arrival = :next, #expiresAt = :expiry",
        "attribute_not_exists(#arrival) OR #arrival < :now",
        Map.of(
            ":next", number(now.plus(DISTANCE).toEpochMilli()),
            ":now", number(now.toEpochMilli()),
            ":expiry", LockTable.expiry(now)));
  }

  private static boolean isBusy(Map<String, AttributeValue> item, Instant now) {
    return numberIn(item, "arrival").orElse(0) >= now.toEpochMilli();
  }

  private static Duration waitUntilDue(Map<String, AttributeValue> item, Instant now) {
    long due = numberIn(item, "arrival").orElseThrow() - EARLIEST.toMillis();
    return Duration.ofMillis(Math.max(0, due - now.toEpochMilli()));
  }
}
