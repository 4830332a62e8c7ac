package io.charttagger.github;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.charttagger.port.TransientFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.HttpException;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** What GitHub answered, read to its end. */
final class RestResponse {
  private static final JsonMapper JSON = new JsonMapper();

  private final int status;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final byte[] bytes;
  private final String request;

  private RestResponse(
      int status, Map<String, List<String>> headers, byte[] bytes, String request) {
    this.status = status;
    // The JDK's own client files the status line under no name.
    headers.forEach(
        (name, values) -> {
          if (name != null) {
            this.headers.put(name, values);
          }
        });
    this.bytes = bytes;
    this.request = request;
  }

  /** Reads the response; it stays open for other readers, for it is held in memory anyway. */
  static RestResponse of(GitHubConnectorResponse response) throws IOException {
    try (@Nullable InputStream stream = response.bodyStream()) {
      return new RestResponse(
          response.statusCode(),
          response.allHeaders(),
          stream == null ? new byte[0] : stream.readAllBytes(),
          response.request().method() + " " + response.request().url().getPath());
    }
  }

  /** What hub4j throws for a bad status: it carries the status, the body and the headers. */
  static RestResponse of(HttpException failure) {
    @Nullable Map<String, List<String>> headers = failure.getResponseHeaderFields();
    return new RestResponse(
        failure.getResponseCode(),
        headers == null ? Map.of() : headers,
        String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8),
        URI.create(failure.getUrl()).getPath());
  }

  /** What hub4j throws for 404. */
  static RestResponse of(GHFileNotFoundException failure) {
    return new RestResponse(404, Map.of(), new byte[0], String.valueOf(failure.getMessage()));
  }

  int status() {
    return status;
  }

  /** True for 2xx. */
  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).flatMap(values -> values.stream().findFirst());
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The body as JSON.
   *
   * @throws TransientFailure when it is none: a proxy's page, a body cut short
   */
  JsonNode json() {
    return parsed()
        .orElseThrow(
            () ->
                new TransientFailure(
                    "GitHub's answer to " + request() + " is not JSON (status " + status() + ")",
                    Duration.ZERO));
  }

  /** GitHub's own words: the message, then those of the single errors; empty when it said none. */
  String message() {
    JsonNode json = parsed().orElse(MissingNode.getInstance());
    Stream<String> errors =
        StreamSupport.stream(json.path("errors").spliterator(), false).map(RestResponse::wordsOf);
    return String.join(
        "; ",
        Stream.concat(Stream.of(json.path("message").asText("")), errors)
            .filter(words -> !words.isBlank())
            .toList());
  }

  /** Method and path, for messages. */
  String request() {
    return request;
  }

  private static String wordsOf(JsonNode error) {
    if (error.isTextual()) {
      return error.asText();
    }
    return error.path("message").isTextual()
        ? error.path("message").asText()
        : String.join(
            " ",
            error.path("resource").asText(""),
            error.path("field").asText(""),
            error.path("code").asText(""));
  }

  private Optional<JsonNode> parsed() {
    try {
      JsonNode json = JSON.readTree(bytes);
      return json.isMissingNode() ? Optional.empty() : Optional.of(json);
    } catch (JacksonException notJson) {
      return Optional.empty();
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }
}
