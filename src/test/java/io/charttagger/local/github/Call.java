package io.charttagger.local.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request, read. */
final class Call {
  private final String method;
  private final URI target;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Map<String, String> query = new LinkedHashMap<>();

  private Optional<JsonNode> json = Optional.empty();

  /**
   * A request as it came.
   *
   * @param headers by name in any case
   */
  Call(String method, URI target, Map<String, String> headers, byte[] body) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
    String raw = target.getRawQuery();
    for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8),
          equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
  }

  /** The same caller's read of something else. */
  Call reading(String line) {
    return new Call("GET", URI.create(line), headers, new byte[0]);
  }

  /** The same request with another body. */
  Call withBody(JsonNode other) {
    return new Call(method, target, headers, Json.bytes(other));
  }

  String method() {
    return method;
  }

  /** The path with its percent-encoding undone. */
  String path() {
    return target.getPath();
  }

  /** Path and query as they came. */
  String line() {
    return target.toString();
  }

  Map<String, String> query() {
    return query;
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  List<String> headerNames() {
    return List.copyOf(headers.keySet());
  }

  boolean accepts(String media) {
    return header("Accept").orElse("").contains(media);
  }

  boolean isRead() {
    return method().equals("GET") || method().equals("HEAD");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as a JSON object; 400 when it is none. */
  JsonNode json() {
    try {
      if (json.isEmpty()) {
        json = Optional.of(Json.parse(body));
      }
      if (json.get().isObject()) {
        return json.get();
      }
      throw Refusal.of(400, "Body should be a JSON object");
    } catch (JsonProcessingException e) {
      throw Refusal.of(400, "Problems parsing JSON");
    }
  }
}
