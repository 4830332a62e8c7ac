package io.charttagger.github.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.chart.RepositoryName;
import io.charttagger.github.http.FakeGitHub;
import io.charttagger.github.http.RestClient;
import io.charttagger.port.ManualClock;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.github.connector.GitHubConnector;

final class AppTokensTest {
  private static final RepositoryName REPOSITORY = RepositoryName.parse("Acme/Charts");
  private static final String CREATE_7 = "POST /app/installations/7/access_tokens";
  private static final String CREATE_9 = "POST /app/installations/9/access_tokens";
  private static final String LOOK_UP = "GET /repos/Acme/Charts/installation";
  private static final String NOT_GRANTED =
      "{\"message\":\"The permissions requested are not granted\"}";

  private final ManualClock clock = new ManualClock();
  private final FakeGitHub gitHub = new FakeGitHub();
  private final AppTokens tokens = new AppTokens(clock);
  private final TokenProvider provider = provider(OptionalLong.of(7), gitHub);

  @Test
  void oneRequestCreatesATokenForTheOneRepositoryAndTheWorkAlone() throws Exception {
    gitHub.answers(201, created("acme/charts", 60));

    Token token = provider.token();

    assertThat(gitHub.requests()).containsExactly(CREATE_7);
    assertThat(gitHub.body(0))
        .isEqualTo(
            "{\"repositories\":[\"Charts\"],\"permissions\":{\"contents\":\"write\","
                + "\"pull_requests\":\"write\",\"metadata\":\"read\",\"checks\":\"write\"}}");
    assertThat(token.value()).isEqualTo("ghs_hunter2");
    assertThat(token.installation()).isEqualTo(7);
    assertThat(token.may("checks", "write")).isTrue();
    assertThat(token.may("checks", "read")).isFalse();
    assertThat(token.may("issues", "write")).isFalse();
    assertThat(token.toString()).doesNotContain("hunter2");
  }

  @Test
  void aTokenIsKeptUntilFiveMinutesBeforeItsEnd() {
    gitHub.answers(201, created("Acme/Charts", 60)).answers(201, created("Acme/Charts", 120));
    Token first = provider.token();

    clock.pause(Duration.ofMinutes(55).minusMillis(1));
    assertThat(provider.token()).isSameAs(first);
    clock.pause(Duration.ofMillis(1));
    assertThat(provider.token()).isNotEqualTo(first);
    assertThat(gitHub.requests()).containsExactly(CREATE_7, CREATE_7);
  }

  @Test
  void theInstallationOfAnEarlierTokenIsKnownWithoutAHint() {
    gitHub.answers(201, created("Acme/Charts", 60)).answers(201, created("Acme/Charts", 120));
    provider.token();
    clock.pause(Duration.ofMinutes(56));
    provider(OptionalLong.empty(), gitHub).token();

    assertThat(gitHub.requests()).containsExactly(CREATE_7, CREATE_7);
  }

  @Test
  void onlyTheFirstRefusalOfATokenCostsANewOne() {
    gitHub.answers(201, created("Acme/Charts", 60)).answers(201, created("Acme/Charts", 61));
    Token first = provider.token();
    provider.refused(first);
    Token second = provider.token();
    provider.refused(first);

    assertThat(provider.token()).isSameAs(second);
  }

  @Test
  void allWhoWaitForATokenShareTheResultOfTheOneRequest() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    gitHub.answers(404, "{}").answers(404, "{}").answers(404, "{}");
    gitHub.answers(201, created("Acme/Charts", 60));
    TokenProvider slow =
        provider(
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
    while (waiting.isAlive() && waiting.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    answer.countDown();

    for (FutureTask<Token> both : List.of(first, second)) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(both::get)
          .withMessageContaining("not installed on Acme/Charts");
    }
    assertThat(gitHub.requests()).hasSize(3);
    assertThat(provider.token().installation()).as("a failure is not remembered").isEqualTo(7);
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

    Token token = provider(OptionalLong.empty(), gitHub).token();

    assertThat(gitHub.requests()).containsExactly(LOOK_UP, CREATE_9);
    assertThat(token.installation()).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "404 | {}",
        "422 | {\"message\":\"at least one repository does not exist\"}",
        "201 | {\"token\":\"a\",\"repositories\":[{\"full_name\":\"mallory/charts\"}]}",
        "201 | {\"token\":\"a\",\"repositories\":[{\"full_name\":\"acme/charts\"},{\"full_name\":\"acme/b\"}]}",
        "201 | {\"token\":\"a\",\"repositories\":[]}"
      })
  void aHintThatLeadsElsewhereIsNotTrusted(int status, String body) {
    gitHub.answers(status, body);
    gitHub.answers(200, "{\"id\":9}").answers(201, created("Acme/Charts", 60));

    assertThat(provider.token().installation()).isEqualTo(9);
    assertThat(gitHub.requests()).containsExactly(CREATE_7, LOOK_UP, CREATE_9);
  }

  /** Such a token may read all repositories of the installation, so it is not used. */
  @Test
  void aTokenForNoRepositoryInParticularIsNotUsed() {
    gitHub.answers(201, "{\"token\":\"ghs_all\",\"expires_at\":\"2100-06-01T13:00:00Z\"}");

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(provider::token)
        .withMessage("GitHub's answer to the request for a token names no repositories");
  }

  @Test
  void oneNotFoundMayBeAReplicaThatLags() {
    gitHub.answers(404, "{}").answers(404, "{}").answers(200, "{\"id\":9}");
    gitHub.answers(404, "{}").answers(200, "{\"id\":9}").answers(201, created("Acme/Charts", 60));

    assertThat(provider.token().installation()).isEqualTo(9);
    assertThat(gitHub.requests())
        .containsExactly(CREATE_7, LOOK_UP, LOOK_UP, CREATE_9, LOOK_UP, CREATE_9);
  }

  @Test
  void anInstallationThatDoesNotCoverTheRepositoryIsToldSo() {
    gitHub.answers(200, "{\"id\":9}").answers(404, "{}").answers(200, "{\"id\":9}");
    gitHub.answers(404, "{}");

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(provider(OptionalLong.empty(), gitHub)::token)
        .withMessageContaining("not installed on Acme/Charts")
        .withMessageContaining("its installation does not cover it")
        .satisfies(failure -> assertThat(failure.status()).isEqualTo(404));
  }

  @Test
  void anAppWithoutChecksIsFoundOutOnceAndRemembered() throws Exception {
    gitHub.answers(422, NOT_GRANTED).answers(201, created("Acme/Charts", 60));
    gitHub.answers(201, created("Acme/Charts", 120));
    provider.token();
    clock.pause(Duration.ofMinutes(56));
    provider.token();

    assertThat(gitHub.requests()).hasSize(3);
    assertThat(gitHub.body(0)).contains("checks");
    assertThat(gitHub.body(1)).doesNotContain("checks");
    assertThat(gitHub.body(2)).doesNotContain("checks");
  }

  @Test
  void anAppThatMayNotWriteAtAllIsToldWhatToGrant() {
    gitHub
        .answers(422, NOT_GRANTED)
        .answers(422, NOT_GRANTED)
        .answers(200, "{\"permissions\": {\"contents\": \"write\", \"pull_requests\": \"read\"}}");

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(provider::token)
        .withMessage(
            "The GitHub App may not write pull requests in Acme/Charts: the App's owner grants that in the App's settings, then the owner of the account it is installed on accepts it");
  }

  @Test
  void anAppWhosePermissionsAreUnknownIsToldAllThatItNeeds() {
    gitHub
        .answers(422, NOT_GRANTED)
        .answers(422, NOT_GRANTED)
        .answers(404, "{\"message\": \"Not Found\"}");

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(provider::token)
        .withMessageStartingWith("The GitHub App may not write contents and pull requests in ");
  }

  @Test
  void anAppThatIsNotInstalledOrSuspendedIs404() {
    gitHub.answers(404, "{}").answers(404, "{}").answers(404, "{}");
    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(provider::token)
        .withMessageContaining("not installed on Acme/Charts")
        .satisfies(failure -> assertThat(failure.status()).isEqualTo(404));

    gitHub.answers(403, "{\"message\":\"This installation has been suspended\"}");
    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(provider::token)
        .withMessageContaining("suspended")
        .satisfies(failure -> assertThat(failure.status()).isEqualTo(404));
  }

  @Test
  void aRenamedRepositoryIsRefusedWithItsNewName() {
    gitHub.answers(422, "{}");
    gitHub.redirects(301, "https://api.example/repositories/42/installation");
    gitHub.answers(200, "{\"id\":9}").answers(201, created("Acme/Helm", 60));

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(provider::token)
        .withMessageContaining("Acme/Charts was renamed to \"Acme/Helm\"");
    assertThat(gitHub.requests())
        .containsExactly(CREATE_7, LOOK_UP, "GET /repositories/42/installation", CREATE_9);
  }

  @Test
  void aRedirectElsewhereIsNotFollowed() {
    gitHub.answers(422, "{}");
    gitHub.redirects(301, "https://evil.example/repositories/42/installation");

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(provider::token)
        .withMessageContaining("it was not followed")
        .withMessageNotContaining("renamed");
    assertThat(gitHub.requests()).hasSize(2);
  }

  @Test
  void aSignatureThatGitHubDoesNotAcceptNamesTheSecretsFields() {
    gitHub.answers(401, "{\"message\":\"A JSON web token could not be decoded\"}");

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(provider::token)
        .withMessageContaining(
            "the privateKey in the App's secret is not a current key of the App with that appId");
  }

  @Test
  void aLostAnswerMayPass() {
    gitHub.drops();

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(provider::token)
        .withMessageStartingWith("GitHub created no token: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "{}",
        "[]",
        "{\"repositories\":\"Acme/Charts\"}",
        "{\"repositories\":[{\"full_name\":\"Acme/Charts\"}]}",
        "{\"repositories\":[{\"id\":42,\"full_name\":\"Acme/Charts\"}],\"token\":\"a\",\"expires_at\":\"2100-06-01T13:00:00Z\"}",
        "{\"repositories\":[{\"full_name\":\"Acme/Charts\",\"default_branch\":\"main\"}],\"token\":\"a\",\"expires_at\":\"2100-06-01T13:00:00Z\"}",
        "{\"repositories\":[{\"id\":42,\"full_name\":\"Acme/Charts\",\"default_branch\":\"main\"}],\"token\":null,\"expires_at\":\"2100-06-01T13:00:00Z\"}",
        "{\"repositories\":[{\"id\":42,\"full_name\":\"Acme/Charts\",\"default_branch\":\"main\"}],\"token\":\"a b\",\"expires_at\":\"2100-06-01T13:00:00Z\"}",
        "{\"repositories\":[{\"id\":42,\"full_name\":\"Acme/Charts\",\"default_branch\":\"main\"}],\"token\":\"a\\r\\nX: y\",\"expires_at\":\"2100-06-01T13:00:00Z\"}",
        "{\"repositories\":[{\"id\":42,\"full_name\":\"Acme/Charts\",\"default_branch\":\"main\"}],\"token\":\"hunter2\",\"expires_at\":\"soon\"}",
        "{\"repositories\":[{\"id\":42,\"full_name\":\"Acme/Charts\",\"default_branch\":\"main\"}],\"token\":\"hunter2\",\"expires_at\":null}"
      })
  void anAnswerThatIsNoTokenMayPass(String body) {
    gitHub.answers(201, body);

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(provider::token)
        .withMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "{}",
        "[]",
        "{\"id\":\"9\"}",
        "{\"id\":1.5}",
        "{\"id\":null}",
        "{\"id\":9,\"account\":{\"login\":\"mallory\"}}"
      })
  void anAnswerThatIsNoInstallationMayPass(String body) {
    gitHub.answers(200, body);

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(provider(OptionalLong.empty(), gitHub)::token);
    assertThat(gitHub.requests()).containsExactly(LOOK_UP);
  }

  private TokenProvider provider(OptionalLong hint, GitHubConnector connector) {
    return tokens.of(REPOSITORY, hint, new RestClient(connector, "https://api.example"));
  }

  private String created(String repository, int minutes) {
    return """
    {"token": "ghs_hunter2", "expires_at": "%s",
     "permissions": {"contents": "write", "checks": "write"},
     "repositories": [{"id": 42, "full_name": "%s", "default_branch": "main"}]}
    """
        .formatted(clock.instant().plus(Duration.ofMinutes(minutes)), repository);
  }
}
