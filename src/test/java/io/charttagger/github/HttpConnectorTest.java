package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpConnectorTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Headers> seen = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private Duration allowed = Duration.ofSeconds(10);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/echo",
        exchange -> {
          try (exchange) {
            seen.add(exchange.getRequestHeaders());
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("X-GitHub-Request-Id", "AB12");
            exchange.sendResponseHeaders(422, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.createContext(
        "/gzip",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
              gzip.write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
            }
            exchange.getResponseBody().write(packed.toByteArray());
          }
        });
    server.createContext(
        "/redirect",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Location", "/echo");
            exchange.sendResponseHeaders(302, -1);
          }
        });
    server.createContext("/drop", exchange -> exchange.close());
    server.createContext(
        "/halt",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            over.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void sendsWhatItIsGivenUnderOurNameAndApiVersion() throws Exception {
    RestResponse answer = send("POST", "/echo", "{\"é\":1}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.bytes()).isEqualTo("{\"é\":1}".getBytes(StandardCharsets.UTF_8));
    assertThat(answer.header("x-github-request-id")).contains("AB12");
    Headers headers = seen.take();
    assertThat(headers.getFirst("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
    assertThat(headers.getFirst("User-Agent")).isEqualTo("chart-tagger");
    assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer hunter2");
    assertThat(headers.get("Content-Type")).containsExactly("application/json; charset=utf-8");
    assertThat(headers.getFirst("Accept")).isEqualTo("application/vnd.github+json");
  }

  @Test
  void unpacksCompressedAnswers() throws Exception {
    assertThat(send("GET", "/gzip", "").json().path("a").asInt()).isEqualTo(1);
  }

  @Test
  void neverFollowsARedirect() throws Exception {
    assertThat(send("GET", "/redirect", "").status()).isEqualTo(302);
    assertThat(seen).isEmpty();
  }

  @Test
  void anAnswerThatStopsHalfwayIsGivenUpInTime() {
    allowed = Duration.ofMillis(500);
    long before = System.nanoTime();

    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> send("GET", "/halt", ""))
        .withMessageContaining("500 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aDroppedConnectionIsAnIoExceptionWithoutTheToken() {
    assertThatIOException()
        .isThrownBy(() -> send("POST", "/drop", "{}"))
        .withMessageNotContaining("hunter2");
  }

  @Test
  void nobodyThereIsAnIoException() {
    server.stop(0);
    assertThatIOException().isThrownBy(() -> send("GET", "/echo", ""));
  }

  private RestResponse send(String method, String path, String body) throws IOException {
    HttpConnector connector = new HttpConnector(HttpConnector.client(), () -> allowed);
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    Optional<byte[]> bytes =
        Optional.of(body.getBytes(StandardCharsets.UTF_8)).filter(it -> it.length > 0);
    return RestResponse.of(connector.send(new RestRequest(method, url, "Bearer hunter2", bytes)));
  }
}
