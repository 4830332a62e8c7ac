package io.charttagger.aws;

import static io.charttagger.aws.LockTable.number;

import io.charttagger.port.LockKey;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.TransientFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The pace as two numbers in one item, one for writes and one for points.
 *
 * <p>Places are taken by additions that DynamoDB does in turn for everybody, not by comparing with
 * old values: fifty processes at once take fifty places in fifty updates. A write takes its place
 * and its points in one update. A repeated request whose answer was lost wastes its places and
 * harms nobody.
 */
public final class DynamoDbRateLimiter implements RateLimiter {
  // 38 and the 39 that follow within a minute leave room for three that are late.
  private static final PermitRequest.Meter WRITES =
      new PermitRequest.Meter("arrival", Duration.ofMillis(1500), 38);
  // 480 and the 333 that follow within a minute leave room for 87 that are late: those of 15 s.
  private static final PermitRequest.Meter POINTS =
      new PermitRequest.Meter("points", Duration.ofMillis(180), 480);
  private static final int POINTS_OF_A_WRITE = 5;

  /** Each turn fails only when a meter went from idle to busy, or back, since the turn before. */
  private static final int TURNS = 10;

  private final LockTable table;
  private final Clock clock;

  /** Asks for nothing yet. */
  public DynamoDbRateLimiter(DynamoDbClient client, String table, Clock clock) {
    this.table = new LockTable(client, table);
    this.clock = clock;
  }

  @Override
  public List<Instant> reserveWrites(long installation, int writes, Duration longestWait) {
    return take(
        installation,
        List.of(
            new PermitRequest(WRITES, writes, 1),
            new PermitRequest(POINTS, writes, POINTS_OF_A_WRITE)),
        longestWait);
  }

  @Override
  public List<Instant> reserveReads(long installation, int reads, Duration longestWait) {
    return take(installation, List.of(new PermitRequest(POINTS, reads, 1)), longestWait);
  }

  private List<Instant> take(long installation, List<PermitRequest> shares, Duration longestWait) {
    LockKey key = LockKey.ofPace(installation);
    List<PermitRequest> busy = shares;
    for (int turn = 0; turn < TURNS; turn++) {
      Instant now = clock.instant();
      switch (table.change(key, taking(shares, busy, now, longestWait), ReturnValue.UPDATED_OLD)) {
        case LockTable.Outcome.Changed(var before) -> {
          return places(shares, before, now);
        }
        case LockTable.Outcome.Refused(var item) -> {
          Instant last = places(shares, item, now).getLast();
          requirePatience(Duration.between(now, last), longestWait);
          busy = shares.stream().filter(share -> share.isBusy(item, now)).toList();
        }
      }
    }
    throw new TransientFailure("the pace gave no place in " + TURNS + " turns", WRITES.distance());
  }

  /** The later of what the shares say, request by request. */
  private static List<Instant> places(
      List<PermitRequest> shares, Map<String, AttributeValue> before, Instant now) {
    return IntStream.rangeClosed(1, shares.getFirst().requests())
        .mapToObj(
            request ->
                shares.stream()
                    .map(share -> share.due(before, request, now))
                    .reduce(now, (one, other) -> one.isBefore(other) ? other : one))
        .toList();
  }

  private static void requirePatience(Duration wait, Duration longestWait) {
    if (wait.compareTo(longestWait) > 0) {
      throw new TransientFailure(
          "the pace below GitHub's limits asks to wait "
              + wait.toSeconds()
              + " s, longer than the run has",
          wait);
    }
  }

  private static LockTable.Change taking(
      List<PermitRequest> shares, List<PermitRequest> busy, Instant now, Duration longestWait) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":now", number(now.toEpochMilli()));
    values.put(":expiry", LockTable.expiry(now));
    shares.forEach(share -> values.putAll(share.values(busy.contains(share), now, longestWait)));
    return new LockTable.Change(
        shares.stream()
            .map(share -> share.taking(busy.contains(share)))
            .collect(Collectors.joining(", ", "SET ", ", #expiresAt = :expiry")),
        shares.stream()
            .map(share -> share.condition(busy.contains(share)))
            .collect(Collectors.joining(" AND ")),
        values);
  }
}
