package io.charttagger.warmup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.warmup.HeaderTable.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * One answer.
 *
 * @param request the {@link HttpRequest#name} of its request
 * @param sent what the request's body contains
 */
record CannedAnswer(String request, String sent, int status, String body) {
  private static final int MISSING = 400;
  private static final String VARY =
      "Accept-Encoding, Accept, Authorization, Cookie, X-GitHub-OTP, Origin, X-Requested-With,"
          + " Access-Control-Allow-Headers, Access-Control-Expose-Headers, X-GitHub-Media-Type";

  /** Permanent for the SDK and for us: nothing is retried. */
  static CannedAnswer missing(HttpRequest request) {
    return new CannedAnswer(request.name(), "", MISSING, "{\"message\":\"no answer\"}");
  }

  /** An entry of {@code dispatch.json}. */
  static CannedAnswer of(JsonNode json) {
    return new CannedAnswer(
        json.path("request").asText(),
        json.path("sent").asText(),
        json.path("status").asInt(200),
        json.has("text") ? json.path("text").asText() : json.path("json").toString());
  }

  boolean isMissing() {
    return status == MISSING && body.contains("no answer");
  }

  boolean fits(HttpRequest asked) {
    return asked.name().equals(request) && asked.body().contains(sent);
  }

  /** The body as it is sent. */
  byte[] content(HttpRequest request) throws IOException {
    return request.takesGzip() ? zipped(body) : body.getBytes(UTF_8);
  }

  /** The headers that the clients look at, and one as long as some of GitHub's. */
  List<Header> head(HttpRequest request, int length) {
    return List.of(
        new Header(":status", Integer.toString(status)),
        new Header("date", "Sun, 01 Mar 2026 08:00:00 GMT"),
        new Header("content-type", "application/json; charset=utf-8"),
        new Header("content-length", Integer.toString(length)),
        new Header("content-encoding", request.takesGzip() ? "gzip" : "identity"),
        new Header("x-ratelimit-limit", "5000"),
        new Header("x-ratelimit-remaining", "4999"),
        new Header("x-ratelimit-used", "1"),
        new Header("x-ratelimit-reset", "1772355600"),
        new Header("vary", VARY));
  }

  /** The whole response of HTTP/1.1. */
  byte[] bytes(HttpRequest request) throws IOException {
    byte[] content = content(request);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " canned\r\n");
    for (Header header : head(request, content.length)) {
      if (!header.name().startsWith(":")) {
        head.append(header.name()).append(": ").append(header.value()).append("\r\n");
      }
    }
    // Java's older client keeps a connection for others of the process; not for long, then.
    head.append("connection: keep-alive\r\nkeep-alive: timeout=1\r\n\r\n");
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    response.writeBytes(head.toString().getBytes(ISO_8859_1));
    response.writeBytes(content);
    return response.toByteArray();
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
