package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.port.Budget;
import io.charttagger.port.ManualClock;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.TransientFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorResponse;

final class RateLimitedConnectorTest {
  private final ManualClock clock = new ManualClock();
  private final Instant start = clock.instant();
  private final FakeGitHub gitHub = new FakeGitHub();
  private final FakePace pace = new FakePace();
  private final RateLimitedConnector connector = connector(gitHub, Duration.ofMinutes(10));

  @Test
  void readsAreRepeatedAfterServerErrorsAndLostAnswers() throws Exception {
    gitHub.answers(502, "").drops().answers(500, "").answers(200, "{}");

    assertThat(connector.send(get()).statusCode()).isEqualTo(200);
    assertThat(connector.calls()).isEqualTo(4);
    assertThat(waited()).isEqualTo(Duration.ofMillis(500 + 1000 + 2000));
  }

  @Test
  void aReadThatFailsFourTimesIsPassingTrouble() {
    gitHub.answers(502, "").answers(502, "").drops().answers(503, "");

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> connector.send(get()))
        .withMessage("GitHub answered 503 to GET /repos/o/n, 4 times");
    assertThat(connector.calls()).isEqualTo(4);
  }

  @Test
  void otherRefusalsAreTheCallersBusiness() throws Exception {
    gitHub.answers(404, "{}").answers(403, "{\"message\":\"Resource not accessible\"}");
    gitHub.answers(422, "{}").answers(301, "{}");

    for (int status : List.of(404, 403)) {
      assertThat(connector.send(get()).statusCode()).isEqualTo(status);
    }
    for (int status : List.of(422, 301)) {
      assertThat(connector.send(post()).statusCode()).isEqualTo(status);
    }
    assertThat(waited()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aWriteThatMetAServerErrorIsInDoubtAndNotRepeated(int status) {
    gitHub.answers(status, "");

    assertThatExceptionOfType(AmbiguousWriteException.class)
        .isThrownBy(() -> connector.send(post()))
        .withMessage("GitHub answered " + status + " to POST /repos/o/n/git/refs");
    assertThat(connector.calls()).isEqualTo(1);
  }

  @Test
  void aWriteWithoutAnAnswerIsInDoubtAndNotRepeated() {
    gitHub.drops();

    assertThatExceptionOfType(AmbiguousWriteException.class)
        .isThrownBy(() -> connector.send(post()));
    assertThat(connector.calls()).isEqualTo(1);
  }

  @Test
  void whatTheAppAsksInItsOwnNameIsRepeatedAndKeepsNobodysPace() throws Exception {
    connector.keepPaceOf(
        () -> {
          throw new AssertionError("the installation is known by its token, which is asked for");
        });
    gitHub.answers(502, "").answers(201, "{}").answers(200, "{}");
    RestRequest token = request("POST", "/app/installations/7/access_tokens");

    assertThat(connector.asApp().send(token).statusCode()).isEqualTo(201);
    assertThat(connector.asApp().send(get()).statusCode()).isEqualTo(200);
    assertThat(connector.calls()).isEqualTo(3);
  }

  @Test
  void aWriteThatALimitRefusedIsCertainlyNotDoneAndIsRepeated() throws Exception {
    gitHub.answers(403, "{\"message\":\"You have exceeded a secondary rate limit\"}");
    gitHub.answers(201, "{}");

    assertThat(connector.send(post()).statusCode()).isEqualTo(201);
    assertThat(waited()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void everyFormOfALimitIsObeyed() throws Exception {
    String reset = Long.toString(start.plusSeconds(5).getEpochSecond());
    gitHub.answers(429, "", "Retry-After", "3").answers(200, "");
    gitHub.answers(403, "", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset);
    gitHub.answers(200, "").answers(429, "").answers(200, "");
    gitHub.answers(403, "{\"message\":\"… abuse detection mechanism\"}").answers(200, "");

    List<Duration> waits = new ArrayList<>();
    for (int request = 0; request < 4; request++) {
      Duration before = waited();
      connector.send(get());
      waits.add(waited().minus(before));
    }
    assertThat(waits)
        .containsExactly(
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));
  }

  @Test
  void aLimitMetAgainAndAgainIsGivenMoreAndMoreTime() throws Exception {
    String limited = "{\"message\":\"secondary rate limit\"}";
    gitHub.answers(403, limited).answers(403, limited).answers(403, limited).answers(200, "");

    connector.send(get());
    assertThat(waited()).isEqualTo(Duration.ofMinutes(1 + 2 + 4));
  }

  @Test
  void aLimitKeepsAllRequestsOfTheRunBack() throws Exception {
    RateLimitedConnector hasty = connector(gitHub, Duration.ofSeconds(90));
    gitHub.answers(429, "", "Retry-After", "60");
    gitHub.answers(200, "").answers(429, "", "Retry-After", "60");

    hasty.send(get());
    assertThat(waited()).isEqualTo(Duration.ofSeconds(60));
    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> hasty.send(get()))
        .withMessageContaining("has to wait 60 s")
        .satisfies(trouble -> assertThat(trouble.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
  }

  @Test
  void nothingIsSentWhenTheTimeIsOver() {
    RateLimitedConnector late = connector(gitHub, Duration.ZERO);

    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> late.send(get()));
    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> late.send(post()));
    assertThat(late.calls()).isZero();
  }

  @Test
  void aRetryThatDoesNotFitIntoTheTimeLeftIsNotWaitedFor() {
    RateLimitedConnector hasty = connector(gitHub, Duration.ofMillis(400));
    gitHub.answers(502, "");

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> hasty.send(get()))
        .withMessageContaining("GitHub answered 502 to GET /repos/o/n");
    assertThat(waited()).isZero();
  }

  @Test
  void writesKeepTheirPace() throws Exception {
    pace.writeWaits.add(Duration.ofSeconds(4));
    gitHub.answers(201, "");

    connector.send(post());
    assertThat(waited()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void writesThatAreOfNoUseAloneGetTheirPlacesTogether() throws Exception {
    gitHub.answers(201, "").answers(201, "").answers(201, "");
    connector.addWrites(2);
    connector.send(post());
    connector.send(post());
    assertThat(pace.writesReserved).containsExactly(2);

    connector.send(post());
    assertThat(pace.writesReserved).containsExactly(2, 1);
  }

  @Test
  void writesThatDoNotFitTogetherWithTheirAnswersAreNotBegun() {
    RateLimitedConnector hasty = connector(gitHub, Duration.ofSeconds(22));
    pace.writeWaits.add(Duration.ofMillis(19_001));

    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> hasty.addWrites(2));
    assertThat(hasty.calls()).isZero();
  }

  @Test
  void aPlaceForAWriteLapsesSoonerThanOneForARead() throws Exception {
    gitHub.answers(201, "").answers(201, "");
    connector.addWrites(2);
    clock.pause(Duration.ofSeconds(3));
    connector.send(post());
    clock.pause(Duration.ofMillis(1));
    connector.send(post());

    assertThat(pace.writesReserved).containsExactly(2, 1);
  }

  @Test
  void readsKeepTheirPaceAndTheRepeatedOnesToo() throws Exception {
    pace.readDistance = Duration.ofSeconds(2);
    gitHub.answers(200, "").answers(502, "").answers(200, "");

    connector.send(get());
    assertThat(waited()).isZero();
    connector.send(get());
    assertThat(waited()).isEqualTo(Duration.ofSeconds(4));
    assertThat(pace.reserved).containsExactly(16);
  }

  @Test
  void placesForReadsAreReservedSomeAtATime() throws Exception {
    for (int read = 0; read < 40; read++) {
      gitHub.answers(200, "");
      connector.send(get());
    }
    assertThat(pace.reserved).containsExactly(16, 16, 16);
  }

  @Test
  void readsThatAreExpectedGetTheirPlacesAtOnceBesideThoseThatAreLeft() throws Exception {
    gitHub.answers(200, "");
    connector.send(get());
    connector.expectReads(5);
    connector.expectReads(100);
    for (int read = 0; read < 100; read++) {
      gitHub.answers(200, "");
      connector.send(get());
    }
    assertThat(pace.reserved).containsExactly(16, 85);
  }

  @Test
  void readsThatCannotAllBeMadeInTimeAreNotBegun() {
    pace.readDistance = Duration.ofSeconds(1);
    RateLimitedConnector hasty = connector(gitHub, Duration.ofSeconds(22));

    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> hasty.expectReads(21));
    assertThat(pace.reserved).isEmpty();
    hasty.expectReads(20);
    assertThat(pace.reserved).containsExactly(20);
  }

  @Test
  void aPlaceForAReadLapsesWithTime() throws Exception {
    gitHub.answers(200, "").answers(200, "").answers(200, "");
    connector.send(get());
    clock.pause(Duration.ofSeconds(11));
    connector.send(get());
    assertThat(pace.reserved).containsExactly(16);

    clock.pause(Duration.ofMillis(1));
    connector.send(get());
    assertThat(pace.reserved).containsExactly(16, 16);
  }

  @Test
  void theGuardIsAskedBeforeEveryWriteAndWhileWaiting() throws Exception {
    List<Duration> asked = new ArrayList<>();
    connector.guardWith(() -> asked.add(waited()));
    pace.writeWaits.add(Duration.ofSeconds(25));
    gitHub.answers(200, "").answers(201, "");

    connector.send(get());
    assertThat(asked).isEmpty();
    connector.send(post());
    assertThat(asked)
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(25),
            Duration.ofSeconds(25));
  }

  @Test
  void aLostLeaseStopsTheWrite() {
    connector.guardWith(
        () -> {
          throw new TransientFailure("lease lost", Duration.ZERO);
        });

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> connector.send(post()))
        .withMessage("lease lost");
    assertThat(connector.calls()).isZero();
  }

  @Test
  void tenRequestsAndAmongThemFourWritesAreOutAtOnce() throws Exception {
    Busy busy = new Busy();
    RateLimitedConnector crowded = connector(busy, Duration.ofMinutes(10));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<GitHubConnectorResponse>> answers = new ArrayList<>();
      for (int request = 0; request < 20; request++) {
        answers.add(threads.submit(() -> crowded.send(post())));
      }
      busy.awaitOut(4);
      for (int request = 0; request < 20; request++) {
        answers.add(threads.submit(() -> crowded.send(get())));
      }
      busy.awaitOut(10);
      busy.gate.countDown();
      for (Future<GitHubConnectorResponse> answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
      }
    }
    assertThat(busy.mostOut.get()).isEqualTo(10);
    assertThat(busy.mostWritesOut.get()).isEqualTo(4);
  }

  /** Reads at a distance, of which one may go at once; writes as told. */
  private final class FakePace implements RateLimiter {
    private final Deque<Duration> writeWaits = new ArrayDeque<>();
    private final List<Integer> reserved = new ArrayList<>();
    private final List<Integer> writesReserved = Collections.synchronizedList(new ArrayList<>());
    private Duration readDistance = Duration.ZERO;

    @Override
    public List<Instant> reserveWrites(long installation, int writes, Duration longestWait) {
      assertThat(installation).isEqualTo(7);
      writesReserved.add(writes);
      Duration wait = writeWaits.isEmpty() ? Duration.ZERO : writeWaits.removeFirst();
      if (wait.compareTo(longestWait) > 0) {
        throw new TransientFailure("too long", wait);
      }
      return Collections.nCopies(writes, clock.instant().plus(wait));
    }

    @Override
    public List<Instant> reserveReads(long installation, int reads, Duration longestWait) {
      assertThat(installation).isEqualTo(7);
      Duration wait = readDistance.multipliedBy(reads - 1L);
      if (wait.compareTo(longestWait) > 0) {
        throw new TransientFailure("too long", wait);
      }
      reserved.add(reads);
      return IntStream.range(0, reads)
          .mapToObj(read -> clock.instant().plus(readDistance.multipliedBy(read)))
          .toList();
    }
  }

  /** Holds all requests until the gate opens, counting those that are out. */
  private static final class Busy implements GitHubConnector {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger out = new AtomicInteger();
    private final AtomicInteger writesOut = new AtomicInteger();
    private final AtomicInteger mostOut = new AtomicInteger();
    private final AtomicInteger mostWritesOut = new AtomicInteger();

    void awaitOut(int number) {
      while (out.get() < number) {
        Thread.onSpinWait();
      }
    }

    @Override
    public GitHubConnectorResponse send(
        org.kohsuke.github.connector.GitHubConnectorRequest request) {
      int write = request.method().equals("GET") ? 0 : 1;
      mostWritesOut.accumulateAndGet(writesOut.addAndGet(write), Math::max);
      mostOut.accumulateAndGet(out.incrementAndGet(), Math::max);
      try {
        gate.await();
        return new FakeGitHub().answers(200, "").send(request);
      } catch (Exception failure) {
        throw new AssertionError(failure);
      } finally {
        out.decrementAndGet();
        writesOut.addAndGet(-write);
      }
    }
  }

  private RateLimitedConnector connector(GitHubConnector wire, Duration time) {
    RateLimitedConnector paced =
        new RateLimitedConnector(
            wire,
            new Budget(clock, start.plus(time), clock),
            pace,
            new RateLimitedConnector.Manners(4, () -> 0.5));
    paced.keepPaceOf(() -> 7);
    return paced;
  }

  private Duration waited() {
    return Duration.between(start, clock.instant());
  }

  private static RestRequest get() {
    return request("GET", "/repos/o/n");
  }

  private static RestRequest post() {
    return request("POST", "/repos/o/n/git/refs");
  }

  private static RestRequest request(String method, String path) {
    return new RestRequest(
        method, URI.create("https://api.example" + path), "Bearer secret", Optional.empty());
  }
}
