package io.charttagger.aws;

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
 * The limits of an installation as two numbers in one item, one for writes and one for points; see
 * {@link PermitRequest} for what they mean.
 *
 * <p>Permits are reserved by additions, which DynamoDB does one after another, and not by comparing
 * with old values: fifty processes at once reserve fifty permits in fifty updates. A write reserves
 * its permit and its points in one update. A request that is repeated because its answer was lost
 * wastes its permits, and does no other harm.
 */
public final class DynamoDbRateLimiter implements RateLimiter {
  // The burst of 38 and the 39 that follow within a minute leave room for three that are late.
  private static final PermitRequest.Limit WRITES =
      new PermitRequest.Limit("arrival", Duration.ofMillis(1500), 38);
  // The burst of 480 and the 333 that follow within a minute leave room for 87 that are late: the
  // points of 15 s.
  private static final PermitRequest.Limit POINTS =
      new PermitRequest.Limit("points", Duration.ofMillis(180), 480);
  private static final int POINTS_OF_A_WRITE = 5;

  /** Each fails only when a limit became idle, or ceased to be, since the one before. */
  private static final int ATTEMPTS = 10;

  private final LockTable table;
  private final Clock clock;

  /** Sends nothing yet. */
  public DynamoDbRateLimiter(DynamoDbClient client, String table, Clock clock) {
    this.table = new LockTable(client, table);
    this.clock = clock;
  }

  @Override
  public List<Instant> reserveWrites(long installation, int writes, Duration longestWait) {
    return reserve(
        LockKey.ofPace(installation),
        List.of(
            new PermitRequest(WRITES, writes, 1),
            new PermitRequest(POINTS, writes, POINTS_OF_A_WRITE)),
        longestWait);
  }

  @Override
  public List<Instant> reserveReads(long installation, int reads, Duration longestWait) {
    return reserve(
        LockKey.ofPace(installation), List.of(new PermitRequest(POINTS, reads, 1)), longestWait);
  }

  private List<Instant> reserve(LockKey key, List<PermitRequest> requests, Duration longestWait) {
    List<PermitRequest> idle = List.of();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Instant now = clock.instant();
      LockTable.Change reservation = reservation(requests, idle, now, longestWait);
      switch (table.change(key, reservation, ReturnValue.UPDATED_OLD)) {
        case ChangeResult.Changed(Item before) -> {
          return permits(requests, before, now);
        }
        case ChangeResult.ConditionFailed(Item item) -> {
          Instant last = permits(requests, item, now).getLast();
          requireWithin(longestWait, Duration.between(now, last));
          idle = requests.stream().filter(request -> request.isIdle(item, now)).toList();
        }
      }
    }
    throw new TransientFailure(
        "the item \"%s\" of the lock table kept changing".formatted(key), WRITES.interval());
  }

  /** The later of what the limits say, request by request. */
  private static List<Instant> permits(List<PermitRequest> requests, Item before, Instant now) {
    return IntStream.rangeClosed(1, requests.getFirst().requests())
        .mapToObj(
            number ->
                requests.stream()
                    .map(request -> request.permittedAt(before, number, now))
                    .reduce(now, (one, other) -> one.isBefore(other) ? other : one))
        .toList();
  }

  private static void requireWithin(Duration longestWait, Duration wait) {
    if (wait.compareTo(longestWait) > 0) {
      throw new TransientFailure(
          "GitHub's rate limits require a wait of %d s, longer than this run can wait"
              .formatted(wait.toSeconds()),
          wait);
    }
  }

  private static LockTable.Change reservation(
      List<PermitRequest> requests, List<PermitRequest> idle, Instant now, Duration longestWait) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":expiry", LockTable.expiry(now));
    requests.forEach(
        request -> values.putAll(request.values(idle.contains(request), now, longestWait)));
    return new LockTable.Change(
        requests.stream()
            .map(request -> request.update(idle.contains(request)))
            .collect(Collectors.joining(", ", "SET ", ", #expiresAt = :expiry")),
        requests.stream()
            .map(request -> request.condition(idle.contains(request)))
            .collect(Collectors.joining(" AND ")),
        values);
  }
}
