package io.charttagger.github.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.Budget;
import io.charttagger.port.ManualClock;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.StopReason;
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
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

final class RateLimitedConnectorTest {
  private final ManualClock clock = new ManualClock();
  private final Instant start = clock.instant();
  private final FakeGitHub gitHub = new FakeGitHub();
  private final FakeLimiter limiter = new FakeLimiter();
  private final RateLimitedConnector connector = connector(gitHub, Duration.ofMinutes(10));

  @Test
  void readsAreRetriedAfterServerErrorsAndLostAnswers() throws Exception {
    gitHub.answers(502, "").drops().answers(500, "").answers(200, "{}");

    assertThat(connector.send(get(), 7).statusCode()).isEqualTo(200);
    assertThat(connector.calls()).isEqualTo(4);
    assertThat(waited()).isEqualTo(Duration.ofMillis(500 + 1000 + 2000));
  }

  @Test
  void aReadThatFailsFourTimesIsATransientFailure() {
    gitHub.answers(502, "").answers(502, "").drops().answers(503, "");

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> connector.send(get(), 7))
        .withMessage("GitHub answered 503 to GET /repos/o/n, 4 times");
    assertThat(connector.calls()).isEqualTo(4);
  }

  @Test
  void otherRefusalsAreTheCallersBusiness() throws Exception {
    gitHub.answers(404, "{}").answers(403, "{\"message\":\"Resource not accessible\"}");
    gitHub.answers(422, "{}").answers(401, "{}");

    for (int status : List.of(404, 403)) {
      assertThat(connector.send(get(), 7).statusCode()).isEqualTo(status);
    }
    for (int status : List.of(422, 401)) {
      assertThat(connector.send(post(), 7).statusCode()).isEqualTo(status);
    }
    assertThat(waited()).isZero();
  }

  @Test
  void aRedirectIsTheCallersBusinessToo() {
    gitHub.redirects(301, "https://api.example/repositories/42");
    gitHub.redirects(307, "https://api.example/repositories/42/git/refs");
    gitHub.redirects(301, "https://api.example/repositories/42");

    assertThatExceptionOfType(RedirectException.class).isThrownBy(() -> connector.send(get(), 7));
    assertThatExceptionOfType(RedirectException.class).isThrownBy(() -> connector.send(post(), 7));
    assertThatExceptionOfType(RedirectException.class)
        .isThrownBy(() -> connector.asApp().send(get()));
    assertThat(connector.calls()).isEqualTo(3);
  }

  @Test
  void aBodyThatIsNotGitHubsIsReadAgainAndMakesAWriteAmbiguous() throws Exception {
    String wrong = "GitHub's answer to GET /repos/o/n is not JSON";
    AtomicInteger left = new AtomicInteger(3);
    RateLimitedConnector behindAProxy =
        connector(
            request -> {
              if (left.getAndDecrement() > 0) {
                throw new MalformedBodyException(wrong);
              }
              return gitHub.send(request);
            },
            Duration.ofMinutes(10));
    gitHub.answers(200, "{}");

    assertThat(behindAProxy.send(get(), 7).statusCode()).isEqualTo(200);
    left.set(4);
    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> behindAProxy.send(get(), 7))
        .withMessage(wrong + ", 4 times");
    left.set(1);
    assertThatExceptionOfType(AmbiguousWriteException.class)
        .isThrownBy(() -> behindAProxy.send(post(), 7))
        .withMessage(wrong);
    assertThat(behindAProxy.calls()).isEqualTo(9);
  }

  /** A refusal's body is not checked on the wire, and its words are looked at. */
  @Test
  void aRefusalInNoKnownCharactersIsARefusal() throws Exception {
    byte[] wide = {0, 0, (byte) 0xfe, (byte) 0xff, 0x7f, 0x7f, 0x7f, 0x7f};
    gitHub.answers(403, wide).answers(403, new byte[] {0, '{', 0}).answers(403, wide);

    assertThat(connector.send(get(), 7).statusCode()).isEqualTo(403);
    assertThat(connector.send(get(), 7).statusCode()).isEqualTo(403);
    assertThat(connector.send(post(), 7).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aWriteThatMetAServerErrorIsAmbiguousAndNotRepeated(int status) {
    gitHub.answers(status, "");

    assertThatExceptionOfType(AmbiguousWriteException.class)
        .isThrownBy(() -> connector.send(post(), 7))
        .withMessage("GitHub answered " + status + " to POST /repos/o/n/git/refs");
    assertThat(connector.calls()).isEqualTo(1);
  }

  @Test
  void aWriteWithoutAnAnswerIsAmbiguousAndNotRepeated() {
    gitHub.drops();

    assertThatExceptionOfType(AmbiguousWriteException.class)
        .isThrownBy(() -> connector.send(post(), 7));
    assertThat(connector.calls()).isEqualTo(1);
  }

  @Test
  void whatTheAppAsksInItsOwnNameIsRetriedAndNeedsNoPermit() throws Exception {
    gitHub.answers(502, "").answers(201, "{}").answers(200, "{}");
    RestRequest token = request("POST", "/app/installations/7/access_tokens");

    assertThat(connector.asApp().send(token).statusCode()).isEqualTo(201);
    assertThat(connector.asApp().send(get()).statusCode()).isEqualTo(200);
    assertThat(connector.calls()).isEqualTo(3);
    assertThat(limiter.reserved).isEmpty();
    assertThat(limiter.writesReserved).isEmpty();
  }

  @Test
  void eachInstallationHasItsOwnLimits() throws Exception {
    gitHub.answers(200, "").answers(201, "");
    RateLimitedConnector other = connector(gitHub, Duration.ofMinutes(10));
    limiter.installation = 8;

    other.send(get(), 8);
    other.send(post(), 8);
    assertThat(limiter.reserved).containsExactly(16);
    assertThat(limiter.writesReserved).containsExactly(1);
  }

  @Test
  void aWriteThatALimitRefusedIsCertainlyNotDoneAndIsRetried() throws Exception {
    gitHub.answers(403, "{\"message\":\"You have exceeded a secondary rate limit\"}");
    gitHub.answers(201, "{}");

    assertThat(connector.send(post(), 7).statusCode()).isEqualTo(201);
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
      connector.send(get(), 7);
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

    connector.send(get(), 7);
    assertThat(waited()).isEqualTo(Duration.ofMinutes(1 + 2 + 4));
  }

  @Test
  void aLimitKeepsAllRequestsOfTheRunBack() throws Exception {
    RateLimitedConnector hasty = connector(gitHub, Duration.ofSeconds(90));
    gitHub.answers(429, "", "Retry-After", "60");
    gitHub.answers(200, "").answers(429, "", "Retry-After", "60");

    hasty.send(get(), 7);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(60));
    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> hasty.send(get(), 7))
        .withMessageContaining("has to wait 60 s")
        .satisfies(trouble -> assertThat(trouble.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
  }

  @Test
  void theOtherProcessesAreToldOfEveryLimit() throws Exception {
    String reset = Long.toString(start.plusSeconds(1800).getEpochSecond());
    RateLimitedConnector patient = connector(gitHub, Duration.ofHours(2));
    gitHub.answers(429, "", "Retry-After", "3").answers(200, "");
    gitHub.answers(403, "{\"message\":\"secondary rate limit\"}").answers(201, "");
    gitHub.answers(403, "", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset);
    gitHub.answers(200, "");

    patient.send(get(), 7);
    patient.send(post(), 7);
    patient.send(get(), 7);
    assertThat(limiter.told)
        .containsExactly("SECONDARY for PT3S", "SECONDARY for PT1M", "PRIMARY for PT28M57S");
  }

  @Test
  void theOtherProcessesAreToldAlsoWhenThisOneCannotWait() {
    RateLimitedConnector hasty = connector(gitHub, Duration.ofSeconds(22));
    gitHub.answers(403, "{}", "Retry-After", "600");

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> hasty.send(post(), 7))
        .satisfies(trouble -> assertThat(trouble.retryAfter()).isEqualTo(Duration.ofMinutes(10)));
    assertThat(limiter.told).containsExactly("SECONDARY for PT10M");
  }

  @Test
  void aLimitOfTheAppItselfIsNoInstallations() throws Exception {
    gitHub.answers(429, "", "Retry-After", "3").answers(200, "");

    assertThat(connector.asApp().send(get()).statusCode()).isEqualTo(200);
    assertThat(limiter.told).isEmpty();
  }

  @Test
  void aLimitThatCannotBeToldIsLoggedAndStopsNothing() throws Exception {
    Logger log = Logger.getLogger(RateLimitedConnector.class.getName());
    List<String> logged = new ArrayList<>();
    Handler handler =
        new StreamHandler() {
          @Override
          public void publish(LogRecord line) {
            logged.add(line.getMessage());
          }
        };
    log.addHandler(handler);
    log.setUseParentHandlers(false);
    try {
      for (RuntimeException trouble :
          List.of(
              new TransientFailure(StopReason.AWS, "the table is slow", Duration.ZERO),
              new PermanentFailure(502, "the table is missing"))) {
        limiter.trouble = Optional.of(trouble);
        gitHub.answers(429, "", "Retry-After", "3").answers(201, "");
        assertThat(connector.send(post(), 7).statusCode()).isEqualTo(201);
      }
    } finally {
      log.removeHandler(handler);
      log.setUseParentHandlers(true);
    }
    assertThat(logged)
        .containsExactly(
            "other processes do not know of the limit of installation 7 until "
                + start.plusSeconds(3)
                + ": the table is slow",
            "other processes do not know of the limit of installation 7 until "
                + start.plusSeconds(6)
                + ": the table is missing");
  }

  @Test
  void aPermitThatWasWaitedForIsNotUsedWhenAnotherProcessHasMetALimit() throws Exception {
    limiter.writeWaits.add(Duration.ofSeconds(50));
    limiter.limitsOfOthers.add(start.plusSeconds(80));
    limiter.writeWaits.add(Duration.ofSeconds(30));
    gitHub.answers(201, "").answers(201, "");

    connector.announceWrites(2);
    connector.send(post(), 7);
    connector.send(post(), 7);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(80));
    assertThat(limiter.writesReserved).containsExactly(2, 2);
  }

  @Test
  void aPermitThatWasReservedJustNowNeedsNoConfirmation() throws Exception {
    limiter.writeWaits.add(Duration.ofSeconds(11));
    limiter.limitsOfOthers.add(start.plusSeconds(80));
    gitHub.answers(201, "");

    connector.send(post(), 7);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(11));
  }

  @Test
  void nothingIsSentWhenTheTimeIsOver() {
    RateLimitedConnector late = connector(gitHub, Duration.ZERO);

    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> late.send(get(), 7));
    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> late.send(post(), 7));
    assertThat(late.calls()).isZero();
  }

  @Test
  void aRetryThatDoesNotFitIntoTheTimeLeftIsNotWaitedFor() {
    RateLimitedConnector hasty = connector(gitHub, Duration.ofMillis(400));
    gitHub.answers(502, "");

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> hasty.send(get(), 7))
        .withMessageContaining("GitHub answered 502 to GET /repos/o/n");
    assertThat(waited()).isZero();
  }

  @Test
  void aWriteWaitsForItsPermit() throws Exception {
    limiter.writeWaits.add(Duration.ofSeconds(4));
    gitHub.answers(201, "");

    connector.send(post(), 7);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void writesThatAreUselessAloneGetTheirPermitsTogether() throws Exception {
    gitHub.answers(201, "").answers(201, "").answers(201, "");
    connector.expectWrites(7, 2);
    connector.send(post(), 7);
    connector.send(post(), 7);
    assertThat(limiter.writesReserved).containsExactly(2);

    connector.send(post(), 7);
    assertThat(limiter.writesReserved).containsExactly(2, 1);
  }

  @Test
  void writesThatWereAnnouncedGetTheirPermitsTogetherWithTheFirst() throws Exception {
    connector.announceWrites(5);
    assertThat(limiter.writesReserved).isEmpty();
    for (int tag = 0; tag < 2; tag++) {
      gitHub.answers(201, "").answers(201, "");
      connector.expectWrites(7, 2);
      connector.send(post(), 7);
      connector.send(post(), 7);
    }
    gitHub.answers(201, "").answers(201, "");
    connector.send(post(), 7);
    assertThat(limiter.writesReserved).containsExactly(5);

    connector.send(post(), 7);
    assertThat(limiter.writesReserved).containsExactly(5, 1);
  }

  @Test
  void permitsThatAreClaimedAreNotGivenTwice() {
    connector.announceWrites(3);
    connector.expectWrites(7, 2);
    connector.expectWrites(7, 2);

    assertThat(limiter.writesReserved).containsExactly(3, 1);
  }

  @Test
  void noMoreWritesAreReservedTogetherThanCanBeSentInTime() {
    RateLimitedConnector strict =
        new RateLimitedConnector(
            gitHub,
            new Budget(clock, start.plus(Duration.ofMinutes(10)), clock),
            new RequestPolicy(limiter, 1, () -> 0.5));
    for (RateLimitedConnector any : List.of(connector, strict)) {
      any.announceWrites(200);
      any.expectWrites(7, 2);
    }

    assertThat(limiter.writesReserved).containsExactly(100, 15);
  }

  @Test
  void aWriteThatWasHeldUpBehindItsPermitTakesAnother() throws Exception {
    gitHub.answers(201, "");
    connector.guardedBy(() -> clock.pause(Duration.ofMillis(3001))).send(post(), 7);

    assertThat(limiter.writesReserved).containsExactly(1, 1);
  }

  @Test
  void writesThatDoNotFitTogetherWithTheirAnswersAreNotBegun() {
    RateLimitedConnector hasty = connector(gitHub, Duration.ofSeconds(22));
    limiter.writeWaits.add(Duration.ofMillis(19_001));

    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> hasty.expectWrites(7, 2));
    assertThat(hasty.calls()).isZero();
  }

  @Test
  void aPermitForAWriteExpiresSoonerThanOneForARead() throws Exception {
    gitHub.answers(201, "").answers(201, "");
    connector.expectWrites(7, 2);
    clock.pause(Duration.ofSeconds(3));
    connector.send(post(), 7);
    clock.pause(Duration.ofMillis(1));
    connector.send(post(), 7);

    assertThat(limiter.writesReserved).containsExactly(2, 1);
  }

  @Test
  void everyReadNeedsAPermitAndRetriesDoToo() throws Exception {
    limiter.readDistance = Duration.ofSeconds(2);
    gitHub.answers(200, "").answers(502, "").answers(200, "");

    connector.send(get(), 7);
    assertThat(waited()).isZero();
    connector.send(get(), 7);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(4));
    assertThat(limiter.reserved).containsExactly(16);
  }

  @Test
  void permitsForReadsAreReservedSomeAtATime() throws Exception {
    for (int read = 0; read < 40; read++) {
      gitHub.answers(200, "");
      connector.send(get(), 7);
    }
    assertThat(limiter.reserved).containsExactly(16, 16, 16);
  }

  @Test
  void aPermitForAReadExpires() throws Exception {
    gitHub.answers(200, "").answers(200, "").answers(200, "");
    connector.send(get(), 7);
    clock.pause(Duration.ofSeconds(11));
    connector.send(get(), 7);
    assertThat(limiter.reserved).containsExactly(16);

    clock.pause(Duration.ofMillis(1));
    connector.send(get(), 7);
    assertThat(limiter.reserved).containsExactly(16, 16);
  }

  @Test
  void theGuardIsAskedBeforeEveryWriteAndWhileWaiting() throws Exception {
    List<Duration> asked = new ArrayList<>();
    RateLimitedConnector guarded = connector.guardedBy(() -> asked.add(waited()));
    limiter.writeWaits.add(Duration.ofSeconds(25));
    gitHub.answers(200, "").answers(201, "");

    guarded.send(get(), 7);
    assertThat(asked).isEmpty();
    guarded.send(post(), 7);
    assertThat(asked)
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(25),
            Duration.ofSeconds(25));
  }

  @Test
  void aLostLeaseStopsTheWrite() {
    RateLimitedConnector guarded =
        connector.guardedBy(
            () -> {
              throw new TransientFailure(StopReason.GITHUB, "lease lost", Duration.ZERO);
            });

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> guarded.send(post(), 7))
        .withMessage("lease lost");
    assertThat(connector.calls()).isZero();
  }

  @Test
  void whatIsGuardedOtherwiseIsStillTheSameRun() throws Exception {
    RateLimitedConnector guarded =
        connector
            .guardedBy(
                () -> {
                  throw new AssertionError("another guard replaced this one");
                })
            .guardedBy(() -> {});
    gitHub.answers(200, "").answers(201, "").answers(429, "", "Retry-After", "3");
    gitHub.answers(201, "").answers(200, "");

    connector.expectWrites(7, 2);
    connector.send(get(), 7);
    guarded.send(post(), 7);
    guarded.send(post(), 7);
    connector.send(get(), 7);

    assertThat(limiter.reserved).containsExactly(16);
    assertThat(connector.calls()).isEqualTo(5);
    assertThat(guarded.calls()).isEqualTo(5);
  }

  @Test
  void tenRequestsAndAmongThemFourWritesAreSentAtOnce() throws Exception {
    Busy busy = new Busy();
    RateLimitedConnector crowded = connector(busy, Duration.ofMinutes(10));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<GitHubConnectorResponse>> answers = new ArrayList<>();
      for (int request = 0; request < 20; request++) {
        answers.add(threads.submit(() -> crowded.send(post(), 7)));
      }
      busy.awaitOut(4);
      for (int request = 0; request < 20; request++) {
        answers.add(threads.submit(() -> crowded.send(get(), 7)));
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
  private final class FakeLimiter implements RateLimiter {
    private final Deque<Duration> writeWaits = new ArrayDeque<>();
    private final List<Integer> reserved = new ArrayList<>();
    private final List<Integer> writesReserved = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = new ArrayList<>();
    private final Deque<Instant> limitsOfOthers = new ArrayDeque<>();
    private Optional<RuntimeException> trouble = Optional.empty();
    private Duration readDistance = Duration.ZERO;
    private long installation = 7;

    @Override
    public List<Permit> reserve(long asked, Wanted wanted, Duration longestWait) {
      assertThat(asked).isEqualTo(installation);
      return switch (wanted.kind()) {
        case READ -> reads(wanted, longestWait);
        case WRITE -> writes(wanted, longestWait);
      };
    }

    private List<Permit> writes(Wanted wanted, Duration longestWait) {
      writesReserved.add(wanted.most());
      Duration wait = writeWaits.isEmpty() ? Duration.ZERO : writeWaits.removeFirst();
      if (wait.compareTo(longestWait) > 0) {
        throw new TransientFailure(StopReason.RATE_LIMIT, "too long", wait);
      }
      Instant from = clock.instant().plus(wait);
      return Collections.nCopies(wanted.most(), new Permit(from, from.plusSeconds(3)));
    }

    private List<Permit> reads(Wanted wanted, Duration longestWait) {
      Duration wait = readDistance.multipliedBy(wanted.least() - 1L);
      if (wait.compareTo(longestWait) > 0) {
        throw new TransientFailure(StopReason.RATE_LIMIT, "too long", wait);
      }
      reserved.add(wanted.most());
      return IntStream.range(0, wanted.most())
          .mapToObj(read -> clock.instant().plus(readDistance.multipliedBy(read)))
          .map(from -> new Permit(from, from.plusSeconds(11)))
          .toList();
    }

    @Override
    public void limited(long asked, Limit limit, Instant until) {
      assertThat(asked).isEqualTo(installation);
      told.add(limit + " for " + Duration.between(clock.instant(), until));
      trouble.ifPresent(
          it -> {
            throw it;
          });
    }

    @Override
    public Optional<Instant> limitedUntil(long asked) {
      assertThat(asked).isEqualTo(installation);
      return Optional.ofNullable(limitsOfOthers.poll());
    }
  }

  /** Holds all requests until the gate opens, counting those that are out. */
  private static final class Busy implements GitHubConnector {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger out = new AtomicInteger();
    private final AtomicInteger writesOut = new AtomicInteger();
    private final AtomicInteger mostOut = new AtomicInteger();
    private final AtomicInteger mostWritesOut = new AtomicInteger();

    /** For at most a minute: then the counts tell what did not come. */
    void awaitOut(int number) throws InterruptedException {
      long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (out.get() < number && System.nanoTime() < end) {
        Thread.sleep(1);
      }
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) {
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
    return new RateLimitedConnector(
        wire, new Budget(clock, start.plus(time), clock), new RequestPolicy(limiter, 4, () -> 0.5));
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
    return new RestRequest(method, URI.create("https://api.example" + path), Optional.empty());
  }
}
