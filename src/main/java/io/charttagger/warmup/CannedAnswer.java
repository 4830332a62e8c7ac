package io.charttagger.warmup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/**
 * One answer.
 *
 * @param request the {@link HttpRequest#name} of its request
 * @param sent what the request's body contains
 */
record CannedAnswer(String request, String sent, int status, String body) {
  private static final int MISSING = 400;

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

  /** The whole response, with the headers that the clients look at. */
  byte[] bytes(HttpRequest request) throws IOException {
    byte[] content = request.takesGzip() ? zipped(body) : body.getBytes(UTF_8);
    String head =
        """
        HTTP/1.1 %d canned
        Date: Sun, 01 Mar 2026 08:00:00 GMT
        Content-Type: application/json; charset=utf-8
        Content-Length: %d
        Content-Encoding: %s
        Connection: %s
        X-RateLimit-Limit: 5000
        X-RateLimit-Remaining: 4999
        X-RateLimit-Used: 1
        X-RateLimit-Reset: 1772355600

        """
            .formatted(
                status,
                content.length,
                request.takesGzip() ? "gzip" : "identity",
                request.maySendMore() ? "keep-alive" : "close")
            .replace("\n", "\r\n");
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    response.writeBytes(head.getBytes(ISO_8859_1));
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
