package io.charttagger.github.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A web server of this machine, whose answers a test writes byte by byte, and a client of it. */
final class WebServer implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final HttpServer server;

  /** A request that arrived. */
  record Seen(String request, Headers headers) {}

  /** Writes the answer to a request. */
  interface Page {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  WebServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  WebServer page(String path, Page page) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            seen.add(
                new Seen(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    exchange.getRequestHeaders()));
            page.answer(exchange);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    return this;
  }

  /** Answers all requests for this path so. */
  WebServer page(String path, int status, byte[] body) {
    return page(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
        });
  }

  /** Answers all requests for this path with these bytes, said to be gzip. */
  WebServer zippedPage(String path, byte[] body) {
    return page(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
        });
  }

  static byte[] zipped(byte[] plain) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(plain);
    }
    return zipped.toByteArray();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** Returns when the test is over. */
  void awaitEnd() throws InterruptedException {
    over.await();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  RestResponse get(String path) throws IOException {
    return send(request("GET", path, ""), Duration.ofSeconds(10));
  }

  RestResponse getRaw(String path) throws IOException {
    return send(request("GET", path, "").accepting(MediaType.RAW), Duration.ofSeconds(10));
  }

  RestResponse post(String path) throws IOException {
    return send(request("POST", path, "{}"), Duration.ofSeconds(10));
  }

  RestRequest request(String method, String path, String body) {
    return new RestRequest(
        method, URI.create(url() + path), Optional.of(utf8(body)).filter(it -> it.length > 0));
  }

  static RestResponse send(RestRequest request, Duration allowed) throws IOException {
    return RestResponse.of(new HttpConnector(HttpConnector.client(), () -> allowed).send(request));
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
