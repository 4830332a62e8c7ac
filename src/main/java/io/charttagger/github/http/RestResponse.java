package io.charttagger.github.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

/** What GitHub answered. */
public final class RestResponse {
  private static final JsonMapper JSON = new JsonMapper();

  private final int status;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final LimitedBody body;
  private final String request;

  private RestResponse(
      int status, Map<String, List<String>> headers, LimitedBody body, String request) {
    this.status = status;
    // The JDK's own client files the status line under no name.
    headers.forEach(
        (name, values) -> {
          if (name != null) {
            this.headers.put(name, values);
          }
        });
    this.body = body;
    this.request = request;
  }

  /** Reads the response; other readers may read it again, because it is held in memory anyway. */
  public static RestResponse of(GitHubConnectorResponse response) throws IOException {
    return new RestResponse(
        response.statusCode(),
        response.allHeaders(),
        bodyOf(response),
        response.request().method() + " " + response.request().url().getPath());
  }

  /** What hub4j throws for a bad status: it carries the status, the body and the headers. */
  public static RestResponse of(HttpException failure) {
    if (failure.getCause() instanceof RedirectException redirect) {
      return redirect.response();
    }
    @Nullable Map<String, List<String>> headers = failure.getResponseHeaderFields();
    return new RestResponse(
        failure.getResponseCode(),
        headers == null ? Map.of() : headers,
        new LimitedBody(
            String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8), true),
        URI.create(failure.getUrl()).getPath());
  }

  /** What hub4j throws for 404: its message is the URL, a space and the body. */
  public static RestResponse of(GHFileNotFoundException failure) {
    String[] parts = (failure.getMessage() + " ").split(" ", 2);
    return new RestResponse(
        404,
        Map.of(),
        new LimitedBody(parts[1].getBytes(StandardCharsets.UTF_8), true),
        URI.create(parts[0]).getPath());
  }

  private static LimitedBody bodyOf(GitHubConnectorResponse response) throws IOException {
    if (response instanceof HttpConnector.Received received) {
      return received.body();
    }
    try (@Nullable InputStream stream = response.bodyStream()) {
      return new LimitedBody(stream == null ? new byte[0] : stream.readAllBytes(), true);
    }
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** True for 2xx. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The first header of that name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).flatMap(values -> values.stream().findFirst());
  }

  /** The body, as far as it was read. */
  public byte[] bytes() {
    return body.bytes();
  }

  /** The body, not all at once. */
  public InputStream stream() throws IOException {
    return body.stream();
  }

  /** False when the body goes on. */
  public boolean isComplete() {
    return body.complete();
  }

  /**
   * The body as JSON.
   *
   * @throws UnexpectedAnswerException when it is none
   */
  public JsonNode json() {
    return parsed()
        .orElseThrow(
            () ->
                new UnexpectedAnswerException(
                    "GitHub's answer to " + request() + " is not JSON (status " + status() + ")"));
  }

  /** GitHub's own words: the message, then those of the single errors; empty when it said none. */
  public String message() {
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
  public String request() {
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
    try (InputStream stream = body.stream()) {
      JsonNode json = JSON.readTree(stream);
      return json.isMissingNode() ? Optional.empty() : Optional.of(json);
    } catch (IOException notJson) {
      // Not JSON, or not even characters.
      return Optional.empty();
    }
  }
}
