package io.charttagger.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.aws.AwsFaults.Fault;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.port.ManualClock;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.RateLimiter.Kind;
import io.charttagger.port.RateLimiter.Limit;
import io.charttagger.port.RateLimiter.Permit;
import io.charttagger.port.RateLimiter.Wanted;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The limits of several processes at one table; {@link PermitLogTest} has the arithmetic. */
final class DynamoDbRateLimiterTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static LocalDynamoDb dynamoDb;
  private static DynamoDbClient client;

  private final ManualClock clock = new ManualClock();
  private final long installation = ThreadLocalRandom.current().nextLong(1L << 40);
  private final RateLimiter limiter = anotherProcess();

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start();
    client = LocalClients.dynamoDb(dynamoDb.url());
  }

  @AfterAll
  static void stop() {
    client.close();
    dynamoDb.close();
  }

  @AfterEach
  void mend() {
    dynamoDb.faults().mend();
  }

  @Test
  void aWaitThatIsTooLongReservesNothingAndSaysHowLongItWouldBe() {
    write(limiter, 76);
    for (int asked = 0; asked < 3; asked++) {
      assertThatExceptionOfType(TransientFailure.class)
          .isThrownBy(() -> limiter.reserve(installation, writes(1), Duration.ofMillis(63_999)))
          .withMessage("GitHub's rate limits require a wait of 64 s, longer than this run can wait")
          .satisfies(trouble -> assertThat(trouble.retryAfter()).isEqualTo(Duration.ofSeconds(64)));
    }
    assertThat(limiter.reserve(installation, writes(1), Duration.ofSeconds(64)))
        .extracting(Permit::from)
        .containsExactly(clock.instant().plusSeconds(64));
  }

  @Test
  void installationsDoNotSlowEachOtherDown() {
    write(limiter, 76);

    assertThat(limiter.reserve(installation + 1, writes(76), Duration.ZERO)).hasSize(76);
  }

  @Test
  void aProcessThatStartsAnewKnowsWhatWasReservedBefore() {
    write(limiter, 76);
    dynamoDb.faults().forgetCalls();
    RateLimiter other = anotherProcess();

    assertThat(write(other, 1)).containsExactly(Duration.ofSeconds(64));
    // One to see the item, one to change it; later ones know it.
    assertThat(dynamoDb.faults().calls()).hasSize(2);
    write(other, 1);
    assertThat(dynamoDb.faults().calls()).hasSize(3);
  }

  @Test
  void aProcessThatKnowsOldNewsSeesTheRest() {
    write(limiter, 38);
    write(anotherProcess(), 38);

    assertThat(write(limiter, 1)).containsExactly(Duration.ofSeconds(64));
  }

  @Test
  void anItemThatSomebodyDeletedIsMissedByNobody() {
    RateLimiter other = anotherProcess();
    write(limiter, 1);
    write(other, 1);
    deleteItem();
    write(limiter, 76);

    assertThat(write(other, 1)).containsExactly(Duration.ofSeconds(64));
  }

  @Test
  void fiftyProcessesAtOnceGetFiftyPermitsAndNoneFails() throws Exception {
    dynamoDb.faults().forgetCalls();
    List<List<Duration>> waits = atOnce(50, process -> write(anotherProcess(), 2));

    assertThat(waits.stream().flatMap(List::stream).filter(Duration::isZero)).hasSize(76);
    assertThat(waits.stream().flatMap(List::stream))
        .hasSize(100)
        .allMatch(wait -> wait.isZero() || wait.compareTo(Duration.ofSeconds(64)) >= 0);
    assertThat(dynamoDb.faults().calls())
        .hasSizeBetween(51, 1000)
        .extracting(AwsFaults.Call::operation)
        .containsOnly("UpdateItem");
  }

  /** Eight runs of 25 charts each, and one that comes late with a single chart. */
  @Test
  void nobodyStarvesAndNoWindowIsEverTooFull() throws Exception {
    Arrivals arrivals = new Arrivals();
    Instant begin = clock.instant();
    List<Instant> ends =
        atOnce(
            9,
            process -> {
              int left = process == 8 ? 4 : 52;
              Random random = new Random(process);
              RateLimiter own = anotherProcess();
              Instant end = begin;
              while (left > 0) {
                List<Permit> permits =
                    own.reserve(
                        installation,
                        new Wanted(Kind.WRITE, 2, Math.max(2, Math.min(left, 76))),
                        LONG);
                arrivals.send(Kind.WRITE, permits, random);
                arrivals.send(Kind.READ, own.reserve(installation, reads(16), LONG), random);
                left -= permits.size();
                end = permits.getLast().from();
              }
              return end;
            });
    // 420 writes: five times 76, and the rest.
    assertThat(Duration.between(begin, ends.stream().max(Instant::compareTo).orElseThrow()))
        .isLessThan(Duration.ofSeconds(5 * 64 + 60));
    assertThat(arrivals.mostWritesWithin(Duration.ofMinutes(1))).isBetween(60, 76);
    assertThat(arrivals.mostWritesWithin(Duration.ofHours(1))).isEqualTo(420);
    assertThat(arrivals.mostPointsInAMinute()).isLessThanOrEqualTo(850);
  }

  /** Bursts, pauses and impatience at random, by processes that come and go. */
  @Tag("exhaustive")
  @Test
  void noWindowIsEverTooFullWhateverTheProcessesDo() throws Exception {
    Arrivals arrivals = new Arrivals();
    atOnce(
        4,
        process -> {
          Random random = new Random(process);
          RateLimiter own = anotherProcess();
          for (int step = 0; step < 20; step++) {
            clock.pause(Duration.ofMillis(random.nextInt(random.nextInt(5) == 0 ? 30_000 : 1_500)));
            own = random.nextInt(10) == 0 ? anotherProcess() : own;
            Kind kind = random.nextBoolean() ? Kind.READ : Kind.WRITE;
            int least = 1 + random.nextInt(3);
            Wanted wanted = new Wanted(kind, least, least + random.nextInt(60));
            Duration longest = Duration.ofMillis(random.nextInt(90_000));
            try {
              arrivals.send(kind, own.reserve(installation, wanted, longest), random);
            } catch (TransientFailure impatient) {
              assertThat(impatient.retryAfter()).isGreaterThan(longest);
              clock.pause(Duration.ofMillis(random.nextInt(20_000)));
            }
          }
          return process;
        });
    assertThat(arrivals.mostWritesWithin(Duration.ofMinutes(1))).isBetween(60, 80);
    assertThat(arrivals.mostWritesWithin(Duration.ofHours(1))).isLessThanOrEqualTo(500);
    assertThat(arrivals.mostPointsInAMinute()).isBetween(400, 900);
  }

  @Test
  void aLimitThatOneProcessMetHoldsAllOfThem() {
    RateLimiter other = anotherProcess();
    write(other, 1);
    limiter.limited(installation, Limit.SECONDARY, clock.instant().plusSeconds(60));

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> other.reserve(installation, reads(1), Duration.ofSeconds(20)))
        .satisfies(trouble -> assertThat(trouble.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
    assertThat(anotherProcess().limitedUntil(installation))
        .contains(clock.instant().plusSeconds(60));
    clock.pause(Duration.ofSeconds(60));
    assertThat(other.limitedUntil(installation)).isEmpty();
    assertThat(other.reserve(installation, new Wanted(Kind.WRITE, 1, 76), Duration.ZERO))
        .hasSize(37);
  }

  @Test
  void aLimitThatIsKnownIsNotWrittenAgain() {
    limiter.limited(installation, Limit.SECONDARY, clock.instant().plusSeconds(60));
    dynamoDb.faults().forgetCalls();
    limiter.limited(installation, Limit.SECONDARY, clock.instant().plusSeconds(60));
    limiter.limited(installation, Limit.SECONDARY, clock.instant().plusSeconds(50));

    assertThat(dynamoDb.faults().calls()).isEmpty();
  }

  @Test
  void aLimitMetByFiftyProcessesAtOnceIsWrittenByAllWithoutAFailure() throws Exception {
    write(limiter, 1);
    Instant end = clock.instant().plusSeconds(60);
    atOnce(
        50,
        process -> {
          anotherProcess().limited(installation, Limit.SECONDARY, end);
          return process;
        });

    assertThat(limiter.limitedUntil(installation)).contains(end);
  }

  /** As an operator does, who may do more than the function. */
  private void deleteItem() {
    try (DynamoDbClient direct = dynamoDb.client()) {
      direct.deleteItem(
          delete ->
              delete
                  .tableName(LocalDynamoDb.TABLE)
                  .key(Map.of("pk", LockTable.text(installation + "#pace"))));
    }
  }

  @Test
  void aLimitIsEndedForAllByWhoeverDeletesTheItem() {
    limiter.limited(installation, Limit.PRIMARY, clock.instant().plusSeconds(3600));
    deleteItem();

    assertThat(write(limiter, 1)).containsExactly(Duration.ZERO);
  }

  @Test
  void aLostAnswerWastesItsPermitsAndNoMore() {
    write(limiter, 1);
    dynamoDb.faults().forgetCalls();
    dynamoDb.faults().when(call -> call.number() == 1, Fault.dropAfter());
    write(limiter, 10);

    assertThat(limiter.reserve(installation, new Wanted(Kind.WRITE, 1, 76), Duration.ZERO))
        .hasSize(76 - 1 - 10 - 10);
  }

  @Test
  void aDeniedTableNamesThePermission() {
    dynamoDb.faults().when(call -> true, Fault.denied());

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(() -> write(limiter, 1))
        .withMessageContaining("dynamodb:UpdateItem");
  }

  private RateLimiter anotherProcess() {
    return new DynamoDbRateLimiter(
        client, LocalDynamoDb.TABLE, clock, () -> ThreadLocalRandom.current().nextDouble());
  }

  private static <T> List<T> atOnce(int processes, IntFunction<T> work) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          IntStream.range(0, processes)
              .mapToObj(process -> threads.submit(() -> work.apply(process)))
              .toList();
      for (Future<T> process : running) {
        results.add(process.get());
      }
    }
    return results;
  }

  private static Wanted writes(int number) {
    return new Wanted(Kind.WRITE, number, number);
  }

  private static Wanted reads(int number) {
    return new Wanted(Kind.READ, number, number);
  }

  /** How long so many writes have to wait. */
  private List<Duration> write(RateLimiter process, int number) {
    Instant now = clock.instant();
    return process.reserve(installation, writes(number), LONG).stream()
        .map(permit -> Duration.between(now, permit.from()))
        .toList();
  }
}
