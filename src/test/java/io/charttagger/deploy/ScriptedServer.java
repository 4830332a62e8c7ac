package io.charttagger.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that answers as it was told, in order, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final ConcurrentLinkedDeque<Answer> answers = new ConcurrentLinkedDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What it was asked: {@code authorization} is the header, empty without. */
  record Request(String method, String path, String authorization, String body) {}

  /** What it answers. */
  record Answer(int status, Map<String, String> headers, String body) {
    Answer {
      headers = Map.copyOf(headers);
    }

    static Answer answer(int status, String body) {
      return new Answer(status, Map.of(), body);
    }

    Answer retryAfter(int seconds) {
      return new Answer(status, Map.of("Retry-After", Integer.toString(seconds)), body);
    }
  }

  /** Answers so from now on, the last for ever. */
  void answers(Answer... next) {
    answers.clear();
    answers.addAll(List.of(next));
  }

  /** All requests so far. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                  .orElse(""),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      Answer answer = answers.size() > 1 ? answers.pop() : answers.getFirst();
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
