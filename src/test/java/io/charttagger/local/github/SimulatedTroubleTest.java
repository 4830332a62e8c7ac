package io.charttagger.local.github;

import static io.charttagger.local.github.SimulatorFixture.REPOSITORY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.local.git.Refs;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults, limits and what the log says of it all. */
final class SimulatedTroubleTest {
  private final SimulatorFixture fixture = new SimulatorFixture();
  private final GitHubSimulator simulator = fixture.simulator;
  private final Client client = fixture.client;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aRequestIsRefusedByItsNumber() {
    simulator.faults().at(2, Fault.Refuse.with(502, "Server Error"));

    assertThat(client.get(REPOSITORY).status()).isEqualTo(200);
    assertThat(client.get(REPOSITORY).at("/message")).isEqualTo("Server Error");
    assertThat(client.get(REPOSITORY).status()).isEqualTo(200);
  }

  @Test
  void aConnectionIsCutBeforeOrAfterTheEffect() {
    simulator.faults().next(arrival -> arrival.is("POST", "/git/refs"), new Fault.DropBefore());
    assertThatThrownBy(() -> tag("a")).isInstanceOf(UncheckedIOException.class);
    assertThat(client.get(REPOSITORY + "/git/ref/tags/a").status()).isEqualTo(404);

    simulator.faults().next(arrival -> arrival.is("POST", "/git/refs"), new Fault.DropAfter());
    assertThatThrownBy(() -> tag("a")).isInstanceOf(UncheckedIOException.class);
    assertThat(client.get(REPOSITORY + "/git/ref/tags/a").status()).isEqualTo(200);
    assertThat(simulator.log().matching(entry -> entry.status() == 0)).hasSize(2);
  }

  @Test
  void silenceEndsInACutConnectionWithTheEffectOrWithout() {
    Duration silence = Duration.ofMillis(20);
    simulator.faults().at(1, new Fault.HangBefore(silence));
    simulator.faults().at(2, new Fault.HangAfter(silence));

    assertThatThrownBy(() -> tag("a")).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> tag("b")).isInstanceOf(UncheckedIOException.class);

    assertThat(client.get(REPOSITORY + "/git/ref/tags/a").status()).isEqualTo(404);
    assertThat(client.get(REPOSITORY + "/git/ref/tags/b").status()).isEqualTo(200);
  }

  @Test
  void somethingHappensJustBeforeOrJustAfterTheEffect() {
    simulator
        .faults()
        .at(1, new Fault.Before(() -> fixture.history.lightweightTag("a", fixture.root)));
    simulator
        .faults()
        .at(2, new Fault.After(() -> Refs.delete(fixture.history.repository(), "refs/tags/b")));

    assertThat(tag("a").at("/message")).isEqualTo("Reference already exists");
    assertThat(tag("b").status()).isEqualTo(201);
    assertThat(client.get(REPOSITORY + "/git/ref/tags/b").status()).isEqualTo(404);
  }

  @Test
  void faultsCanBeForEveryRequestUntilCleared() {
    simulator.faults().every(arrival -> true, Fault.Refuse.secondaryLimit(403, false));

    assertThat(client.get(REPOSITORY).text()).contains("secondary rate limit");
    assertThat(client.get(REPOSITORY).header("Retry-After")).isEmpty();
    simulator.faults().clear();
    assertThat(client.get(REPOSITORY).status()).isEqualTo(200);
  }

  @Test
  void moreThanEightyWritesInAMinuteAreRefused() {
    simulator.limits().enforceSecondary(429, true);
    for (int i = 0; i < 80; i++) {
      assertThat(tag("t" + i).status()).isEqualTo(201);
    }

    Client.Answer refused = tag("one-too-many");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("60");
    assertThat(simulator.limits().violations()).isEqualTo(1);
    assertThat(simulator.limits().mostWritesInAMinute()).isEqualTo(80);
    fixture.clock.advance(Duration.ofSeconds(60));
    assertThat(tag("after-a-while").status()).isEqualTo(201);
  }

  @Test
  void moreThanFiveHundredWritesInAnHourAreRefused() {
    simulator.limits().enforceSecondary(403, true);
    for (int i = 0; i < 500; i++) {
      if (i % 80 == 79) {
        fixture.clock.advance(Duration.ofMinutes(1));
      }
      assertThat(tag("t" + i).status()).isEqualTo(201);
    }
    fixture.clock.advance(Duration.ofMinutes(53));

    assertThat(tag("one-too-many").text()).contains("secondary rate limit");
    assertThat(client.get(REPOSITORY).status()).isEqualTo(200);
    assertThat(simulator.limits().violations()).isEqualTo(1);
    assertThat(simulator.limits().mostWritesInAMinute()).isLessThanOrEqualTo(80);
    assertThat(simulator.limits().mostWritesInAnHour()).isEqualTo(500);
    fixture.clock.advance(Duration.ofMinutes(1));
    try (Client later = new Client(simulator.url(), simulator.token(fixture.repository))) {
      assertThat(tag(later, "after-a-while").status()).isEqualTo(201);
    }
  }

  @Test
  void moreThanNineHundredPointsInAMinuteAreCountedAlsoWithoutRefusing() {
    for (int i = 0; i < 901; i++) {
      assertThat(client.get(REPOSITORY).status()).isEqualTo(200);
    }

    assertThat(simulator.limits().violations()).isEqualTo(1);
    assertThat(simulator.limits().mostPointsInAMinute()).isEqualTo(901);
  }

  @Test
  void thePrimaryLimitTellsWhatIsLeftAndWhenItIsRestored() {
    simulator.limits().primary(2);

    assertThat(client.get(REPOSITORY).header("x-ratelimit-remaining")).isEqualTo("1");
    assertThat(client.get(REPOSITORY).header("x-ratelimit-remaining")).isEqualTo("0");
    assertThat(client.get("/rate_limit").at("/rate/used")).isEqualTo("2");
    Client.Answer refused = client.get(REPOSITORY);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("x-ratelimit-reset"))
        .isEqualTo(Long.toString(SimulatorFixture.START.plusSeconds(3600).getEpochSecond()));
    fixture.clock.advance(Duration.ofHours(1));
    try (Client later = new Client(simulator.url(), simulator.token(fixture.repository))) {
      assertThat(later.get(REPOSITORY).status()).isEqualTo(200);
    }
  }

  @Test
  void allLimitsAreRestoredAsIfAnHourHadPassed() {
    simulator.limits().enforceSecondary(429, true);
    simulator.limits().primary(81);
    for (int i = 0; i < 80; i++) {
      assertThat(tag("t" + i).status()).isEqualTo(201);
    }
    assertThat(tag("too-many-writes").status()).isEqualTo(429);
    assertThat(client.get(REPOSITORY).status()).isEqualTo(403);

    simulator.limits().hourPasses();

    assertThat(tag("one-more").status()).isEqualTo(201);
    Client.Answer told = client.get(REPOSITORY);
    assertThat(told.header("x-ratelimit-remaining")).isEqualTo("79");
    assertThat(told.header("x-ratelimit-reset"))
        .isEqualTo(Long.toString(SimulatorFixture.START.plusSeconds(3600).getEpochSecond()));
  }

  @Test
  void requestsSideBySideAreOneRoundTrip() throws Exception {
    CountDownLatch arrived = new CountDownLatch(6);
    simulator
        .faults()
        .every(
            arrival -> arrival.is("GET", REPOSITORY),
            new Fault.Before(
                () -> {
                  arrived.countDown();
                  awaited(arrived);
                }));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Client.Answer>> answers =
          IntStream.range(0, 6)
              .mapToObj(i -> threads.submit(() -> client.get(REPOSITORY)))
              .toList();
      for (Future<Client.Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    }
    tag("a");

    assertThat(simulator.log().sequentialRoundTrips()).isEqualTo(2);
    assertThat(simulator.log().reads()).hasSize(6);
    assertThat(simulator.log().writes()).hasSize(1);
    assertThat(simulator.log().points()).isEqualTo(11);
    assertThat(simulator.limits().mostAtOnce()).isEqualTo(6);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void theLogStartsAnewWhenCleared() {
    client.get(REPOSITORY);
    client.get(REPOSITORY + "/unheard-of");
    assertThat(simulator.log().unsupported()).hasSize(1);
    assertThat(simulator.log().print()).contains("   1  GET").contains("UNSUPPORTED");

    simulator.log().clear();
    client.get(REPOSITORY);

    assertThat(simulator.log().all())
        .singleElement()
        .extracting(LoggedRequest::number)
        .isEqualTo(1);
  }

  @Test
  void oneOfTwentyWhoCreateTheSameTagAtOnceGetsIt() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Client.Answer>> answers =
          IntStream.range(0, 20).mapToObj(i -> threads.submit(() -> tag("same"))).toList();
      int created = 0;
      for (Future<Client.Answer> answer : answers) {
        created += answer.get().status() == 201 ? 1 : 0;
      }
      assertThat(created).isEqualTo(1);
    }
  }

  @Test
  void whatGoesWrongInTheSimulatorItselfFailsTheScene() {
    GitHubSimulator broken = GitHubSimulator.start();
    broken
        .faults()
        .at(
            1,
            new Fault.Before(
                () -> {
                  throw new IllegalStateException("out of order");
                }));
    try (Client anybody = new Client(broken.url(), "")) {
      assertThatThrownBy(() -> anybody.post("/app")).isInstanceOf(UncheckedIOException.class);
      assertThat(anybody.get(REPOSITORY).status()).isEqualTo(404);
    }

    assertThatThrownBy(broken::close)
        .hasMessageEndingWith("failed: 1")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(
                        one ->
                            assertThat(one)
                                .hasMessage("POST /app")
                                .hasRootCauseMessage("out of order")));
  }

  @Test
  void aClientThatHangsUpIsNoFailureOfTheSimulator() throws Exception {
    try (GitHubSimulator patient = GitHubSimulator.start()) {
      WrongAnswer endless = new WrongAnswer.Endless(1L << 30, true);
      patient.faults().every(arrival -> true, Fault.instead(endless));
      URI address = URI.create(patient.url());
      for (int i = 0; i < 3; i++) {
        try (Socket client = new Socket(address.getHost(), address.getPort())) {
          client.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
          assertThat(client.getInputStream().readNBytes(1000)).hasSize(1000);
        }
      }
      try (Socket client = new Socket(address.getHost(), address.getPort())) {
        client.getOutputStream().write("POST / HTTP/1.1\r\nContent-Le".getBytes(US_ASCII));
      }
    }
  }

  @Test
  void theDateOfEveryAnswerFollowsTheClock() {
    assertThat(client.get(REPOSITORY).header("Date")).isEqualTo("Sun, 01 Nov 2026 10:00:00 GMT");
    fixture.clock.advance(Duration.ofDays(7));
    assertThat(client.get(REPOSITORY).header("Date")).isEqualTo("Sun, 08 Nov 2026 10:00:00 GMT");
  }

  private Client.Answer tag(String name) {
    return tag(client, name);
  }

  private Client.Answer tag(Client sender, String name) {
    return sender.post(
        REPOSITORY + "/git/refs", "ref", "refs/tags/" + name, "sha", fixture.root.value());
  }
}
