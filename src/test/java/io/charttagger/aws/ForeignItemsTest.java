package io.charttagger.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.port.Lease;
import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import io.charttagger.port.ManualClock;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.RateLimiter.Kind;
import io.charttagger.port.RateLimiter.Permit;
import io.charttagger.port.RateLimiter.Wanted;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items whose attributes are not what the function writes: every attribute of a lease and of the
 * rate limiter, with every foreign value, alone and all together. None of them blocks anybody for
 * good.
 */
final class ForeignItemsTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private static LocalDynamoDb dynamoDb;
  private static DynamoDbClient client;

  private final ManualClock clock = new ManualClock();
  private final LockKey key = new LockKey("owner/name@" + UUID.randomUUID());
  private final Locks locks =
      new DynamoDbLocks(client, LocalDynamoDb.TABLE, clock, () -> UUID.randomUUID().toString());
  private final RateLimiter limiter =
      new DynamoDbRateLimiter(client, LocalDynamoDb.TABLE, clock, () -> 0.5);

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start();
    client = LocalClients.dynamoDb(dynamoDb.url());
    ForeignAttributes.LEASE_LOG.setUseParentHandlers(false);
  }

  @AfterAll
  static void stop() {
    ForeignAttributes.LEASE_LOG.setUseParentHandlers(true);
    client.close();
    dynamoDb.close();
  }

  static Stream<Arguments> ofALease() {
    return cases("leased", ForeignAttributes.OF_A_LEASE);
  }

  @Tag("exhaustive")
  @ParameterizedTest(name = "{0}, {1}: {2}")
  @MethodSource("ofALease")
  void aLeaseWithAForeignAttributeIsGrantedOrDeniedForMinutes(
      String state, String attribute, String value) {
    put(key, ForeignAttributes.in(lease(state), attribute, value, clock.instant()));

    switch (locks.acquire(key)) {
      case Locks.Attempt.Granted(Lease lease) -> use(lease);
      case Locks.Attempt.Denied(Instant until) -> {
        assertThat(until).isBetween(clock.instant(), clock.instant().plusSeconds(360));
        clock.pause(Duration.between(clock.instant(), until).plusMillis(1));
        use(granted());
      }
    }
  }

  @Test
  void aLeaseThatEndsMoreThanSixMinutesAheadIsTakenOver() {
    Map<String, AttributeValue> item = lease("leased");
    Instant latest = clock.instant().plus(Duration.ofMinutes(6));

    item.put("leaseUntil", number(latest.toEpochMilli()));
    put(key, item);
    assertThat(locks.acquire(key)).isEqualTo(new Locks.Attempt.Denied(latest));

    item.put("leaseUntil", number(latest.toEpochMilli() + 1));
    put(key, item);
    assertThat(granted().fence()).isEqualTo(4);
  }

  @Test
  void aFenceThatIsNoCounterStartsAgainInTwoUpdatesAlsoWhenAnAnswerIsLost() {
    Map<String, AttributeValue> item = lease("released");
    item.put("fence", AttributeValue.fromS("third"));
    put(key, item);
    dynamoDb.faults().forgetCalls();
    dynamoDb.faults().when(call -> call.number() == 2, AwsFaults.Fault.dropAfter());

    Lease lease = granted();
    dynamoDb.faults().mend();

    assertThat(dynamoDb.faults().calls()).hasSize(4);
    assertThat(lease.fence()).isEqualTo(2);
    assertThat(locks.acquire(key)).isInstanceOf(Locks.Attempt.Denied.class);
  }

  /** Everything that a run does with its lease. */
  private void use(Lease lease) {
    assertThat(lease.fence()).isPositive();
    clock.pause(Duration.ofSeconds(45));
    lease.renew();
    lease.save(stream -> stream.write(new byte[] {1, 2, 3}));
    assertThat(locks.acquire(key)).isInstanceOf(Locks.Attempt.Denied.class);
    lease.close();
    try (Lease next = granted()) {
      assertThat(next.fence()).isEqualTo(lease.fence() + 1);
      assertThat(next.savedWork())
          .hasValueSatisfying(kept -> assertThat(kept).hasBinaryContent(new byte[] {1, 2, 3}));
      next.reportAndClose("{}");
    }
  }

  private Lease granted() {
    return switch (locks.acquire(key)) {
      case Locks.Attempt.Granted(Lease lease) -> lease;
      case Locks.Attempt.Denied(var until) -> throw new AssertionError("denied until " + until);
    };
  }

  static Stream<Arguments> ofTheRateLimiter() {
    return cases("used", ForeignAttributes.OF_THE_RATE_LIMITER);
  }

  /** One state of each item: EveryForeignItemTest puts them before whole pushes in all states. */
  private static Stream<Arguments> cases(String state, List<String> attributes) {
    Set<String> values = ForeignAttributes.all(new ManualClock().instant()).keySet();
    return Stream.concat(attributes.stream(), Stream.of(ForeignAttributes.ALL))
        .flatMap(attribute -> values.stream().map(value -> Arguments.of(state, attribute, value)));
  }

  @Tag("exhaustive")
  @ParameterizedTest(name = "{0}, {1}: {2}")
  @MethodSource("ofTheRateLimiter")
  void aRateLimiterWithAForeignAttributeGivesPermitsWithinTwoHours(
      String state, String attribute, String value) {
    long installation = ThreadLocalRandom.current().nextLong(1L << 40);
    put(
        LockKey.ofPace(installation),
        ForeignAttributes.in(rateLimiter(), attribute, value, clock.instant()));

    Instant latest = clock.instant().plus(Duration.ofHours(2));
    reserve(installation);
    reserve(installation);

    assertThat(clock.instant()).isBefore(latest);
    clock.pause(Duration.ofMinutes(2));
    assertSoon(limiter.reserve(installation, new Wanted(Kind.WRITE, 2, 2), Duration.ZERO));
    assertSoon(limiter.reserve(installation, new Wanted(Kind.READ, 2, 2), Duration.ZERO));
  }

  /** One write and one read, asked for again when the limiter says so. */
  private void reserve(long installation) {
    for (Kind kind : Kind.values()) {
      Wanted one = new Wanted(kind, 1, 1);
      try {
        assertSoon(limiter.reserve(installation, one, LONG));
      } catch (TransientFailure tooLong) {
        clock.pause(tooLong.retryAfter());
        assertSoon(limiter.reserve(installation, one, LONG));
      }
    }
  }

  private void assertSoon(List<Permit> permits) {
    assertThat(permits)
        .allSatisfy(
            permit ->
                assertThat(permit.from()).isBetween(clock.instant(), clock.instant().plus(LONG)));
  }

  @Test
  void whatAnOlderVersionOfTheFunctionReservedIsIgnored() {
    long installation = ThreadLocalRandom.current().nextLong(1L << 40);
    AttributeValue ahead = number(clock.instant().plusSeconds(300).toEpochMilli());
    put(LockKey.ofPace(installation), Map.of("arrival", ahead, "points", ahead));

    assertThat(limiter.reserve(installation, new Wanted(Kind.WRITE, 76, 76), Duration.ZERO))
        .hasSize(76);
  }

  @Test
  void anItemThatIsFullIsAClearFailureThatNamesTheKey() {
    put(key, Map.of("x", AttributeValue.fromS("x".repeat(409_500))));

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(() -> locks.acquire(key))
        .withMessageContaining("\"" + key.value() + "\"")
        .withMessageContaining(LocalDynamoDb.TABLE)
        .withMessageContaining("delete that item")
        .satisfies(failure -> assertThat(failure.status()).isEqualTo(502));
  }

  @Test
  void aReportMakesRoomForWorkThatIsSaved() {
    byte[] random = new byte[300_000];
    new Random(7).nextBytes(random);
    granted().reportAndClose("\"" + "\u20ac".repeat(100_000) + "\"");
    granted().saveAndClose(stream -> stream.write(random));
    assertThat(granted().savedWork())
        .hasValueSatisfying(kept -> assertThat(kept).hasBinaryContent(random));
  }

  @Test
  void whatUnpacksToMoreThanIsReadIsNotSaved() {
    try (Lease lease = granted()) {
      lease.save(stream -> stream.write(new byte[1]));
      lease.save(stream -> stream.write(new byte[Gzip.LARGEST + 1]));
    }
    assertThat(granted().savedWork().isEmpty()).isTrue();
  }

  private Map<String, AttributeValue> lease(String state) {
    long now = clock.instant().toEpochMilli();
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("fence", number(3));
    item.put("expiresAt", LockTable.expiry(clock.instant()));
    item.put(
        "plan",
        AttributeValue.fromB(
            SdkBytes.fromByteArray(
                Gzip.pack(stream -> stream.write(1), 100).orElseThrow().getFirst())));
    item.put("report", AttributeValue.fromS("{}"));
    if (state.equals("leased")) {
      item.put("owner", AttributeValue.fromS("somebody"));
      item.put("leaseUntil", number(now + 60_000));
    } else {
      item.put("leaseUntil", number(0));
    }
    return item;
  }

  private Map<String, AttributeValue> rateLimiter() {
    long now = clock.instant().toEpochMilli();
    return Map.of(
        "version", number(now - 1),
        "permits", AttributeValue.fromS((now - 500) + "+4500:38:100"),
        "limitedUntil", number(now - 1),
        "halvedUntil", number(now + 30_000),
        "expiresAt", LockTable.expiry(clock.instant()));
  }

  private void put(LockKey where, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("pk", AttributeValue.fromS(where.value()));
    try (DynamoDbClient direct = dynamoDb.client()) {
      direct.putItem(put -> put.tableName(LocalDynamoDb.TABLE).item(item));
    }
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
