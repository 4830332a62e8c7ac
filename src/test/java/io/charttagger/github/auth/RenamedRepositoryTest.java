package io.charttagger.github.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.RepositoryName;
import io.charttagger.github.http.FakeGitHub;
import io.charttagger.github.http.MediaType;
import io.charttagger.github.http.RestClient;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RenamedRepositoryTest {
  private static final String LOOK_UP = "GET /repositories/42/installation";
  private static final String CREATE = "POST /app/installations/9/access_tokens";
  private static final String BY_ID = "https://api.example/repositories/42/git/ref/heads/main";

  private final FakeGitHub gitHub = new FakeGitHub();
  private final RestClient rest = new RestClient(gitHub, "https://api.example");

  @Test
  void theNewNameIsReadFromATokenThatPermitsNothing() throws Exception {
    gitHub.answers(200, "{\"id\":9}");
    gitHub.answers(201, "{\"token\":\"a\",\"repositories\":[{\"full_name\":\"acme/helm\"}]}");

    assertThat(failure(BY_ID))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining("acme/charts was renamed to \"acme/helm\"");
    assertThat(gitHub.requests()).containsExactly(LOOK_UP, CREATE);
    assertThat(gitHub.body(1))
        .isEqualTo("{\"repository_ids\":[42],\"permissions\":{\"metadata\":\"read\"}}");
  }

  @Test
  void theRepositorysOwnAddressIsEnough() {
    gitHub.answers(404, "{}");

    assertThat(failure("https://api.example/repositories/42"))
        .hasMessageContaining(
            "acme/charts was renamed: the operator puts the new name into ALLOWED_REPOSITORIES");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "404 | {}             | 404 | {}",
        "200 | {}             | 404 | {}",
        "200 | {\"id\":\"9\"} | 404 | {}",
        "200 | []             | 404 | {}",
        "200 | <html>         | 404 | {}",
        "200 | {\"id\":9}     | 422 | {}",
        "200 | {\"id\":9}     | 201 | {}",
        "200 | {\"id\":9}     | 201 | []",
        "200 | {\"id\":9}     | 201 | <html>",
        "200 | {\"id\":9}     | 201 | {\"repositories\":[]}",
        "200 | {\"id\":9}     | 201 | {\"repositories\":[{\"full_name\":7}]}"
      })
  void aNameThatCannotBeReadIsLeftOut(int found, String installation, int created, String token) {
    gitHub.answers(found, installation).answers(created, token);

    assertThat(failure(BY_ID))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining(
            "acme/charts was renamed: the operator puts the new name into ALLOWED_REPOSITORIES");
  }

  @Test
  void aLostAnswerToTheTokenLeavesTheNameOut() {
    gitHub.answers(200, "{\"id\":9}").drops();

    assertThat(failure(BY_ID))
        .hasMessageContaining(
            "acme/charts was renamed: the operator puts the new name into ALLOWED_REPOSITORIES");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/repositories/1",
        "https://evil.example/repositories/42/installation",
        "https://api.example.evil/repositories/1",
        "https://api.example/repositories/../app",
        "https://api.example/repositories/1x",
        "https://api.example/repositories/",
        "https://api.example/repositories/1234567890123456789",
        "https://api.example/user",
        "/repositories/1"
      })
  void aRedirectElsewhereIsNotFollowed(String location) {
    assertThat(failure(location))
        .isInstanceOf(TransientFailure.class)
        .hasMessage("GitHub's answer to GET /x points to another address; it was not followed");
    assertThat(gitHub.requests()).isEmpty();
  }

  private RuntimeException failure(String location) {
    RestClient redirecting =
        new RestClient(new FakeGitHub().redirects(301, location), "https://api.example");
    return new RenamedRepository(rest, RepositoryName.parse("acme/charts"))
        .failure(redirecting.get("/x", MediaType.JSON));
  }
}
