package io.charttagger.github.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Answers requests in the order that a test sets up, and remembers them. */
public final class FakeGitHub implements GitHubConnector {
  private final Deque<Line> script = new ArrayDeque<>();
  private final List<GitHubConnectorRequest> requests = new ArrayList<>();
  private boolean repeatsLast;
  private boolean isChecked;

  /** What is to happen to one request. */
  private sealed interface Line {
    record Answers(int status, Supplier<InputStream> body, Map<String, List<String>> headers)
        implements Line {}

    record Drops() implements Line {}

    record Redirects(int status, String location) implements Line {}
  }

  /**
   * Answers the next request.
   *
   * @param headers names and values in turn
   */
  public FakeGitHub answers(int status, String body, String... headers) {
    return answers(status, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** The same with a body that may be no text. */
  public FakeGitHub answers(int status, byte[] body, String... headers) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int header = 0; header < headers.length; header += 2) {
      all.put(headers[header], List.of(headers[header + 1]));
    }
    script.add(new Line.Answers(status, () -> new ByteArrayInputStream(body), all));
    return this;
  }

  /** Loses the answer to the next request. */
  public FakeGitHub drops() {
    script.add(new Line.Drops());
    return this;
  }

  /** Redirects the next request, as the real connector reports a redirect. */
  public FakeGitHub redirects(int status, String location) {
    script.add(new Line.Redirects(status, location));
    return this;
  }

  /** Repeats the last answer of the script for ever. */
  public FakeGitHub forEver() {
    repeatsLast = true;
    return this;
  }

  /** Checks answers as the real connector does, which lets few of the wrong ones through. */
  public FakeGitHub checked() {
    isChecked = true;
    return this;
  }

  /** Method and path of the requests so far. */
  public synchronized List<String> requests() {
    return requests.stream()
        .map(request -> request.method() + " " + request.url().getFile())
        .toList();
  }

  /** One of the requests so far, counted from 0. */
  public synchronized GitHubConnectorRequest request(int index) {
    return requests.get(index);
  }

  /** The body of one of the requests so far. */
  public String body(int index) throws IOException {
    return new String(request(index).body().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public synchronized GitHubConnectorResponse send(GitHubConnectorRequest request)
      throws IOException {
    requests.add(request);
    return switch (next(request)) {
      case Line.Drops() -> throw new IOException("connection reset");
      case Line.Redirects(int status, String location) ->
          throw new RedirectException(
              RestResponse.of(
                  response(
                      request,
                      status,
                      InputStream::nullInputStream,
                      Map.of("Location", List.of(location)))));
      case Line.Answers(
              int status,
              Supplier<InputStream> body,
              Map<String, List<String>> headers) ->
          isChecked
              ? HttpConnector.checked(request, ReceivedAnswer.of(status, body.get(), headers))
              : response(request, status, body, headers);
    };
  }

  private Line next(GitHubConnectorRequest request) {
    if (script.isEmpty()) {
      throw new AssertionError(
          "no answer is set up for " + request.method() + " " + request.url().getFile());
    }
    return repeatsLast && script.size() == 1 ? script.getFirst() : script.removeFirst();
  }

  private static GitHubConnectorResponse response(
      GitHubConnectorRequest request,
      int status,
      Supplier<InputStream> body,
      Map<String, List<String>> headers) {
    return new GitHubConnectorResponse.ByteArrayResponse(request, status, headers) {
      @Override
      protected InputStream rawBodyStream() {
        return body.get();
      }
    };
  }
}
