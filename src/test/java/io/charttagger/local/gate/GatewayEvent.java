package io.charttagger.local.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An HTTP API's event of format 2.0, as API Gateway makes it of a request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">The
 *     format</a>
 */
final class GatewayEvent {
  // Anything else travels in Base64.
  private static final Pattern TEXT =
      Pattern.compile(
          "(text/.*|application/(json|javascript|xml|.*\\+json|.*\\+xml))(;.*)?",
          Pattern.CASE_INSENSITIVE);

  private GatewayEvent() {}

  /** A request that has passed the authorizer. */
  static final class Arrived {
    private final URI target;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    Arrived(URI target, Map<String, List<String>> headers, byte[] body) {
      this.target = target;
      this.headers = Map.copyOf(headers);
      this.body = body.clone();
    }

    URI target() {
      return target;
    }

    /** All values of a header, joined by commas; empty without it. */
    String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> String.join(",", entry.getValue()))
          .findFirst()
          .orElse("");
    }

    boolean isEmpty() {
      return body.length == 0;
    }

    String text() {
      return new String(body, UTF_8);
    }

    String base64() {
      return Base64.getEncoder().encodeToString(body);
    }
  }

  /** The event of a {@code POST /dispatch}. */
  static ObjectNode of(Arrived arrived, Map<String, String> claims, Instant now) {
    ObjectNode event = JsonMapper.builder().build().createObjectNode();
    event.put("version", "2.0").put("routeKey", "POST /dispatch").put("rawPath", "/dispatch");
    String query = arrived.target().getRawQuery();
    event.put("rawQueryString", query == null ? "" : query);
    ObjectNode headers = event.putObject("headers");
    arrived.headers.forEach(
        (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    ObjectNode context = event.putObject("requestContext");
    context.put("accountId", "000000000000").put("apiId", "local");
    ObjectNode jwt = context.putObject("authorizer").putObject("jwt");
    claims.forEach(jwt.putObject("claims")::put);
    jwt.putNull("scopes");
    context.put("domainName", "localhost").put("domainPrefix", "local");
    context
        .putObject("http")
        .put("method", "POST")
        .put("path", "/dispatch")
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "127.0.0.1")
        .put("userAgent", arrived.header("User-Agent"));
    context.put("requestId", UUID.randomUUID().toString()).put("routeKey", "POST /dispatch");
    context.put("stage", "$default").put("time", now.toString());
    context.put("timeEpoch", now.toEpochMilli());
    boolean text = TEXT.matcher(arrived.header("Content-Type")).matches();
    if (!arrived.isEmpty()) {
      event.put("body", text ? arrived.text() : arrived.base64());
    }
    event.put("isBase64Encoded", !text && !arrived.isEmpty());
    return event;
  }
}
