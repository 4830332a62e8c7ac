package io.charttagger.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.charttagger.local.github.Latency;
import io.charttagger.port.Sleeper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * git over HTTP on loopback, as slow as told: plain git's own {@code git http-backend} behind a web
 * server. What a push sends counts as a write, all else as a read.
 *
 * @see <a href="https://git-scm.com/docs/git-http-backend">git-http-backend</a>
 */
final class GitHttpServer implements AutoCloseable {
  private final Path root;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Latency latency = Latency.NONE;
  private volatile long pushedAt;

  /** Serves the bare repositories below that directory. */
  GitHttpServer(Path root) throws IOException {
    this.root = root;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void latency(Latency wanted) {
    latency = wanted;
  }

  /** The {@link System#nanoTime} at which the answer to the last push went out. */
  long pushedAt() {
    return pushedAt;
  }

  /** How many requests came since this was asked last. */
  int takeRequests() {
    return requests.getAndSet(0);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      boolean push = exchange.getRequestURI().getPath().endsWith("/git-receive-pack");
      Duration half = (push ? latency.writes() : latency.reads()).dividedBy(2);
      Sleeper.ASLEEP.pause(half);
      byte[] answer = backend(exchange, exchange.getRequestBody().readAllBytes());
      Sleeper.ASLEEP.pause(half);
      if (push) {
        pushedAt = System.nanoTime();
      }
      send(exchange, answer);
    }
  }

  private byte[] backend(HttpExchange exchange, byte[] body) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    var environment = builder.environment();
    environment.put("GIT_PROJECT_ROOT", root.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    // A push is taken from somebody with a name only.
    environment.put("REMOTE_USER", "bench");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put(
        "QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    environment.put("CONTENT_LENGTH", Integer.toString(body.length));
    environment.put("CONTENT_TYPE", header(exchange, "Content-Type"));
    environment.put("HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding"));
    environment.put("GIT_PROTOCOL", header(exchange, "Git-Protocol"));
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    threads.execute(() -> write(process, body));
    try (InputStream out = process.getInputStream()) {
      return out.readAllBytes();
    }
  }

  private static void write(Process process, byte[] body) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(body);
    } catch (IOException refused) {
      // It has answered without reading everything, and the client will see what it said.
      return;
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  /** Hands on what a CGI program printed: headers, an empty line, the body. */
  private static void send(HttpExchange exchange, byte[] printed) throws IOException {
    int end = new String(printed, ISO_8859_1).indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("git http-backend printed no headers");
    }
    int status = 200;
    for (String line : new String(printed, 0, end, ISO_8859_1).split("\r\n", -1)) {
      String[] parts = line.split(": ", 2);
      if (parts[0].equals("Status")) {
        status = Integer.parseInt(parts[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().set(parts[0], parts[1]);
      }
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(printed, end + 4, printed.length - end - 4);
    exchange.sendResponseHeaders(status, body.size() == 0 ? -1 : body.size());
    body.writeTo(exchange.getResponseBody());
  }
}
