package io.charttagger.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.port.RateLimiter.Kind;
import io.charttagger.port.RateLimiter.Limit;
import io.charttagger.port.RateLimiter.Permit;
import io.charttagger.port.RateLimiter.Share;
import io.charttagger.port.RateLimiter.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PermitLogTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofDays(1);

  private final Instant start = Instant.parse("2100-06-01T12:00:00Z");
  private Instant now = start;
  private PermitLog log = PermitLog.EMPTY;

  @Test
  void theWritesOfThirtyFiveChartsWaitForNothing() {
    assertThat(begins(writes(72))).containsOnly(Duration.ZERO).hasSize(72);
  }

  @Test
  void seventySixWritesGoAtOnceAndTheNextWhenTheFirstOfThemIsCertainlyAMinuteOld() {
    List<Duration> begins = begins(writes(80));

    assertThat(begins.subList(0, 76)).containsOnly(Duration.ZERO);
    // Valid for three seconds, a second on its way, and a minute.
    assertThat(begins.subList(76, 80)).startsWith(Duration.ofSeconds(64)).isSorted();
    assertThat(begins.get(79)).isLessThanOrEqualTo(Duration.ofSeconds(65));
  }

  @Test
  void aWriteIsValidForLongerTheMoreArePermittedBeforeIt() {
    List<Permit> permits = writes(76);

    assertThat(permits.getFirst().until()).isEqualTo(start.plusSeconds(3));
    assertThat(permits.getLast().until()).isEqualTo(start.plusMillis(3_000 + 75 * 75));
  }

  @Test
  void aPermitThatBeginsLaterIsValidForAsLongAsTheFirst() {
    Permit last = writes(77).getLast();

    assertThat(Duration.between(last.from(), last.until())).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void eightHundredAndFiftyReadsGoAtOnceThenTheNextAfterMoreThanAMinute() {
    List<Duration> begins = begins(reads(852));

    assertThat(begins.subList(0, 850)).containsOnly(Duration.ZERO);
    assertThat(begins.subList(850, 852)).containsOnly(Duration.ofSeconds(67));
  }

  @Test
  void aWriteTakesFivePoints() {
    reads(841);

    assertThat(begins(writes(1))).containsExactly(Duration.ZERO);
    // When the points of the first one are free again, which is before those of the reads are.
    assertThat(begins(writes(1))).containsExactly(Duration.ofSeconds(64));
    assertThat(begins(reads(4))).containsOnly(Duration.ZERO);
    assertThat(begins(reads(1))).containsExactly(Duration.ofSeconds(67));
  }

  @Test
  void aReadDoesNotWaitForWritesThatAreReservedForLater() {
    writes(76);
    assertThat(begins(writes(10)).getFirst()).isEqualTo(Duration.ofSeconds(64));

    assertThat(begins(reads(16))).containsOnly(Duration.ZERO);
  }

  @Test
  void aPreviewLeavesHalfOfThePointsToOthers() {
    Wanted preview = new Wanted(Kind.READ, 1, 1000, Share.HALF);
    PermitLog.Reservation previewed = log.reserve(preview, now, LONG);

    assertThat(previewed.permits()).hasSize(425);
    assertThat(begins(previewed.permits())).containsOnly(Duration.ZERO);
    log = previewed.log();
    assertThat(begins(reads(425))).containsOnly(Duration.ZERO);
  }

  @Test
  void aPreviewWaitsWhileOthersTakeHalfOfThePoints() {
    reads(425);

    assertThat(log.reserve(new Wanted(Kind.READ, 1, 1, Share.HALF), now, LONG).delay())
        .isEqualTo(Duration.ofSeconds(67));
    assertThat(begins(reads(1))).containsOnly(Duration.ZERO);
  }

  @Test
  void aPreviewLeavesHalfOfWhatALimitLeft() {
    log = log.limited(Limit.SECONDARY, now);

    assertThat(log.reserve(new Wanted(Kind.READ, 1, 1000, Share.HALF), now, LONG).permits())
        .hasSize(212);
  }

  @Test
  void furtherOnesAreReservedOnlyAsFarAsTheyCanBeUsedTogether() {
    writes(70);

    assertThat(reserve(Kind.WRITE, 2, 60, LONG)).hasSize(6);
    assertThat(reserve(Kind.WRITE, 2, 60, LONG)).hasSize(60);
    now = now.plusSeconds(30);
    assertThat(reserve(Kind.WRITE, 20, 60, LONG)).hasSizeBetween(20, 30);
  }

  @Test
  void furtherOnesAreReservedOnlyAsFarAsTheCallerCanWait() {
    writes(76);

    assertThat(reserve(Kind.WRITE, 2, 60, Duration.ofSeconds(65))).hasSizeBetween(2, 30);
  }

  @Test
  void tagsOfAHundredChartsTakeAboutTwoMinutes() {
    assertThat(run(202)).isBetween(Duration.ofSeconds(128), Duration.ofSeconds(133));
  }

  @Test
  void tagsOfFiveHundredChartsTakeAboutTwoHours() {
    Arrivals arrivals = new Arrivals();
    int left = 1002;
    while (left > 0) {
      Wanted wanted = new Wanted(Kind.WRITE, Math.min(2, left), Math.min(left, 76));
      // No run waits for an hour.
      now = now.plus(log.reserve(wanted, now, LONG).delay());
      List<Permit> permits = reserve(Kind.WRITE, wanted.least(), wanted.most(), Duration.ZERO);
      permits.forEach(permit -> arrivals.arrive(Kind.WRITE, permit.from()));
      left -= permits.size();
    }
    assertThat(Duration.between(start, now))
        .isBetween(HOUR.multipliedBy(2), Duration.ofMinutes(125));
    assertThat(arrivals.mostWritesWithin(HOUR)).isBetween(470, 480);
  }

  /** Four at once, of 250 ms each; reserved as a run does. */
  private Duration run(int writes) {
    int left = writes;
    while (left > 0) {
      for (Permit permit : reserve(Kind.WRITE, Math.min(2, left), Math.min(left, 76), LONG)) {
        now = now.isBefore(permit.from()) ? permit.from() : now;
        assertThat(now).isBeforeOrEqualTo(permit.until());
        now = now.plusNanos(62_500_000);
        left--;
      }
    }
    return Duration.between(start, now);
  }

  /** Any number, at any time, by the hasty and the patient, all of whose requests are late. */
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 2", "3, 5", "4, 8", "5, 10", "6, 0", "7, 5"})
  void noWindowIsEverTooFullHoweverLateTheRequestsAre(long seed, int readsInTen) {
    Random random = new Random(seed);
    Arrivals arrivals = new Arrivals();
    int longest = 0;
    for (int step = 0; step < 600; step++) {
      now = now.plusMillis(random.nextInt(10) == 0 ? random.nextInt(90_000) : random.nextInt(900));
      Kind kind = random.nextInt(10) < readsInTen ? Kind.READ : Kind.WRITE;
      int least = 1 + random.nextInt(4);
      int most = least + random.nextInt(kind == Kind.READ ? 300 : 80);
      Duration patience = Duration.ofMillis(random.nextInt(200_000));
      arrivals.send(kind, reserveOrNot(kind, least, most, patience), random);
      longest = Math.max(longest, log.text().length());
    }
    assertThat(arrivals.mostWritesWithin(MINUTE)).isLessThanOrEqualTo(76);
    assertThat(arrivals.mostWritesWithin(HOUR)).isLessThanOrEqualTo(480);
    assertThat(arrivals.mostPointsInAMinute()).isBetween(300, 850);
    assertThat(longest).isLessThan(8_000);
  }

  /** What is stuck on its way for longer than the margin: as much as one process has sent. */
  @Test
  void fourWritesAndTenReadsMayComeAnyTimeLater() {
    Random random = new Random(11);
    Arrivals arrivals = new Arrivals();
    for (int minute = 0; minute < 5; minute++) {
      List<Permit> writes = reserve(Kind.WRITE, 76, 76, LONG);
      List<Permit> reads = reserve(Kind.READ, 400, 400, LONG);
      int onTime = minute == 0 ? 72 : 76;
      arrivals.send(Kind.WRITE, writes.subList(0, onTime), random);
      arrivals.send(Kind.READ, reads, random);
      writes
          .subList(onTime, 76)
          .forEach(permit -> arrivals.arrive(Kind.WRITE, permit.until().plusSeconds(60)));
      now = writes.getLast().from();
    }
    assertThat(arrivals.mostWritesWithin(MINUTE)).isBetween(77, 80);
    assertThat(arrivals.mostPointsInAMinute()).isLessThanOrEqualTo(900);
  }

  @Test
  void nothingIsPermittedBeforeGitHubsLimitEnds() {
    log = log.limited(Limit.PRIMARY, now.plusSeconds(100));

    assertThat(begins(writes(2))).containsOnly(Duration.ofSeconds(100));
    assertThat(begins(reads(2))).containsOnly(Duration.ofSeconds(100));
    assertThat(log.limitedAt(now)).contains(now.plusSeconds(100));
    assertThat(log.limitedAt(now.plusSeconds(100))).isEmpty();
  }

  @Test
  void theLaterOfTwoLimitsCountsAndOneThatIsKnownChangesNothing() {
    PermitLog limited = log.limited(Limit.SECONDARY, now.plusSeconds(100));

    assertThat(limited.limited(Limit.SECONDARY, now.plusSeconds(90))).isEqualTo(limited);
    assertThat(limited.limited(Limit.SECONDARY, now.plusMillis(99_001))).isEqualTo(limited);
    assertThat(limited.limited(Limit.PRIMARY, now.plusSeconds(120)).limitedAt(now))
        .contains(now.plusSeconds(120));
  }

  @Test
  void aSecondaryLimitHalvesTheWindowsForAQuarterOfAnHour() {
    log = log.limited(Limit.SECONDARY, now.plusSeconds(60));
    now = now.plusSeconds(60);
    assertThat(begins(writes(39))).endsWith(Duration.ofSeconds(124)).contains(MINUTE);
    now = now.plus(Duration.ofMinutes(2));
    assertThat(reserve(Kind.READ, 1, 900, Duration.ZERO)).hasSize(425 - 5);

    now = start.plusSeconds(60).plus(Duration.ofMinutes(15));
    assertThat(reserve(Kind.WRITE, 1, 80, Duration.ZERO)).hasSize(76);
  }

  @Test
  void aSecondaryLimitHalvesTheHourToo() {
    log = log.limited(Limit.SECONDARY, now);
    int permitted = 0;
    while (now.isBefore(start.plus(Duration.ofMinutes(14)))) {
      permitted += reserveOrNot(Kind.WRITE, 1, 76, Duration.ofSeconds(20)).size();
      now = now.plusSeconds(10);
    }
    assertThat(permitted).isEqualTo(240);
  }

  @Test
  void whoCannotWaitUntilTheWindowsAreWholeAgainNeedNotWaitForTheHour() {
    for (int minute = 0; minute < 6; minute++) {
      writes(60);
      now = now.plusSeconds(70);
    }
    log = log.limited(Limit.SECONDARY, now);

    assertThat(now.plus(log.reserve(new Wanted(Kind.WRITE, 1, 1), now, LONG).delay()))
        .isEqualTo(now.plus(Duration.ofMinutes(15)));
  }

  @Test
  void aPrimaryLimitHalvesNothing() {
    log = log.limited(Limit.PRIMARY, now.plusSeconds(60));
    now = now.plusSeconds(60);

    assertThat(reserve(Kind.WRITE, 1, 80, Duration.ZERO)).hasSize(76);
  }

  @Test
  void theTextHoldsAllThatCounts() {
    writes(100);
    now = now.plusSeconds(30);
    reads(40);
    now = now.plusSeconds(600);
    writes(3);
    log = log.limited(Limit.SECONDARY, now.plusSeconds(7));

    assertThat(PermitLog.read(log.text(), log.limitedUntil(), log.halvedUntil(), now))
        .isEqualTo(log);
  }

  /** What the log forgets of old grants makes nobody wait. */
  @Test
  void thePermitsAreTheSameHoweverOftenTheLogWasRounded() {
    writes(100);
    PermitLog once = log;
    for (int second = 0; second < 150; second++) {
      now = now.plusSeconds(1);
      log = log.reserve(new Wanted(Kind.READ, 1, 1), now, LONG).log();
      Wanted wanted = new Wanted(Kind.WRITE, 76, 76);
      assertThat(log.reserve(wanted, now, LONG).permits())
          .isEqualTo(once.reserve(wanted, now, LONG).permits());
    }
  }

  @Test
  void whatCountsNoMoreIsForgotten() {
    writes(76);
    reads(300);
    now = now.plus(HOUR).plusSeconds(140);
    reads(1);

    assertThat(log.text()).doesNotContain(" ").endsWith(":0:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "tomorrow",
        "1",
        "1+1",
        "1+1:1",
        "-1+1:1:1",
        "1+1:1:1:1",
        "1+1:x:1",
        "1+1:-1:1",
        "9999999999999999+1:1:1"
      })
  void aTextThatIsNotOursIsNone(String text) {
    assertThat(PermitLog.read(text, 0, 0, now).grants()).isEmpty();
  }

  @Test
  void numbersThatNoWindowPermitsAreNotOurs() {
    long time = now.toEpochMilli();

    assertThat(PermitLog.read(time + "+500:481:0", 0, 0, now).grants()).isEmpty();
    assertThat(PermitLog.read(time + "+500:0:851", 0, 0, now).grants()).isEmpty();
    assertThat(PermitLog.read(time + "+500:480:850", 0, 0, now).grants()).hasSize(1);
  }

  @Test
  void timesThatNobodyReservesSoFarAheadAreNotOurs() {
    long near = now.plus(Duration.ofMinutes(20)).toEpochMilli();
    assertThat(PermitLog.read(near + "+1:1:1", 0, 0, now).grants()).hasSize(1);
    assertThat(PermitLog.read((near + 1) + "+1:1:1", 0, 0, now).grants()).isEmpty();

    long limit = now.plus(Duration.ofMinutes(65)).toEpochMilli();
    assertThat(PermitLog.read("", limit, limit + 900_000, now))
        .isEqualTo(new PermitLog(List.of(), limit, limit + 900_000));
    assertThat(PermitLog.read("", limit + 1, limit + 900_001, now)).isEqualTo(PermitLog.EMPTY);
  }

  @Test
  void aTextWithoutEndIsNotRead() {
    String grant = now.toEpochMilli() + "+500:1:1 ";
    assertThat(PermitLog.read(grant.repeat(10_000), 0, 0, now).grants()).isEmpty();
  }

  private List<Permit> writes(int number) {
    return reserve(Kind.WRITE, number, number, LONG);
  }

  private List<Permit> reads(int number) {
    return reserve(Kind.READ, number, number, LONG);
  }

  private List<Permit> reserve(Kind kind, int least, int most, Duration longestWait) {
    List<Permit> permits = reserveOrNot(kind, least, most, longestWait);
    assertThat(permits).isNotEmpty();
    return permits;
  }

  /** As the limiter does, with the item's text in between; nothing when it takes too long. */
  private List<Permit> reserveOrNot(Kind kind, int least, int most, Duration longestWait) {
    PermitLog.Reservation reservation =
        log.reserve(new Wanted(kind, least, most), now, longestWait);
    if (reservation.delay().compareTo(longestWait) > 0) {
      return List.of();
    }
    log = PermitLog.read(reservation.log().text(), log.limitedUntil(), log.halvedUntil(), now);
    assertThat(log).isEqualTo(reservation.log());
    assertThat(reservation.permits()).hasSizeBetween(least, most);
    return reservation.permits();
  }

  private List<Duration> begins(List<Permit> permits) {
    return IntStream.range(0, permits.size())
        .mapToObj(number -> Duration.between(start, permits.get(number).from()))
        .toList();
  }
}
