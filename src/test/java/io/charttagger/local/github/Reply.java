package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer, before it goes out. */
final class Reply {
  private final int status;
  private final byte[] body;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private Reply(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  static Reply json(int status, JsonNode body) {
    return new Reply(status, Json.bytes(body))
        .with("Content-Type", "application/json; charset=utf-8");
  }

  static Reply ok(JsonNode body) {
    return json(200, body);
  }

  static Reply created(JsonNode body) {
    return json(201, body);
  }

  static Reply raw(byte[] body) {
    return new Reply(200, body)
        .with("Content-Type", "application/vnd.github.raw+json; charset=utf-8");
  }

  static Reply empty(int status) {
    return new Reply(status, new byte[0]);
  }

  static Reply text(int status, String body) {
    return new Reply(status, body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .with("Content-Type", "application/json; charset=utf-8");
  }

  /** Adds a header; the same object, for chaining. */
  Reply with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }
}
