package io.charttagger.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The first process of a Lambda container of LocalStack: starts the runtime, takes LocalStack's
 * invocations in, and hands the answers back. LocalStack's own one comes as a download only.
 *
 * @see <a href="https://docs.localstack.cloud/aws/services/lambda/">LocalStack's Lambda</a>
 */
public final class LocalStackInit {
  private static final int PORT = 9563;
  private static final Duration INITIALISATION = Duration.ofMinutes(2);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, String> environment;
  private final HttpClient http = HttpClient.newHttpClient();
  private final RuntimeApi api = new RuntimeApi();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  private LocalStackInit(Map<String, String> environment) throws IOException {
    this.environment = environment;
  }

  /** Serves until the container is stopped. */
  public static void main(String[] arguments) throws Exception {
    new LocalStackInit(System.getenv()).serve();
  }

  private void serve() throws IOException, InterruptedException {
    HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 0);
    server.createContext("/invoke", this::invoke);
    server.start();
    startRuntime();
    String id = setting("LOCALSTACK_RUNTIME_ID");
    try {
      api.ready().get(INITIALISATION.toMillis(), TimeUnit.MILLISECONDS);
      tell("/status/" + id + "/ready", "");
    } catch (ExecutionException | TimeoutException failure) {
      tell("/status/" + id + "/error", error("Runtime.InitError", failure + "\n" + text()));
    }
  }

  private void startRuntime() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/var/runtime/bootstrap");
    builder.redirectErrorStream(true).environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    Process runtime = builder.start();
    Thread.ofVirtual().start(() -> api.crashed("exit code " + runtime.onExit().join().exitValue()));
    Thread.ofPlatform().daemon().start(() -> copyLog(runtime));
  }

  private void copyLog(Process runtime) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(runtime.getInputStream(), UTF_8))) {
      lines
          .lines()
          .forEach(
              line -> {
                System.out.println(line);
                log.add(line);
              });
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  /** Answers at once; what came of the invocation is told later. */
  private void invoke(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
    Thread.ofVirtual().start(() -> run(request));
  }

  private void run(JsonNode request) {
    String path = "/invocations/" + request.path("invoke-id").asText();
    Duration allowed = Duration.ofSeconds(Long.parseLong(setting("AWS_LAMBDA_FUNCTION_TIMEOUT")));
    log.clear();
    try {
      LambdaHost.Answer answer =
          api.offer(request.path("payload").asText().getBytes(UTF_8), allowed)
              .answer()
              .completeOnTimeout(
                  new LambdaHost.Answer.TimedOut(), allowed.toMillis(), TimeUnit.MILLISECONDS)
              .join();
      tell(path + "/logs", JSON.createObjectNode().put("logs", text()).toString());
      switch (answer) {
        case LambdaHost.Answer.Returned(String body) -> tell(path + "/response", body);
        case LambdaHost.Answer.Failed(String error) -> tell(path + "/error", error);
        case LambdaHost.Answer.Crashed(String why) ->
            tell(path + "/error", error("Runtime.ExitError", why));
        case LambdaHost.Answer.TimedOut _ ->
            tell(path + "/error", error("Sandbox.Timedout", "Task timed out"));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private String text() {
    return String.join("\n", log);
  }

  private static String error(String type, String message) {
    return JSON.createObjectNode().put("errorType", type).put("errorMessage", message).toString();
  }

  private void tell(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> taken =
        http.send(
            HttpRequest.newBuilder(URI.create(setting("LOCALSTACK_RUNTIME_ENDPOINT") + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (taken.statusCode() != 202) {
      throw new IllegalStateException(path + " was answered " + taken);
    }
  }

  private String setting(String name) {
    return Objects.requireNonNull(environment.get(name), () -> name + " is not set");
  }
}
