package io.charttagger.github.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.TransientFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestClientTest {
  private final FakeGitHub gitHub = new FakeGitHub();
  private final RestClient rest = new RestClient(gitHub, "https://api.example");

  @Test
  void readsJsonAndRawFilesWhateverTheStatus() {
    gitHub.answers(200, "{\"a\":1}").answers(200, "raw").answers(404, "{}");

    assertThat(rest.get("/x", MediaType.JSON).json().path("a").asInt()).isEqualTo(1);
    assertThat(rest.get("/x?y=z", MediaType.RAW).bytes())
        .isEqualTo("raw".getBytes(StandardCharsets.UTF_8));
    assertThat(rest.get("/x", MediaType.JSON).status()).isEqualTo(404);
    assertThat(gitHub.requests()).containsExactly("GET /x", "GET /x?y=z", "GET /x");
    assertThat(gitHub.request(0).url()).hasToString("https://api.example/x");
    assertThat(gitHub.request(0).header("accept")).isEqualTo("application/vnd.github+json");
    assertThat(gitHub.request(1).header("accept")).isEqualTo("application/vnd.github.raw+json");
    assertThat(gitHub.request(0).header("accept-encoding")).isEqualTo("gzip");
    assertThat(gitHub.request(0).contentType()).isNull();
  }

  @Test
  void writesGiveTheAnswerWhateverItsStatus() throws Exception {
    gitHub.answers(201, "{}").answers(422, "{\"message\":\"Reference already exists\"}");
    gitHub.answers(204, "");

    assertThat(write("POST", "é").isSuccess()).isTrue();
    assertThat(write("PATCH", "b").message()).isEqualTo("Reference already exists");
    assertThat(rest.write("DELETE", "/x", Optional.empty()).status()).isEqualTo(204);
    assertThat(gitHub.requests()).containsExactly("POST /x", "PATCH /x", "DELETE /x");
    assertThat(gitHub.body(0)).isEqualTo("{\"a\":\"é\"}");
    assertThat(gitHub.request(0).contentType()).isEqualTo("application/json; charset=utf-8");
    assertThat(gitHub.request(2).hasBody()).isFalse();
  }

  private RestResponse write(String method, String a) throws AmbiguousWriteException {
    return rest.write(method, "/x", Optional.of(JsonNodeFactory.instance.objectNode().put("a", a)));
  }

  @Test
  void aLostAnswerIsTransientForAReadAndAmbiguousForAWrite() {
    gitHub.drops().drops();

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> rest.get("/x", MediaType.JSON))
        .withMessage("GitHub did not answer GET /x");
    assertThatExceptionOfType(AmbiguousWriteException.class)
        .isThrownBy(() -> rest.write("DELETE", "/x", Optional.empty()))
        .withMessage("no answer to DELETE /x");
  }

  @Test
  void whatTheConnectorCallsAmbiguousStaysSo() {
    AmbiguousWriteException ambiguous =
        new AmbiguousWriteException("GitHub answered 500", new IOException());
    RestClient failing =
        new RestClient(
            request -> {
              throw ambiguous;
            },
            "https://api.example");

    assertThatExceptionOfType(AmbiguousWriteException.class)
        .isThrownBy(() -> failing.write("DELETE", "/x", Optional.empty()))
        .isSameAs(ambiguous);
  }

  @Test
  void anAnswerThatIsNotJsonIsUnexpected() {
    gitHub.answers(200, "<html>down</html>").answers(200, "");

    for (int answer = 0; answer < 2; answer++) {
      RestResponse page = rest.get("/x", MediaType.JSON);
      assertThatExceptionOfType(UnexpectedAnswerException.class).isThrownBy(page::json);
    }
  }

  @Test
  void aRedirectIsAnAnswer() throws Exception {
    gitHub.redirects(301, "https://api.example/repositories/42/git/ref/heads/a%20b");
    gitHub.redirects(307, "https://api.example/repositories/42");

    RestResponse read = rest.get("/x", MediaType.JSON);
    RestResponse written = rest.write("DELETE", "/x", Optional.empty());

    assertThat(read.status()).isEqualTo(301);
    assertThat(rest.target(read)).contains("/repositories/42/git/ref/heads/a%20b");
    assertThat(written.status()).isEqualTo(307);
    assertThat(gitHub.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/repositories/1",
        "https://api.example.evil/repositories/1",
        "http://api.example/repositories/1",
        "https://api.example",
        "/repositories/1",
        ""
      })
  void aRedirectElsewhereHasNoTargetHere(String location) {
    gitHub.redirects(301, location);

    assertThat(rest.target(rest.get("/x", MediaType.JSON))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/repos/a b", "/x?q=^"})
  void aPathThatIsNotEncodedIsAMistakeOfOurs(String path) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> rest.get(path, MediaType.JSON));
  }
}
