package io.charttagger.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An API Gateway HTTP API event of format 2.0. If a header was sent twice, API Gateway joins the
 * values with a comma.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">The
 *     format</a>
 */
record ApiRequest(JsonNode event) {
  private static final Pattern JSON_TYPE =
      Pattern.compile(
          "application/json(?:\\s*;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?",
          Pattern.CASE_INSENSITIVE);

  /**
   * Checks that the route that API Gateway matched, the method and the path agree.
   *
   * @throws Rejection for any route but {@code POST /dispatch}
   */
  void checkRoute() {
    String routeKey = event.path("routeKey").asText();
    String method = event.path("requestContext").path("http").path("method").asText();
    // The path may start with a named stage or a domain mapping.
    if (!routeKey.endsWith(" /dispatch") || !event.path("rawPath").asText().endsWith("/dispatch")) {
      throw new Rejection(Rule.PATH, "the only path is /dispatch");
    }
    if (!routeKey.equals("POST /dispatch") || !method.equals("POST")) {
      throw new Rejection(Rule.METHOD, "the only method is POST");
    }
  }

  /**
   * The string and integer claims of the token that the authorizer has verified.
   *
   * @throws Rejection when there are none, because the route has no authorizer or a local gateway
   *     skips it
   */
  Map<String, String> claims() {
    JsonNode claims = event.path("requestContext").path("authorizer").path("jwt").path("claims");
    if (!claims.isObject() || claims.isEmpty()) {
      throw new Rejection(
          Rule.CLAIMS,
          "the request has no verified token; the operator must attach the JWT authorizer to the"
              + " route");
    }
    Map<String, String> plain = new LinkedHashMap<>();
    claims
        .properties()
        .forEach(
            claim -> {
              if (claim.getValue().isTextual() || claim.getValue().isIntegralNumber()) {
                plain.put(claim.getKey(), claim.getValue().asText());
              }
            });
    return plain;
  }

  /**
   * The body's bytes.
   *
   * @throws Rejection when it is missing, too large, not declared as JSON, or not Base64 although
   *     the event says so
   */
  byte[] body() {
    checkContentType();
    JsonNode body = event.path("body");
    if (!body.isTextual() || body.asText().isEmpty()) {
      throw new Rejection(Rule.FIELD, "the request has no body; send the dispatch as JSON");
    }
    JsonNode encoded = event.path("isBase64Encoded");
    if (!encoded.isMissingNode() && !encoded.isBoolean()) {
      throw new Rejection(Rule.BASE64, "isBase64Encoded must be true or false");
    }
    return encoded.asBoolean() ? decoded(body.asText()) : Body.bytes(body.asText(), Body.MAX_BYTES);
  }

  private void checkContentType() {
    List<String> types =
        event.path("headers").properties().stream()
            .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals("content-type"))
            .map(header -> header.getValue().asText())
            .toList();
    if (types.size() != 1 || !JSON_TYPE.matcher(types.getFirst()).matches()) {
      throw new Rejection(
          Rule.CONTENT_TYPE, "send the header Content-Type: application/json, once");
    }
  }

  private static byte[] decoded(String text) {
    // Four characters encode three bytes, so a text that is too long is rejected before decoding.
    if (text.length() / 4 * 3 > Body.MAX_BYTES + 3) {
      throw Body.tooLarge(Body.MAX_BYTES);
    }
    try {
      return Body.checked(Base64.getDecoder().decode(text), Body.MAX_BYTES);
    } catch (IllegalArgumentException e) {
      throw new Rejection(Rule.BASE64, "the body is not Base64, although the event says so");
    }
  }
}
