package io.charttagger.local.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.auth0.jwt.exceptions.JWTVerificationException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.gate.GatewayEvent.Arrived;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.lambda.LambdaHost;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What is behind each path of {@link FrontGate}. */
final class GateRoutes {
  // An HTTP API's own limit, whatever the function's is.
  private static final int PATIENCE_SECONDS = 30;
  private static final List<String> WEBHOOK_HEADERS =
      List.of("X-Hub-Signature-256", "X-GitHub-Event", "X-GitHub-Delivery");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LocalCloud cloud;
  private final LocalQueue queue;
  private final ActionsTokens tokens;
  private final Clock clock;

  GateRoutes(LocalCloud cloud, LocalQueue queue, ActionsTokens tokens, Clock clock) {
    this.cloud = cloud;
    this.queue = queue;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** What goes back. */
  record Reply(int status, Map<String, String> headers, String body) {
    static Reply json(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }

    /** The gateway's own words. */
    static Reply refused(int status, String message) {
      return json(status, "{\"message\":\"" + message + "\"}");
    }
  }

  /** Answers a request; tokens are for the jobs of that repository. */
  Reply answer(String method, Arrived arrived, SimulatedRepository repository) throws IOException {
    return switch (method + " " + arrived.target().getPath()) {
      case "POST /dispatch" -> dispatch(arrived);
      case "POST /webhook" -> webhook(arrived);
      case "GET /installation-token" ->
          new Reply(200, Map.of("Content-Type", "text/plain"), cloud.github().token(repository));
      case "GET /token" -> token(arrived.target(), repository);
      case "POST " + FrontGate.INVOKE -> invoke(arrived);
      default -> Reply.refused(404, "Not Found");
    };
  }

  private Reply dispatch(Arrived arrived) throws IOException {
    String credentials = arrived.header("Authorization");
    Map<String, String> claims;
    try {
      // The authorizer takes the token with or without its scheme.
      claims = tokens.claims(credentials.replaceFirst("(?i)^bearer\\s+", ""), FrontGate.AUDIENCE);
    } catch (JWTVerificationException refused) {
      return new Reply(
          401,
          Map.of("Content-Type", "application/json", "WWW-Authenticate", "Bearer"),
          "{\"message\":\"Unauthorized\"}");
    }
    String event = GatewayEvent.of(arrived, claims, clock.instant()).toString();
    LambdaHost.Answer answer =
        // On a thread of its own: of the common pool's there is but one on a machine of two cores.
        CompletableFuture.supplyAsync(() -> cloud.invoke(event), Thread::startVirtualThread)
            // The function goes on; only the gateway no longer waits.
            .completeOnTimeout(new LambdaHost.Answer.TimedOut(), PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
    return switch (answer) {
      case LambdaHost.Answer.Returned(String body) -> proxied(JSON.readTree(body));
      case LambdaHost.Answer.Failed _, LambdaHost.Answer.Crashed _ ->
          Reply.refused(500, "Internal Server Error");
      case LambdaHost.Answer.TimedOut _ -> Reply.refused(503, "Service Unavailable");
    };
  }

  private static Reply proxied(JsonNode answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    answer
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return new Reply(answer.path("statusCode").asInt(), headers, answer.path("body").asText());
  }

  private Reply webhook(Arrived arrived) {
    Map<String, String> attributes = new LinkedHashMap<>();
    WEBHOOK_HEADERS.forEach(name -> attributes.put(name, arrived.header(name)));
    // SQS refuses an empty attribute and an empty body, and the gateway hands that on.
    if (arrived.isEmpty() || attributes.containsValue("")) {
      return Reply.refused(400, "Bad Request");
    }
    queue.send(arrived.text(), attributes);
    return Reply.json(200, "{\"SendMessageResponse\":{}}");
  }

  private Reply token(URI target, SimulatedRepository repository) {
    Map<String, String> claims = query(target);
    boolean plain = claims.remove("plain") != null;
    claims.remove("api-version");
    String audience =
        claims.containsKey("audience") ? claims.remove("audience") : FrontGate.AUDIENCE;
    String token = tokens.issue(repository, audience, claims);
    return plain
        ? new Reply(200, Map.of("Content-Type", "text/plain"), token)
        : Reply.json(200, "{\"count\":%d,\"value\":\"%s\"}".formatted(token.length(), token));
  }

  private Reply invoke(Arrived arrived) {
    return switch (cloud.invoke(arrived.text())) {
      case LambdaHost.Answer.Returned(String body) -> Reply.json(200, body);
      case LambdaHost.Answer.Failed(String error) -> unhandled(error);
      case LambdaHost.Answer.Crashed(String why) ->
          unhandled(JSON.createObjectNode().put("errorMessage", why).toString());
      case LambdaHost.Answer.TimedOut() -> unhandled("{\"errorMessage\":\"Task timed out\"}");
    };
  }

  private static Reply unhandled(String error) {
    return new Reply(
        200,
        Map.of("Content-Type", "application/json", "X-Amz-Function-Error", "Unhandled"),
        error);
  }

  private static Map<String, String> query(URI target) {
    String query = target.getRawQuery() == null ? "" : target.getRawQuery();
    return Arrays.stream(query.split("&"))
        .filter(part -> !part.isEmpty())
        .map(part -> part.split("=", 2))
        .collect(
            Collectors.toMap(
                part -> decoded(part[0]),
                part -> part.length > 1 ? decoded(part[1]) : "",
                (first, last) -> last,
                LinkedHashMap::new));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
