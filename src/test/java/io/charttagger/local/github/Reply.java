package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer, before it goes out. */
final class Reply {
  private static final byte[] FILLING = new byte[64 * 1024];

  private final int status;
  private final byte[] body;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private long filling;
  private boolean chunked;
  private boolean torn;

  static {
    Arrays.fill(FILLING, (byte) 'a');
  }

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
    return new Reply(status, body.getBytes(StandardCharsets.UTF_8))
        .with("Content-Type", "application/json; charset=utf-8");
  }

  /** The same headers over another body. */
  Reply instead(int otherStatus, byte[] otherBody) {
    Reply reply = new Reply(otherStatus, otherBody);
    reply.headers.putAll(headers);
    return reply;
  }

  /** Adds a header; the same object, for chaining. */
  Reply with(String name, String value) {
    if (value.contains("\r") || value.contains("\n")) {
      throw new IllegalArgumentException("a header of more than one line: " + value);
    }
    headers.put(name, value);
    return this;
  }

  /** Lets so many bytes follow the body, which nobody holds in memory; the same object. */
  Reply filledBy(long bytes) {
    filling = bytes;
    return this;
  }

  /** Does not announce the length; the same object. */
  Reply inChunks() {
    chunked = true;
    return this;
  }

  /** Announces the whole, and cuts the connection in the middle of it; the same object. */
  Reply torn() {
    torn = true;
    return this;
  }

  int status() {
    return status;
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Without what fills it up. */
  byte[] body() {
    return body;
  }

  long size() {
    return body.length + filling;
  }

  Map<String, String> headers() {
    return headers;
  }

  /**
   * Sends it.
   *
   * @return false when the connection is to be closed now
   */
  boolean writeTo(OutputStream out) throws IOException {
    boolean interim = status < 200;
    boolean bodiless = interim || status == 204 || status == 304;
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (chunked) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (!bodiless) {
      head.append("Content-Length: ").append(size()).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    if (!bodiless) {
      writeBody(out);
    }
    // After an interim answer everybody would wait for another one.
    return !torn && !interim;
  }

  private void writeBody(OutputStream out) throws IOException {
    write(out, body, torn ? body.length / 2 : body.length);
    for (long left = filling; left > 0; left -= FILLING.length) {
      write(out, FILLING, (int) Math.min(left, FILLING.length));
    }
    if (chunked) {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void write(OutputStream out, byte[] bytes, int length) throws IOException {
    if (length > 0 && chunked) {
      out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
    out.write(bytes, 0, length);
    if (length > 0 && chunked) {
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }
}
