package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.charttagger.chart.RepositoryName;
import io.charttagger.port.AppKey;
import io.charttagger.port.ManualClock;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class AppTokensTest {
  private static final RepositoryName REPOSITORY = RepositoryName.parse("Acme/Charts");
  private static final String CREATE_7 = "POST /app/installations/7/access_tokens";
  private static final String CREATE_9 = "POST /app/installations/9/access_tokens";
  private static final String LOOK_UP = "GET /repos/Acme/Charts/installation";
  private static KeyPair pair;

  private final ManualClock clock = new ManualClock();
  private final FakeGitHub gitHub = new FakeGitHub();
  private final AppTokens tokens =
      new AppTokens(
          "https://api.example",
          () -> new AppKey("123", (RSAPrivateKey) pair.getPrivate(), Optional.empty()),
          clock);
  private final TokenProvider access = tokens.accessTo(REPOSITORY, OptionalLong.of(7), gitHub);

  @BeforeAll
  static void makeKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
  }

  @Test
  void oneCallMakesATokenForTheOneRepositoryAndTheWorkAlone() throws Exception {
    gitHub.answers(201, created("acme/charts", 60));

    Token token = access.token();

    assertThat(gitHub.requests()).containsExactly(CREATE_7);
    assertThat(gitHub.body(0))
        .isEqualTo(
            "{\"repositories\":[\"Charts\"],\"permissions\":{\"contents\":\"write\","
                + "\"pull_requests\":\"write\",\"metadata\":\"read\",\"checks\":\"write\"}}");
    assertThat(token.value()).isEqualTo("ghs_hunter2");
    assertThat(token.installation()).isEqualTo(7);
    assertThat(token.may("checks", "write")).isTrue();
    assertThat(token.may("issues", "write")).isFalse();
    assertThat(token.toString()).doesNotContain("hunter2");
  }

  @Test
  void theAppSignsWithItsKeyForNineMinutes() {
    gitHub.answers(201, created("Acme/Charts", 60));
    access.token();

    String header = gitHub.request(0).header("Authorization");
    DecodedJWT jwt = JWT.decode(header.substring("Bearer ".length()));
    Algorithm.RSA256((RSAPublicKey) pair.getPublic(), null).verify(jwt);
    assertThat(jwt.getIssuer()).isEqualTo("123");
    assertThat(jwt.getIssuedAtAsInstant()).isEqualTo(clock.instant().minusSeconds(60));
    assertThat(jwt.getExpiresAtAsInstant()).isEqualTo(clock.instant().plusSeconds(540));
  }

  @Test
  void aTokenIsKeptUntilFiveMinutesBeforeItsEnd() {
    gitHub.answers(201, created("Acme/Charts", 60)).answers(201, created("Acme/Charts", 120));
    Token first = access.token();

    clock.pause(Duration.ofMinutes(55).minusMillis(1));
    assertThat(access.token()).isSameAs(first);
    clock.pause(Duration.ofMillis(1));
    assertThat(access.token()).isNotEqualTo(first);
    assertThat(gitHub.requests()).containsExactly(CREATE_7, CREATE_7);
  }

  @Test
  void onlyTheFirstRefusalOfATokenCostsANewOne() {
    gitHub.answers(201, created("Acme/Charts", 60)).answers(201, created("Acme/Charts", 61));
    Token first = access.token();
    access.refused(first);
    Token second = access.token();
    access.refused(first);

    assertThat(access.token()).isSameAs(second);
  }

  @Test
  void allWhoWaitForATokenShareWhatComesOfTheOneRequest() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    gitHub.answers(404, "{}").answers(404, "{}").answers(201, created("Acme/Charts", 60));
    TokenProvider slow =
        tokens.accessTo(
            REPOSITORY,
            OptionalLong.of(7),
            request -> {
              asked.countDown();
              awaited(answer);
              return gitHub.send(request);
            });
    FutureTask<Token> first = new FutureTask<>(slow::token);
    FutureTask<Token> second = new FutureTask<>(slow::token);
    Thread.ofVirtual().start(first);
    asked.await();
    Thread waiting = Thread.ofPlatform().start(second);
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    answer.countDown();

    for (FutureTask<Token> both : List.of(first, second)) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(both::get)
          .withMessageContaining("not installed on Acme/Charts");
    }
    assertThat(gitHub.requests()).hasSize(2);
    assertThat(access.token().installation()).as("trouble is not remembered").isEqualTo(7);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void withoutAHintTheInstallationIsLookedUp() {
    gitHub.answers(200, "{\"id\":9}").answers(201, created("Acme/Charts", 60));

    Token token = tokens.accessTo(REPOSITORY, OptionalLong.empty(), gitHub).token();

    assertThat(gitHub.requests()).containsExactly(LOOK_UP, CREATE_9);
    assertThat(token.installation()).isEqualTo(9);
  }

  @Test
  void aHintThatLeadsElsewhereIsNotTrusted() {
    for (String[] wrong :
        List.of(
            new String[] {"404", "{}"},
            new String[] {"422", "{\"message\":\"at least one repository does not exist\"}"},
            new String[] {"201", created("mallory/charts", 60)},
            new String[] {
              "201", "{\"token\":\"ghs_all\",\"expires_at\":\"2100-06-01T13:00:00Z\"}"
            })) {
      FakeGitHub elsewhere = new FakeGitHub().answers(Integer.parseInt(wrong[0]), wrong[1]);
      elsewhere.answers(200, "{\"id\":9}").answers(201, created("Acme/Charts", 60));
      AppTokens fresh =
          new AppTokens(
              "https://api.example",
              () -> new AppKey("1", (RSAPrivateKey) pair.getPrivate(), Optional.empty()),
              clock);

      Token token = fresh.accessTo(REPOSITORY, OptionalLong.of(7), elsewhere).token();

      assertThat(token.installation()).isEqualTo(9);
      assertThat(elsewhere.requests()).containsExactly(CREATE_7, LOOK_UP, CREATE_9);
    }
  }

  @Test
  void anAppWithoutChecksIsAskedOnceAndRemembered() throws Exception {
    String refused = "{\"message\":\"The permissions requested are not granted\"}";
    gitHub.answers(422, refused).answers(201, created("Acme/Charts", 60));
    gitHub.answers(201, created("Acme/Charts", 120));
    access.token();
    clock.pause(Duration.ofMinutes(56));
    access.token();

    assertThat(gitHub.requests()).hasSize(3);
    assertThat(gitHub.body(0)).contains("checks");
    assertThat(gitHub.body(1)).doesNotContain("checks");
    assertThat(gitHub.body(2)).doesNotContain("checks");
  }

  @Test
  void anAppThatMayNotWriteAtAllIsToldWhatToGrant() {
    String refused = "{\"message\":\"The permissions requested are not granted\"}";
    gitHub.answers(422, refused).answers(422, refused);

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(access::token)
        .withMessageContaining("Acme/Charts")
        .withMessageContaining("contents, pull requests and checks (write)");
  }

  @Test
  void anAppThatIsNotInstalledOrSuspendedIs404() {
    gitHub.answers(404, "{}").answers(404, "{}");
    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(access::token)
        .withMessageContaining("not installed on Acme/Charts")
        .satisfies(trouble -> assertThat(trouble.status()).isEqualTo(404));

    gitHub.answers(403, "{\"message\":\"This installation has been suspended\"}");
    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(access::token)
        .withMessageContaining("suspended")
        .satisfies(trouble -> assertThat(trouble.status()).isEqualTo(404));
  }

  @Test
  void aRenamedRepositoryIsRefusedWithItsNewName() {
    gitHub.answers(422, "{}");
    gitHub.answers(301, "{}", "Location", "https://api.example/repositories/42/installation");
    gitHub.answers(200, "{\"id\":9}").answers(201, created("Acme/Helm", 60));

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(access::token)
        .withMessageContaining("Acme/Charts was renamed to \"Acme/Helm\"");
    assertThat(gitHub.requests())
        .containsExactly(CREATE_7, LOOK_UP, "GET /repositories/42/installation", CREATE_9);
  }

  @Test
  void aRedirectElsewhereIsNotFollowed() {
    gitHub.answers(422, "{}");
    gitHub.answers(301, "{}", "Location", "https://evil.example/repositories/42/installation");

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(access::token)
        .withMessageContaining("Acme/Charts was renamed: use the new name");
    assertThat(gitHub.requests()).hasSize(2);
  }

  @Test
  void aSignatureThatGitHubDoesNotAcceptNamesTheSecretsFields() {
    gitHub.answers(401, "{\"message\":\"A JSON web token could not be decoded\"}");

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(access::token)
        .withMessageContaining("appId and privateKey");
  }

  @Test
  void anAnswerThatIsNoneOfGitHubsPasses() {
    gitHub.drops();
    assertThatExceptionOfType(TransientFailure.class).isThrownBy(access::token);
    gitHub.answers(201, "<html>");
    assertThatExceptionOfType(TransientFailure.class).isThrownBy(access::token);
    gitHub.answers(201, created("Acme/Charts", 60).replace("2100-", "soon"));
    assertThatExceptionOfType(TransientFailure.class).isThrownBy(access::token);
  }

  private String created(String repository, int minutes) {
    return """
    {"token": "ghs_hunter2", "expires_at": "%s",
     "permissions": {"contents": "write", "checks": "write"},
     "repositories": [{"id": 42, "full_name": "%s"}]}
    """
        .formatted(clock.instant().plus(Duration.ofMinutes(minutes)), repository);
  }
}
