package io.charttagger.github;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.charttagger.run.PassingTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** What GitHub answered, read to its end. */
final class Answer {
  private static final JsonMapper JSON = new JsonMapper();

  private final GitHubConnectorResponse response;
  private final byte[] bytes;

  private Answer(GitHubConnectorResponse response, byte[] bytes) {
    this.response = response;
    this.bytes = bytes;
  }

  /** Reads the response; it stays open for other readers, for it is held in memory anyway. */
  static Answer of(GitHubConnectorResponse response) throws IOException {
    try (@Nullable InputStream stream = response.bodyStream()) {
      return new Answer(response, stream == null ? new byte[0] : stream.readAllBytes());
    }
  }

  int status() {
    return response.statusCode();
  }

  /** True for 2xx. */
  boolean isSuccess() {
    return status() >= 200 && status() < 300;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(response.header(name));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The body as JSON.
   *
   * @throws PassingTrouble when it is none: a proxy's page, a body cut short
   */
  JsonNode json() {
    return parsed()
        .orElseThrow(
            () ->
                new PassingTrouble(
                    "GitHub's answer to " + request() + " is not JSON (status " + status() + ")",
                    Duration.ZERO));
  }

  /** GitHub's own words: the message, then those of the single errors; empty when it said none. */
  String message() {
    JsonNode json = parsed().orElse(MissingNode.getInstance());
    Stream<String> errors =
        StreamSupport.stream(json.path("errors").spliterator(), false).map(Answer::wordsOf);
    return String.join(
        "; ",
        Stream.concat(Stream.of(json.path("message").asText("")), errors)
            .filter(words -> !words.isBlank())
            .toList());
  }

  /** Method and path, for messages. */
  String request() {
    return response.request().method() + " " + response.request().url().getPath();
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
