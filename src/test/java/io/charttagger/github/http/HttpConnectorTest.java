package io.charttagger.github.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.HttpException;
import org.kohsuke.github.connector.GitHubConnectorRequest;

final class HttpConnectorTest {
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = new WebServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsWhatItIsGivenUnderOurNameAndApiVersion() throws Exception {
    server.page(
        "/echo",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("X-GitHub-Request-Id", "AB12");
          exchange.sendResponseHeaders(422, body.length);
          exchange.getResponseBody().write(body);
        });
    RestRequest request = server.request("POST", "/echo", "{\"é\":1}");
    request.allHeaders().put("Authorization", List.of("Bearer hunter2"));

    RestResponse answer = WebServer.send(request, Duration.ofSeconds(10));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.bytes()).isEqualTo(WebServer.utf8("{\"é\":1}"));
    assertThat(answer.isComplete()).isTrue();
    assertThat(answer.header("x-github-request-id")).contains("AB12");
    Headers headers = server.seen().getFirst().headers();
    assertThat(headers.getFirst("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
    assertThat(headers.getFirst("User-Agent")).isEqualTo("chart-tagger");
    assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer hunter2");
    assertThat(headers.get("Content-Type")).containsExactly("application/json; charset=utf-8");
    assertThat(headers.getFirst("Accept")).isEqualTo("application/vnd.github+json");
  }

  @Test
  void decompressesWhatIsCompressed() throws Exception {
    server.zippedPage("/gzip", WebServer.zipped(WebServer.utf8("{\"a\":1}")));

    RestResponse answer = server.get("/gzip");

    assertThat(answer.json().path("a").asInt()).isEqualTo(1);
    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(server.seen().getFirst().headers().getFirst("Accept-Encoding")).isEqualTo("gzip");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void neverFollowsARedirect(int status) {
    redirectToTarget(status);

    assertThatExceptionOfType(RedirectException.class)
        .isThrownBy(() -> server.get("/redirect"))
        .withMessage("GitHub answered " + status + " to GET /redirect")
        .satisfies(
            redirect -> {
              assertThat(redirect.response().status()).isEqualTo(status);
              assertThat(redirect.response().header("Location")).contains(server.url() + "/target");
            });
    assertThatExceptionOfType(RedirectException.class).isThrownBy(() -> server.post("/redirect"));
    assertThat(server.seen())
        .extracting(WebServer.Seen::request)
        .containsExactly("GET /redirect", "POST /redirect");
  }

  /** hub4j follows redirects to any host, so it must not see any. */
  @Test
  void hub4jNeverSeesARedirect() throws Exception {
    redirectToTarget(302);
    GitHub hub4j =
        new GitHubBuilder()
            .withEndpoint(server.url())
            .withConnector(new HttpConnector(HttpConnector.client(), () -> Duration.ofSeconds(10)))
            .build();

    assertThatExceptionOfType(HttpException.class)
        .isThrownBy(() -> hub4j.getRepository("acme/charts"))
        .withCauseInstanceOf(RedirectException.class);
    assertThat(server.seen()).hasSize(1);
  }

  private void redirectToTarget(int status) {
    WebServer.Page redirect =
        exchange -> {
          exchange.getResponseHeaders().set("Location", server.url() + "/target");
          exchange.sendResponseHeaders(status, -1);
        };
    server.page("/redirect", redirect).page("/repos", redirect);
    server.page("/target", 200, WebServer.utf8("{\"id\":1}"));
  }

  @Test
  void anAnswerThatStopsHalfwayIsAbandonedInTime() {
    server.page(
        "/halt",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          server.awaitEnd();
        });
    RestRequest request = server.request("GET", "/halt", "");
    long before = System.nanoTime();

    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> WebServer.send(request, Duration.ofMillis(500)))
        .withMessageContaining("500 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  /** The budget may run out between the connector's check and this one. */
  @Test
  void noTimeAtAllIsATimeout() {
    RestRequest request = server.request("GET", "/echo", "");

    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> WebServer.send(request, Duration.ZERO));
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void aDroppedConnectionIsAnIoExceptionWithoutTheToken() {
    server.page("/drop", exchange -> {});
    RestRequest request = server.request("POST", "/drop", "{}");
    request.allHeaders().put("Authorization", List.of("Bearer hunter2"));

    assertThatIOException()
        .isThrownBy(() -> WebServer.send(request, Duration.ofSeconds(10)))
        .withMessageNotContaining("hunter2");
  }

  @Test
  void nobodyThereIsAnIoException() {
    server.close();

    assertThatIOException().isThrownBy(() -> server.get("/echo"));
  }

  @Test
  void anInterruptedThreadStaysInterrupted() {
    server.page("/halt", exchange -> server.awaitEnd());
    GitHubConnectorRequest request = server.request("GET", "/halt", "");
    HttpConnector connector =
        new HttpConnector(HttpConnector.client(), () -> Duration.ofSeconds(10));
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedIOException.class)
        .isThrownBy(() -> connector.send(request));
    assertThat(Thread.interrupted()).isTrue();
  }
}
