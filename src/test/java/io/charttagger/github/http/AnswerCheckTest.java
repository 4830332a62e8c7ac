package io.charttagger.github.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a real wire, since only there are the answers as foreign as they can be. */
final class AnswerCheckTest {
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = new WebServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", " [1, {\"a\": null}]\n", "{\"a\":\"é\"}"})
  void objectsAndArraysAreJson(String body) throws Exception {
    server.page("/json", 200, WebServer.utf8(body)).page("/made", 201, WebServer.utf8(body));

    assertThat(server.get("/json").bytes()).isEqualTo(WebServer.utf8(body));
    assertThat(server.post("/json").status()).isEqualTo(200);
    assertThat(server.post("/made").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~                      | is not a JSON object or array",
        "<html>hunter2</html>    | is not JSON",
        "\"hunter2\"             | is not a JSON object or array",
        "null                    | is not a JSON object or array",
        "7                       | is not a JSON object or array",
        "{\"a\":hunter2}         | is not JSON",
        "{\"a\":1                | is not JSON",
        "[1,2                    | is not JSON",
        "{} hunter2              | is not JSON",
        "{}{}                    | goes on behind its end",
        "[]]                     | is not JSON"
      })
  void whatIsNotJsonIsNoAnswer(String body, String expected) {
    server.page("/page", 200, WebServer.utf8(body));

    assertThatExceptionOfType(MalformedBodyException.class)
        .isThrownBy(() -> server.get("/page"))
        .withMessage("GitHub's answer to GET /page " + expected);
    assertThatExceptionOfType(MalformedBodyException.class)
        .isThrownBy(() -> server.post("/page"))
        .withMessage("GitHub's answer to POST /page " + expected);
  }

  @Test
  void endlessNestingIsNotJson() {
    server.page("/deep", 200, WebServer.utf8("[".repeat(100_000)));

    assertThatExceptionOfType(MalformedBodyException.class)
        .isThrownBy(() -> server.get("/deep"))
        .withMessage("GitHub's answer to GET /deep is not JSON");
  }

  @Test
  void otherCharactersThanUtf8AreNoAnswer() {
    server.page("/latin", 200, "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
    server.page("/wide", 200, "{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_16));

    for (String path : new String[] {"/latin", "/wide"}) {
      assertThatExceptionOfType(MalformedBodyException.class)
          .isThrownBy(() -> server.get(path))
          .withMessage("GitHub's answer to GET " + path + " is not UTF-8");
    }
  }

  @Test
  void aFileMayBeAnything() throws Exception {
    byte[] file = "<html>é".getBytes(StandardCharsets.ISO_8859_1);
    server.page("/file", 200, file).page("/empty", 200, new byte[0]);

    assertThat(server.getRaw("/file").bytes()).isEqualTo(file);
    assertThat(server.getRaw("/empty").bytes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 203, 206, 299})
  void aReadIsAnsweredWith200Only(int status) {
    server.page("/read", status, WebServer.utf8("{}"));

    assertThatExceptionOfType(MalformedBodyException.class)
        .isThrownBy(() -> server.get("/read"))
        .withMessage("GitHub answered with status " + status + " to GET /read");
    assertThatExceptionOfType(MalformedBodyException.class)
        .isThrownBy(() -> server.getRaw("/read"))
        .withMessage("GitHub answered with status " + status + " to GET /read");
  }

  @Test
  void noContentIsAnAnswerToAWriteOnly() throws Exception {
    server.page("/nothing", 204, new byte[0]);

    assertThat(server.post("/nothing").status()).isEqualTo(204);
    assertThatExceptionOfType(MalformedBodyException.class)
        .isThrownBy(() -> server.get("/nothing"))
        .withMessage("GitHub answered with status 204 to GET /nothing");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 304, 305, 306, 399, 600, 999})
  void aStatusThatGitHubDoesNotUseIsNoAnswer(int status) {
    server.page("/odd", status, status == 304 ? new byte[0] : WebServer.utf8("{}"));

    assertThatExceptionOfType(MalformedBodyException.class)
        .isThrownBy(() -> server.get("/odd"))
        .withMessage("GitHub answered with the impossible status " + status + " to GET /odd");
    assertThatExceptionOfType(MalformedBodyException.class)
        .isThrownBy(() -> server.post("/odd"))
        .withMessage("GitHub answered with the impossible status " + status + " to POST /odd");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 422, 500, 502, 599})
  void aRefusalMayHaveAnyBody(int status) {
    server.page("/no", status, WebServer.utf8("<html>"));

    assertThatNoException()
        .isThrownBy(
            () -> {
              assertThat(server.get("/no").status()).isEqualTo(status);
              assertThat(server.post("/no").message()).isEmpty();
            });
  }
}
