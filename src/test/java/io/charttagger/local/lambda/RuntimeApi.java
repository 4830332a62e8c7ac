package io.charttagger.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's side of the runtime API for one sandbox: hands out events, takes in answers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">The runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime";

  /** Where a function with SnapStart finds its credentials after the restore. */
  static final String CREDENTIALS = "/2021-04-23/credentials";

  private static final Pattern OUTCOME =
      Pattern.compile(ROOT + "/invocation/([^/]+)/(response|error)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Event> waiting = new LinkedBlockingQueue<>();
  private final CountDownLatch restored = new CountDownLatch(1);
  private final CompletableFuture<Long> ready = new CompletableFuture<>();
  private Optional<Event> current = Optional.empty();
  private Optional<LambdaHost.Answer> end = Optional.empty();

  RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(ROOT, this::handle);
    server.createContext(CREDENTIALS, this::credentials);
    server.start();
  }

  /** An event on its way; {@code handedOut} completes when the function has it, or never will. */
  record Event(
      String id,
      ByteBuffer body,
      Duration allowed,
      CompletableFuture<Boolean> handedOut,
      CompletableFuture<LambdaHost.Answer> answer) {

    private void over(LambdaHost.Answer last) {
      answer.complete(last);
      handedOut.complete(false);
    }
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Queues an event; its answer comes later. */
  synchronized Event offer(byte[] body, Duration allowed) {
    Event event =
        new Event(
            UUID.randomUUID().toString(),
            ByteBuffer.wrap(body.clone()).asReadOnlyBuffer(),
            allowed,
            new CompletableFuture<>(),
            new CompletableFuture<>());
    current = Optional.of(event);
    end.ifPresentOrElse(event::over, () -> waiting.add(event));
    return event;
  }

  /** Completes when the process asks for its first event or waits at its snapshot. */
  CompletableFuture<Long> ready() {
    return ready;
  }

  /** When that was, by {@link System#nanoTime}. */
  long readyAt() {
    return ready.join();
  }

  void restore() {
    restored.countDown();
  }

  /** No answer will come any more. */
  void crashed(String why) {
    over(new LambdaHost.Answer.Crashed(why));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private synchronized void over(LambdaHost.Answer last) {
    if (end.isEmpty()) {
      end = Optional.of(last);
    }
    ready.completeExceptionally(new IllegalStateException(last.toString()));
    current.ifPresent(event -> event.over(last));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      switch (path) {
        case ROOT + "/invocation/next" -> handOut(exchange);
        case ROOT + "/restore/next" -> {
          ready.complete(System.nanoTime());
          restored.await();
          reply(exchange, 200, "");
        }
        case ROOT + "/init/error", ROOT + "/restore/error" -> {
          over(new LambdaHost.Answer.Crashed(path + ": " + body));
          reply(exchange, 202, "");
        }
        default -> takeIn(exchange, path, body);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOut(HttpExchange exchange) throws IOException, InterruptedException {
    ready.complete(System.nanoTime());
    Event event = waiting.take();
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", event.id());
    long deadline = System.currentTimeMillis() + event.allowed().toMillis();
    exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-1:000000000000:function:chart-tagger");
    event.handedOut().complete(true);
    byte[] body = new byte[event.body().remaining()];
    event.body().duplicate().get(body);
    reply(exchange, 200, body);
  }

  private void credentials(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean known = "local".equals(exchange.getRequestHeaders().getFirst("Authorization"));
      reply(
          exchange,
          known ? 200 : 403,
          """
          {"AccessKeyId": "local", "SecretAccessKey": "local", "Token": "local", "Expiration": "%s"}
          """
              .formatted(Instant.now().plus(Duration.ofHours(6))));
    }
  }

  private void takeIn(HttpExchange exchange, String path, String body) throws IOException {
    Matcher matcher = OUTCOME.matcher(path);
    Optional<Event> event = event();
    if (!matcher.matches() || event.filter(it -> it.id().equals(matcher.group(1))).isEmpty()) {
      reply(exchange, 404, "{}");
      return;
    }
    reply(exchange, 202, "{}");
    event
        .get()
        .answer()
        .complete(
            matcher.group(2).equals("response")
                ? new LambdaHost.Answer.Returned(body)
                : new LambdaHost.Answer.Failed(body));
  }

  private synchronized Optional<Event> event() {
    return current;
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    reply(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  /** The native client crashes on an answer without a content type. */
  private static void reply(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
