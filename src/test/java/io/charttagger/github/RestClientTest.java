package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.charttagger.chart.RepositoryName;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestClientTest {
  private final FakeGitHub gitHub = new FakeGitHub();
  private final CountingAccess access = new CountingAccess();
  private final RestClient rest =
      new RestClient(gitHub, "https://api.example", RepositoryName.parse("acme/charts"), access);

  @Test
  void readsJsonAndRawFilesAndTakes404ForNothing() {
    gitHub.answers(200, "{\"a\":1}").answers(200, "raw").answers(404, "{}").answers(404, "{}");

    assertThat(rest.get("/x").path("a").asInt()).isEqualTo(1);
    assertThat(rest.getRaw("/x")).isEqualTo("raw".getBytes(StandardCharsets.UTF_8));
    assertThat(rest.find("/x")).isEmpty();
    assertThat(rest.findRaw("/x")).isEmpty();
    assertThat(gitHub.request(0).header("accept")).isEqualTo("application/vnd.github+json");
    assertThat(gitHub.request(1).header("accept")).isEqualTo("application/vnd.github.raw+json");
    assertThat(gitHub.request(0).header("Authorization")).isEqualTo("Bearer token-0");
  }

  @Test
  void writesGiveTheAnswerWhateverItsStatus() throws Exception {
    gitHub.answers(201, "{}").answers(422, "{\"message\":\"Reference already exists\"}");
    gitHub.answers(204, "");

    assertThat(rest.post("/x", JsonNodeFactory.instance.objectNode().put("a", "é")).isSuccess())
        .isTrue();
    assertThat(rest.patch("/x", JsonNodeFactory.instance.objectNode()).message())
        .isEqualTo("Reference already exists");
    assertThat(rest.delete("/x").status()).isEqualTo(204);
    assertThat(gitHub.body(0)).isEqualTo("{\"a\":\"é\"}");
    assertThat(gitHub.request(2).hasBody()).isFalse();
  }

  @Test
  void aRefusedTokenIsRenewedOnceForReadsAndWrites() throws Exception {
    gitHub.answers(401, "{}").answers(200, "{}").answers(401, "{}").answers(201, "{}");
    rest.get("/x");
    rest.post("/x", JsonNodeFactory.instance.objectNode());

    assertThat(gitHub.request(1).header("Authorization")).isEqualTo("Bearer token-1");
    assertThat(gitHub.request(3).header("Authorization")).isEqualTo("Bearer token-2");

    gitHub.answers(401, "{}").answers(401, "{}");
    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(() -> rest.get("/x"))
        .satisfies(trouble -> assertThat(trouble.status()).isEqualTo(404));
  }

  @Test
  void aLostAnswerIsPassingForAReadAndDoubtfulForAWrite() {
    gitHub.drops().drops();

    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> rest.get("/x"));
    assertThatExceptionOfType(AmbiguousWriteException.class).isThrownBy(() -> rest.delete("/x"));
  }

  @Test
  void anAnswerThatIsNotJsonPasses() {
    gitHub.answers(200, "<html>down</html>").answers(200, "");

    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> rest.get("/x"));
    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> rest.get("/x"));
  }

  @Test
  void aRenamedRepositoryIsRefusedWithItsNewName() {
    String byId = "https://api.example/repositories/42/git/ref/heads/main";
    gitHub.answers(301, "{}", "Location", byId).answers(200, "{\"full_name\":\"acme/helm\"}");

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(() -> rest.get("/x"))
        .withMessageContaining("acme/charts was renamed to \"acme/helm\"");
    assertThat(gitHub.requests()).containsExactly("GET /x", "GET /repositories/42");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "http://169.254.169.254/repositories/1",
        "https://api.example.evil/repositories/1",
        "https://api.example/repositories/../app",
        "https://api.example/user"
      })
  void aRedirectElsewhereIsNotFollowed(String location) {
    gitHub.answers(301, "{}", "Location", location);

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(() -> rest.get("/x"))
        .withMessageContaining("acme/charts was renamed: use the new name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "403 | Resource not accessible by integration | 502 | needs \"contents=write\"",
        "403 | Repository was archived so is read-only. | 502 | unarchive it",
        "403 | This installation has been suspended    | 404 | suspended",
        "404 | Not Found                               | 502 | In acme/charts: GitHub answered 404",
        "409 | Git Repository is empty.                | 502 | \"Git Repository is empty.",
        "422 | Validation Failed                       | 502 | \"Validation Failed; too long\"",
        "451 | Repository access blocked               | 502 | \"Repository access blocked"
      })
  void lastingRefusalsNameTheRepositoryAndTheRemedy(
      int status, String message, int answer, String expected) {
    String body = "{\"message\":\"%s\",\"errors\":[{\"message\":\"too long\"}]}".formatted(message);
    gitHub.answers(status, body, "X-Accepted-GitHub-Permissions", "contents=write");

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(() -> rest.get("/x"))
        .withMessageContaining("acme/charts")
        .withMessageContaining(expected)
        .withMessageNotContaining("token-0")
        .satisfies(trouble -> assertThat(trouble.status()).isEqualTo(answer));
  }

  @ParameterizedTest
  @CsvSource({"408", "429", "500", "503"})
  void passingRefusalsPass(int status) {
    gitHub.answers(status, "{\"message\":\"busy\"}", "X-GitHub-Request-Id", "AB:12");

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> rest.get("/x"))
        .withMessage("GitHub answered " + status + " to GET /x: \"busy\" (request id \"AB:12\")");
  }

  @Test
  void noNameLeavesItsSegment() {
    assertThat(rest.inRepository("git", "ref", "tags/a b+c", "..", "é?#%~"))
        .isEqualTo("/repos/acme/charts/git/ref/tags%2Fa%20b%2Bc/%2E%2E/%C3%A9%3F%23%25~");
    assertThat(RestPath.file("charts/a b/*.md")).isEqualTo("charts/a%20b/%2A.md");
  }

  /** Gives a new token after each refusal. */
  private static final class CountingAccess implements TokenProvider {
    private final AtomicInteger refusals = new AtomicInteger();

    @Override
    public Token token() {
      return new Token("token-" + refusals.get(), Map.of(), Instant.MAX, 7);
    }

    @Override
    public void refused(Token token) {
      refusals.incrementAndGet();
    }
  }
}
