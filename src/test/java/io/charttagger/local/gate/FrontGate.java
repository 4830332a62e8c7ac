package io.charttagger.local.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.lambda.LambdaHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What stands before the function, on a port of this machine:
 *
 * <ul>
 *   <li>{@code POST /dispatch}: API Gateway with its JWT authorizer;
 *   <li>{@code POST /webhook}: API Gateway in front of the queue;
 *   <li>{@code GET /token?audience=…}: the token endpoint of GitHub Actions; every other parameter
 *       is a claim, and {@code plain} gives the bare token;
 *   <li>{@code GET /installation-token}: a token for the simulated GitHub's API;
 *   <li>{@code POST /2015-03-31/functions/chart-tagger/invocations}: Lambda's own door, as {@code
 *       aws lambda invoke --endpoint-url} uses it.
 * </ul>
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html">HTTP
 *     APIs</a>
 */
public final class FrontGate implements AutoCloseable {
  /** The audience that the authorizer wants, the function's own default. */
  public static final String AUDIENCE = "chart-tagger";

  /** Lambda's path for a synchronous invocation. */
  public static final String INVOKE = "/2015-03-31/functions/chart-tagger/invocations";

  private static final int LARGEST = 10 * 1024 * 1024;
  private static final Duration STARTING = Duration.ofMinutes(2);

  private final SimulatedRepository repository;
  private final LocalQueue queue;
  private final ActionsTokens tokens;
  private final GateRoutes routes;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final BlockingQueue<Integer> answered = new LinkedBlockingQueue<>();

  private FrontGate(
      LocalCloud cloud, SimulatedRepository repository, LocalQueue.Terms terms, int port)
      throws IOException {
    Clock clock = Clock.systemUTC();
    this.repository = repository;
    this.queue = new LocalQueue(cloud, terms);
    this.tokens = new ActionsTokens(clock);
    this.routes = new GateRoutes(cloud, queue, tokens, clock);
    // GitHub's own webhook for a dispatch that was sent to its API.
    repository.onDispatch(
        body ->
            queue.send(
                body,
                Map.of(
                    "X-Hub-Signature-256",
                    cloud.app().signature(body),
                    "X-GitHub-Event",
                    "repository_dispatch",
                    "X-GitHub-Delivery",
                    UUID.randomUUID().toString())));
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Opens at a free port, for the jobs of one repository. */
  public static FrontGate open(LocalCloud cloud, SimulatedRepository repository) {
    return open(cloud, repository, LocalQueue.Terms.USUAL, 0);
  }

  /** Opens at that port, or at a free one for 0, once the function's processes are ready. */
  public static FrontGate open(
      LocalCloud cloud, SimulatedRepository repository, LocalQueue.Terms terms, int port) {
    // An HTTP API's limit is long enough for a start on Lambda, but not for one on a busy machine.
    cloud.functions().stream()
        .filter(LambdaHost::isAlive)
        .forEach(function -> function.awaitReady(STARTING));
    try {
      return new FrontGate(cloud, repository, terms, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its root, without a slash at its end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A token as a job of the repository's main branch gets it, with these claims changed. */
  public String token(Map<String, String> changed) {
    return tokens.issue(repository, AUDIENCE, changed);
  }

  /** The status of each {@code POST /dispatch}, as soon as it is known. */
  public BlockingQueue<Integer> answered() {
    return answered;
  }

  /** The queue behind {@code /webhook}. */
  public LocalQueue queue() {
    return queue;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    queue.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
      Map<String, List<String>> headers = new LinkedHashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name, List.copyOf(values)));
      GatewayEvent.Arrived arrived =
          new GatewayEvent.Arrived(exchange.getRequestURI(), headers, body);
      GateRoutes.Reply reply =
          body.length > LARGEST
              ? GateRoutes.Reply.refused(413, "Request Entity Too Large")
              : routes.answer(exchange.getRequestMethod(), arrived, repository);
      if (arrived.target().getPath().equals("/dispatch")) {
        answered.add(reply.status());
      }
      byte[] bytes = reply.body().getBytes(UTF_8);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
