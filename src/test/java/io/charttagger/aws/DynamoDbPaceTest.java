package io.charttagger.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.local.AwsFaults;
import io.charttagger.local.AwsFaults.Fault;
import io.charttagger.local.LocalDynamoDb;
import io.charttagger.run.LastingTrouble;
import io.charttagger.run.Pace;
import io.charttagger.run.PassingTrouble;
import io.charttagger.run.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

final class DynamoDbPaceTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static LocalDynamoDb dynamoDb;
  private static DynamoDbClient client;

  private final SetClock clock = new SetClock();
  private final long installation = ThreadLocalRandom.current().nextLong(1L << 40);
  private final Pace pace = new DynamoDbPace(client, LocalDynamoDb.TABLE, clock);

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
  void fortyWritesGoAtOnceThenOneEachSecondAndAHalf() {
    List<Duration> waits =
        IntStream.range(0, 43).mapToObj(number -> pace.reserve(installation, LONG)).toList();

    assertThat(waits.subList(0, 40)).containsOnly(Duration.ZERO);
    assertThat(waits.subList(40, 43))
        .containsExactly(Duration.ofMillis(1500), Duration.ofMillis(3000), Duration.ofMillis(4500));
  }

  @Test
  void aWaitThatIsTooLongReservesNothingAndSaysHowLongItWouldBe() {
    for (int write = 0; write < 42; write++) {
      pace.reserve(installation, LONG);
    }
    for (int asked = 0; asked < 3; asked++) {
      assertThatExceptionOfType(PassingTrouble.class)
          .isThrownBy(() -> pace.reserve(installation, Duration.ofMillis(4499)))
          .satisfies(
              trouble -> assertThat(trouble.retryAfter()).isEqualTo(Duration.ofMillis(4500)));
    }
    assertThat(pace.reserve(installation, Duration.ofMillis(4500)))
        .isEqualTo(Duration.ofMillis(4500));
  }

  @Test
  void installationsDoNotSlowEachOtherDown() {
    for (int write = 0; write < 60; write++) {
      pace.reserve(installation, LONG);
    }
    assertThat(pace.reserve(installation + 1, LONG)).isZero();
  }

  @Test
  void theBurstComesBackWithTime() {
    for (int write = 0; write < 40; write++) {
      pace.reserve(installation, LONG);
    }
    clock.pause(Duration.ofSeconds(15));
    List<Duration> waits =
        IntStream.range(0, 11).mapToObj(number -> pace.reserve(installation, LONG)).toList();

    assertThat(waits.subList(0, 10)).containsOnly(Duration.ZERO);
    assertThat(waits.get(10)).isEqualTo(Duration.ofMillis(1500));
  }

  /**
   * Bursts, pauses and impatience at random, by several processes: the minute is never too full.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void neverMoreThanEightyWritesFallIntoAnyMinute(long seed) {
    Random random = new Random(seed);
    List<Instant> writes = new ArrayList<>();
    for (int step = 0; step < 300; step++) {
      clock.pause(Duration.ofMillis(pauseIn(random)));
      try {
        Duration longest = Duration.ofMillis(random.nextInt(20_000));
        Duration wait = pace.reserve(installation, longest);
        assertThat(wait).isLessThanOrEqualTo(longest);
        writes.add(clock.instant().plus(wait));
      } catch (PassingTrouble impatient) {
        assertThat(impatient.retryAfter()).isPositive();
      }
    }
    writes.sort(null);
    for (int first = 0; first + 80 < writes.size(); first++) {
      assertThat(Duration.between(writes.get(first), writes.get(first + 80)))
          .as("80 writes after the one at %s", writes.get(first))
          .isGreaterThan(Duration.ofMinutes(1));
    }
    assertThat(writes).hasSizeGreaterThan(100);
  }

  private static int pauseIn(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> random.nextInt(90_000);
      case 1, 2, 3 -> random.nextInt(2_000);
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
              .mapToObj(number -> threads.submit(() -> pace.reserve(installation, LONG)))
              .toList();
      for (Future<Duration> place : places) {
        waits.add(place.get());
      }
    }
    waits.sort(null);

    assertThat(waits.subList(0, 40)).containsOnly(Duration.ZERO);
    assertThat(waits.subList(40, 50))
        .doesNotHaveDuplicates()
        .last()
        .isEqualTo(Duration.ofSeconds(15));
    // All may find the item missing at first, one may make it, all others then queue.
    assertThat(dynamoDb.faults().calls())
        .hasSizeBetween(51, 150)
        .extracting(AwsFaults.Call::operation)
        .containsOnly("UpdateItem");
  }

  @Test
  void aLostAnswerWastesOnePlaceAndNoMore() {
    pace.reserve(installation, LONG);
    dynamoDb.faults().forgetCalls();
    dynamoDb.faults().when(call -> call.number() == 1, Fault.dropAfter());
    for (int write = 0; write < 38; write++) {
      assertThat(pace.reserve(installation, LONG)).isZero();
    }
    assertThat(pace.reserve(installation, LONG)).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void aDeniedTableNamesThePermission() {
    dynamoDb.faults().when(call -> true, Fault.denied());

    assertThatExceptionOfType(LastingTrouble.class)
        .isThrownBy(() -> pace.reserve(installation, LONG))
        .withMessageContaining("dynamodb:UpdateItem");
  }
}
