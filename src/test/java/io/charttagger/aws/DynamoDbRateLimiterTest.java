package io.charttagger.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.aws.AwsFaults.Fault;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.port.ManualClock;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

final class DynamoDbRateLimiterTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static LocalDynamoDb dynamoDb;
  private static DynamoDbClient client;

  private final ManualClock clock = new ManualClock();
  private final long installation = ThreadLocalRandom.current().nextLong(1L << 40);
  private final RateLimiter pace = new DynamoDbRateLimiter(client, LocalDynamoDb.TABLE, clock);

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
  void thirtyEightWritesGoAtOnceThenOneEachSecondAndAHalf() {
    List<Duration> waits =
        IntStream.range(0, 41).mapToObj(number -> write(installation, LONG)).toList();

    assertThat(waits.subList(0, 38)).containsOnly(Duration.ZERO);
    assertThat(waits.subList(38, 41))
        .containsExactly(Duration.ofMillis(1500), Duration.ofMillis(3000), Duration.ofMillis(4500));
  }

  @Test
  void aWaitThatIsTooLongReservesNothingAndSaysHowLongItWouldBe() {
    for (int write = 0; write < 40; write++) {
      write(installation, LONG);
    }
    for (int asked = 0; asked < 3; asked++) {
      assertThatExceptionOfType(TransientFailure.class)
          .isThrownBy(() -> write(installation, Duration.ofMillis(4499)))
          .satisfies(
              trouble -> assertThat(trouble.retryAfter()).isEqualTo(Duration.ofMillis(4500)));
    }
    assertThat(write(installation, Duration.ofMillis(4500))).isEqualTo(Duration.ofMillis(4500));
  }

  @Test
  void installationsDoNotSlowEachOtherDown() {
    for (int write = 0; write < 60; write++) {
      write(installation, LONG);
    }
    pace.reserveReads(installation, 500, LONG);

    assertThat(write(installation + 1, LONG)).isZero();
    assertThat(pace.reserveReads(installation + 1, 1, LONG)).containsExactly(clock.instant());
  }

  @Test
  void theBurstComesBackWithTime() {
    for (int write = 0; write < 38; write++) {
      write(installation, LONG);
    }
    clock.pause(Duration.ofSeconds(15));
    List<Duration> waits =
        IntStream.range(0, 11).mapToObj(number -> write(installation, LONG)).toList();

    assertThat(waits.subList(0, 10)).containsOnly(Duration.ZERO);
    assertThat(waits.get(10)).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void fourHundredAndEightyReadsGoAtOnceThenOneEach180Milliseconds() {
    Instant now = clock.instant();
    List<Instant> places = pace.reserveReads(installation, 482, LONG);

    assertThat(places).hasSize(482);
    assertThat(places.subList(0, 480)).containsOnly(now);
    assertThat(places.subList(480, 482)).containsExactly(now.plusMillis(180), now.plusMillis(360));
    assertThat(pace.reserveReads(installation, 1, LONG)).containsExactly(now.plusMillis(540));
  }

  @Test
  void aWriteTakesFivePointsAndWaitsForTheLaterOfBoth() {
    pace.reserveReads(installation, 470, LONG);

    assertThat(write(installation, LONG)).isZero();
    assertThat(write(installation, LONG)).isZero();
    assertThat(write(installation, LONG)).isEqualTo(Duration.ofMillis(5 * 180));
    assertThat(pace.reserveReads(installation, 1, LONG))
        .containsExactly(clock.instant().plusMillis(6 * 180));
  }

  @Test
  void writesThatBelongTogetherAreReservedTogetherOrNotAtAll() {
    Instant now = clock.instant();
    assertThat(pace.reserveWrites(installation, 39, LONG))
        .hasSize(39)
        .endsWith(now, now.plusMillis(1500));

    for (int asked = 0; asked < 3; asked++) {
      assertThatExceptionOfType(TransientFailure.class)
          .isThrownBy(() -> pace.reserveWrites(installation, 2, Duration.ofMillis(4499)))
          .satisfies(
              trouble -> assertThat(trouble.retryAfter()).isEqualTo(Duration.ofMillis(4500)));
    }
    assertThat(pace.reserveWrites(installation, 2, Duration.ofMillis(4500)))
        .containsExactly(now.plusMillis(3000), now.plusMillis(4500));
  }

  @Test
  void readsThatWouldWaitTooLongReserveNothingHoweverManyTheyAre() {
    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> pace.reserveReads(installation, 581, Duration.ofSeconds(18)))
        .satisfies(
            trouble -> assertThat(trouble.retryAfter()).isEqualTo(Duration.ofMillis(101 * 180)));
    pace.reserveReads(installation, 300, LONG);
    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> pace.reserveReads(installation, 900, Duration.ofSeconds(18)));

    assertThat(pace.reserveReads(installation, 280, Duration.ofSeconds(18)).getLast())
        .isEqualTo(clock.instant().plusSeconds(18));
  }

  @Test
  void aWriteThatHasNoPointsInTimeKeepsNobodyElsesPlace() {
    pace.reserveReads(installation, 480, LONG);
    for (int asked = 0; asked < 38; asked++) {
      assertThatExceptionOfType(TransientFailure.class)
          .isThrownBy(() -> write(installation, Duration.ofMillis(899)))
          .satisfies(trouble -> assertThat(trouble.retryAfter()).isEqualTo(Duration.ofMillis(900)));
    }
    assertThat(write(installation, LONG)).isEqualTo(Duration.ofMillis(900));
    clock.pause(Duration.ofMinutes(2));
    assertThat(write(installation, LONG)).isZero();
  }

  /**
   * Bursts, pauses and impatience at random, by several processes that are late by as much as the
   * margin allows: the minute is never too full.
   */
  @ParameterizedTest
  @CsvSource({"0, 60, 300", "1, 35, 450", "5, 5, 600", "10, 0, 650"})
  void noMinuteHoldsMoreThanEightyWritesAndNineHundredPoints(
      int readsInTen, int leastWrites, int leastPoints) {
    Random random = new Random(1);
    List<Instant> writes = new ArrayList<>();
    List<Instant> points = new ArrayList<>();
    for (int step = 0; step < 400; step++) {
      clock.pause(Duration.ofMillis(pauseIn(random)));
      Duration longest = Duration.ofMillis(random.nextInt(20_000));
      try {
        if (random.nextInt(10) < readsInTen) {
          pace.reserveReads(installation, 1 + random.nextInt(60), longest).stream()
              .map(place -> place.plusMillis(random.nextInt(15_000)))
              .forEach(points::add);
        } else {
          Duration wait = write(installation, longest);
          assertThat(wait).isLessThanOrEqualTo(longest);
          Instant sent = clock.instant().plus(wait).plusMillis(random.nextInt(4_000));
          writes.add(sent);
          points.addAll(Collections.nCopies(5, sent));
        }
      } catch (TransientFailure impatient) {
        assertThat(impatient.retryAfter()).isGreaterThan(longest);
      }
    }
    assertThat(mostInAMinute(writes)).isBetween(leastWrites, 80);
    assertThat(mostInAMinute(points)).isBetween(leastPoints, 900);
  }

  private static int mostInAMinute(List<Instant> sent) {
    sent.sort(null);
    int most = 0;
    int first = 0;
    for (int last = 0; last < sent.size(); last++) {
      while (!sent.get(first).plusSeconds(60).isAfter(sent.get(last))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  /** How long one write has to wait. */
  private Duration write(long id, Duration longest) {
    return Duration.between(clock.instant(), pace.reserveWrites(id, 1, longest).getFirst());
  }

  private static int pauseIn(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> random.nextInt(90_000);
      case 1, 2, 3, 4, 5, 6 -> random.nextInt(2_000);
      default -> 0;
    };
  }

  @Test
  void fiftyProcessesAtOnceGetFiftyPlacesInAboutFiftyUpdates() throws Exception {
    dynamoDb.faults().forgetCalls();
    List<Duration> waits = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Duration>> places =
          IntStream.range(0, 50)
              .mapToObj(number -> threads.submit(() -> write(installation, LONG)))
              .toList();
      for (Future<Duration> place : places) {
        waits.add(place.get());
      }
    }
    waits.sort(null);

    assertThat(waits.subList(0, 38)).containsOnly(Duration.ZERO);
    assertThat(waits.subList(38, 50))
        .doesNotHaveDuplicates()
        .last()
        .isEqualTo(Duration.ofSeconds(18));
    // All may find the item missing at first, one may make it, all others then queue.
    assertThat(dynamoDb.faults().calls())
        .hasSizeBetween(51, 150)
        .extracting(AwsFaults.Call::operation)
        .containsOnly("UpdateItem");
  }

  @Test
  void aLostAnswerWastesOnePlaceAndNoMore() {
    write(installation, LONG);
    dynamoDb.faults().forgetCalls();
    dynamoDb.faults().when(call -> call.number() == 1, Fault.dropAfter());
    for (int write = 0; write < 36; write++) {
      assertThat(write(installation, LONG)).isZero();
    }
    assertThat(write(installation, LONG)).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void aDeniedTableNamesThePermission() {
    dynamoDb.faults().when(call -> true, Fault.denied());

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(() -> write(installation, LONG))
        .withMessageContaining("dynamodb:UpdateItem");
  }
}
