package io.charttagger.github.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.chart.RepositoryName;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GitHubFailureTest {
  private static final RepositoryName REPOSITORY = RepositoryName.parse("acme/charts");

  private final FakeGitHub gitHub = new FakeGitHub();
  private final RestClient rest = new RestClient(gitHub, "https://api.example");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "403 | Resource not accessible by integration | 502 | needs \"contents=write\"",
        "403 | Repository was archived so is read-only. | 502 | unarchive it",
        "403 | This installation has been suspended    | 404 | suspended",
        "401 | Bad credentials                         | 404 | no longer accepts the App's token",
        "404 | Not Found                               | 502 | In acme/charts: GitHub answered 404",
        "409 | Git Repository is empty.                | 502 | \"Git Repository is empty.",
        "422 | Validation Failed                       | 502 | \"Validation Failed; too long\"",
        "451 | Repository access blocked               | 502 | \"Repository access blocked"
      })
  void permanentFailuresNameTheRepositoryAndTheRemedy(
      int status, String message, int answer, String expected) {
    String body = "{\"message\":\"%s\",\"errors\":[{\"message\":\"too long\"}]}".formatted(message);
    gitHub.answers(status, body, "X-Accepted-GitHub-Permissions", "contents=write");

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(this::fail)
        .withMessageContaining("acme/charts")
        .withMessageContaining(expected)
        .satisfies(failure -> assertThat(failure.status()).isEqualTo(answer));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void whatMayPassIsATransientFailure(int status) {
    gitHub.answers(status, "{\"message\":\"busy\"}", "X-GitHub-Request-Id", "AB:12");

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(this::fail)
        .withMessage("GitHub answered " + status + " to GET /x: \"busy\" (request id \"AB:12\")");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNoRename(int status) {
    gitHub.redirects(status, "https://evil.example/hunter2");

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(this::fail)
        .withMessage("GitHub's answer to GET /x points to another address; it was not followed");
  }

  @Test
  void whatGitHubSaysIsQuotedAndShort() {
    gitHub.answers(
        422,
        "{\"message\":\"a\\nb\\u202e" + "x".repeat(1000) + "\"}",
        "X-GitHub-Request-Id",
        "y".repeat(1000));

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(this::fail)
        .withMessageContaining("\"a\\u000Ab\\u202Exxx")
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(400));
  }

  @Test
  void aRefusalWithoutWordsIsToldByItsStatus() {
    gitHub.answers(418, "<html>");

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(this::fail)
        .withMessage("In acme/charts: GitHub answered 418 to GET /x");
  }

  @Test
  void aRenamedRepositoryIsToldWithItsNewNameWhenThatIsKnown() {
    assertThat(GitHubFailure.renamed(REPOSITORY, Optional.of("acme/helm")))
        .hasMessage(
            "acme/charts was renamed to \"acme/helm\": the operator puts the new name into"
                + " ALLOWED_REPOSITORIES, and the next dispatch must use it");
    assertThat(GitHubFailure.renamed(REPOSITORY, Optional.empty()).status()).isEqualTo(404);
    assertThat(GitHubFailure.renamed(REPOSITORY, Optional.empty()))
        .hasMessageStartingWith("acme/charts was renamed: the operator puts");
  }

  @Test
  void anAllowListOfAddressesIsNoMissingPermission() {
    gitHub.answers(
        403,
        "{\"message\":\"Although you appear to have the correct authorization credentials, the `acme`"
            + " organization has an IP allow list enabled\"}");

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(this::fail)
        .withMessageStartingWith(
            "GitHub does not let the function into acme/charts, because the organisation has an IP allow list: the operator gives the function a fixed outgoing address, and an owner of the organisation adds it to that list; GitHub answered 403 to GET /x: \"Although");
  }

  private void fail() {
    throw GitHubFailure.of(REPOSITORY, rest.get("/x", MediaType.JSON));
  }
}
