package io.charttagger.github.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.charttagger.github.http.FakeGitHub;
import io.charttagger.github.http.MediaType;
import io.charttagger.github.http.RestClient;
import io.charttagger.port.AppKey;
import io.charttagger.port.AppKeys;
import io.charttagger.port.ManualClock;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.github.connector.GitHubConnectorRequest;

final class AppConnectorTest {
  private static final TestApp APP = TestApp.create("123");

  private TestApp app = APP;
  private Runnable rotation = () -> {};
  private int readAgain;
  private final ManualClock clock = new ManualClock();
  private final FakeGitHub gitHub = new FakeGitHub();
  private final RestClient rest =
      new RestClient(new AppConnector(gitHub, keys(), clock), "https://api.example");

  @Test
  void theAppSignsWithItsKeyForNineMinutes() {
    gitHub.answers(200, "{}");

    rest.get("/app", MediaType.JSON);

    GitHubConnectorRequest request = gitHub.request(0);
    assertThat(request.header("Accept")).isEqualTo("application/vnd.github+json");
    assertIsSignedAt(clock.instant(), request);
  }

  @ParameterizedTest
  @ValueSource(ints = {90, -90, 21, -21, 86_400})
  void whenTheClocksDifferTheRequestIsSignedAgainByGitHubs(int seconds) {
    Instant theirs = clock.instant().plusSeconds(seconds);
    gitHub.answers(401, "{}", "Date", date(theirs)).answers(200, "{\"id\":9}");

    assertThat(rest.get("/app", MediaType.JSON).status()).isEqualTo(200);
    assertThat(gitHub.requests()).containsExactly("GET /app", "GET /app");
    assertIsSignedAt(clock.instant(), gitHub.request(0));
    assertIsSignedAt(theirs, gitHub.request(1));
  }

  @Test
  void itIsSignedAgainOnceOnly() {
    gitHub.answers(401, "{}", "Date", date(clock.instant().plusSeconds(90)));
    gitHub.answers(401, "{}", "Date", date(clock.instant().plusSeconds(90)));

    assertThat(rest.get("/app", MediaType.JSON).status()).isEqualTo(401);
    assertThat(gitHub.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, -20})
  void whenTheClocksAgreeTheRefusalIsTheAnswer(int seconds) {
    gitHub.answers(401, "{}", "Date", date(clock.instant().plusSeconds(seconds)));

    assertThat(rest.get("/app", MediaType.JSON).status()).isEqualTo(401);
    assertThat(gitHub.requests()).hasSize(1);
  }

  @Test
  void aDateThatIsNoneIsNoClock() {
    gitHub.answers(401, "{}", "Date", "yesterday").answers(401, "{}");
    gitHub.answers(401, "{}", "Date", "Fri, 31 Feb 2100 23:59:59 GMT");

    for (int request = 0; request < 3; request++) {
      assertThat(rest.get("/app", MediaType.JSON).status()).isEqualTo(401);
    }
    assertThat(gitHub.requests()).hasSize(3);
  }

  @Test
  void anotherRefusalIsTheAnswerWhateverTheClock() {
    gitHub.answers(403, "{}", "Date", date(clock.instant().plusSeconds(90)));

    assertThat(rest.get("/app", MediaType.JSON).status()).isEqualTo(403);
    assertThat(gitHub.requests()).hasSize(1);
  }

  @Test
  void aRefusedKeyIsReadAgainAndTheNewOneSignsTheRequest() {
    rotatedWhenReadAgain(TestApp.create("123"));
    gitHub.answers(401, "{}").answers(200, "{\"id\":9}");

    assertThat(rest.get("/app", MediaType.JSON).status()).isEqualTo(200);
    assertThat(gitHub.requests()).hasSize(2);
    assertIsSignedAt(clock.instant(), gitHub.request(1));
  }

  @Test
  void theNewKeySignsByGitHubsClockWhenTheClocksDiffer() {
    rotatedWhenReadAgain(TestApp.create("123"));
    Instant theirs = clock.instant().plusSeconds(90);
    gitHub.answers(401, "{}", "Date", date(theirs)).answers(401, "{}", "Date", date(theirs));
    gitHub.answers(200, "{}");

    assertThat(rest.get("/app", MediaType.JSON).status()).isEqualTo(200);
    assertThat(gitHub.requests()).hasSize(3);
    assertIsSignedAt(theirs, gitHub.request(2));
  }

  @Test
  void aNewKeyThatIsRefusedTooIsNotReadAgain() {
    rotatedWhenReadAgain(TestApp.create("123"));
    gitHub.answers(401, "{}").answers(401, "{}");

    assertThat(rest.get("/app", MediaType.JSON).status()).isEqualTo(401);
    assertThat(gitHub.requests()).hasSize(2);
    assertThat(readAgain).isEqualTo(1);
  }

  @Test
  void aRefusedKeyThatWasNotRotatedIsSentOnceOnly() {
    gitHub.answers(401, "{}");

    assertThat(rest.get("/app", MediaType.JSON).status()).isEqualTo(401);
    assertThat(gitHub.requests()).hasSize(1);
    assertThat(readAgain).isEqualTo(1);
  }

  @Test
  void anyOtherRefusalDoesNotDoubtTheKey() {
    gitHub.answers(403, "{}");

    assertThat(rest.get("/app", MediaType.JSON).status()).isEqualTo(403);
    assertThat(readAgain).isZero();
  }

  @Test
  void aRotatedKeyIsPickedUp() {
    gitHub.answers(200, "{}").answers(200, "{}");
    rest.get("/app", MediaType.JSON);
    app = TestApp.create("456");
    rest.get("/app", MediaType.JSON);

    assertIsSignedAt(clock.instant(), gitHub.request(1));
  }

  @Test
  void aLostAnswerIsNoRefusal() {
    gitHub.drops();

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> rest.get("/app", MediaType.JSON));
    assertThat(gitHub.requests()).hasSize(1);
  }

  private AppKeys keys() {
    return new AppKeys() {
      @Override
      public AppKey get() {
        return app.key();
      }

      @Override
      public AppKey readAgain() {
        readAgain++;
        rotation.run();
        return app.key();
      }
    };
  }

  private void rotatedWhenReadAgain(TestApp rotated) {
    rotation = () -> app = rotated;
  }

  private void assertIsSignedAt(Instant when, GitHubConnectorRequest request) {
    DecodedJWT jwt = JWT.decode(request.header("Authorization").substring("Bearer ".length()));
    Algorithm.RSA256(app.publicKey(), null).verify(jwt);
    assertThat(jwt.getIssuer()).isEqualTo(app.id());
    assertThat(jwt.getIssuedAtAsInstant()).isEqualTo(when.minus(Duration.ofMinutes(1)));
    assertThat(jwt.getExpiresAtAsInstant()).isEqualTo(when.plus(Duration.ofMinutes(9)));
  }

  private static String date(Instant when) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(when.atOffset(ZoneOffset.UTC));
  }
}
