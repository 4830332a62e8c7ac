package io.charttagger.local.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One request, read. */
final class Call {
  private final HttpExchange exchange;
  private final byte[] body;
  private final Map<String, String> query = new LinkedHashMap<>();

  private Optional<JsonNode> json = Optional.empty();

  private Call(HttpExchange exchange, byte[] body) {
    this.exchange = exchange;
    this.body = body;
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8),
          equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
  }

  static Call read(HttpExchange exchange) throws IOException {
    return new Call(exchange, exchange.getRequestBody().readAllBytes());
  }

  String method() {
    return exchange.getRequestMethod();
  }

  /** The path with its percent-encoding undone. */
  String path() {
    return exchange.getRequestURI().getPath();
  }

  /** Path and query as they came. */
  String line() {
    return exchange.getRequestURI().toString();
  }

  Map<String, String> query() {
    return query;
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
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
