package io.charttagger.github.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;

/**
 * Whether an answer can be GitHub's at all. Checked once for all requests, before any code reads
 * it: an answer of the wrong kind is as good as none.
 */
final class AnswerCheck {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxStringLength(MediaType.JSON.largest())
                  .build())
          .build();

  private AnswerCheck() {}

  /**
   * Returns when it can.
   *
   * @throws RedirectException for 3xx
   * @throws MalformedBodyException when it cannot, saying why
   */
  static void check(HttpConnector.Received response, MediaType type) throws IOException {
    int status = response.statusCode();
    String request = response.request().method() + " " + response.request().url().getPath();
    if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
      throw new RedirectException(RestResponse.of(response));
    }
    boolean read = response.request().method().equals("GET");
    if (status < 200 || status > 599 || (status >= 300 && status < 400)) {
      throw new MalformedBodyException(
          "GitHub answered with the impossible status " + status + " to " + request);
    }
    if (status > 299 || (type == MediaType.RAW && status == 200)) {
      return;
    }
    if (status == 204 && !read) {
      return;
    }
    if (read && status != 200) {
      throw new MalformedBodyException("GitHub answered with status " + status + " to " + request);
    }
    if (!response.body().complete()) {
      throw new OversizedBodyException(
          "GitHub's answer to %s is over %d bytes".formatted(request, type.largest()));
    }
    checkJson(response.body(), request);
  }

  private static void checkJson(LimitedBody body, String request) throws IOException {
    try (Reader text = new InputStreamReader(body.stream(), UTF_8.newDecoder())) {
      text.transferTo(Writer.nullWriter());
    } catch (CharacterCodingException e) {
      throw new MalformedBodyException("GitHub's answer to " + request + " is not UTF-8");
    }
    try (JsonParser json = JSON.createParser(body.stream())) {
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
        throw new MalformedBodyException(
            "GitHub's answer to " + request + " is not a JSON object or array");
      }
      json.skipChildren();
      if (json.nextToken() != null) {
        throw new MalformedBodyException(
            "GitHub's answer to " + request + " goes on behind its end");
      }
    } catch (JsonProcessingException notJson) {
      // Its message may quote the answer, and the answer may hold anything.
      throw new MalformedBodyException("GitHub's answer to " + request + " is not JSON");
    }
  }
}
