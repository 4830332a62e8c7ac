package io.charttagger.github;

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
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Answers requests in the order that a test lays down, and remembers them. */
final class FakeGitHub implements GitHubConnector {
  private final Deque<Line> script = new ArrayDeque<>();
  private final List<GitHubConnectorRequest> requests = new ArrayList<>();

  /** What is to happen to one request. */
  private sealed interface Line {
    record Answers(int status, String body, Map<String, List<String>> headers) implements Line {}

    record Drops() implements Line {}
  }

  FakeGitHub answers(int status, String body, String... headers) {
    Map<String, List<String>> all = new TreeMap<>();
    for (int header = 0; header < headers.length; header += 2) {
      all.put(headers[header], List.of(headers[header + 1]));
    }
    script.add(new Line.Answers(status, body, all));
    return this;
  }

  FakeGitHub drops() {
    script.add(new Line.Drops());
    return this;
  }

  /** Method and path of the requests so far. */
  synchronized List<String> requests() {
    return requests.stream()
        .map(request -> request.method() + " " + request.url().getFile())
        .toList();
  }

  synchronized GitHubConnectorRequest request(int index) {
    return requests.get(index);
  }

  String body(int index) throws IOException {
    return new String(request(index).body().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public synchronized GitHubConnectorResponse send(GitHubConnectorRequest request)
      throws IOException {
    requests.add(request);
    return switch (script.removeFirst()) {
      case Line.Drops() -> throw new IOException("connection reset");
      case Line.Answers(int status, String body, Map<String, List<String>> headers) ->
          new GitHubConnectorResponse.ByteArrayResponse(request, status, headers) {
            @Override
            protected InputStream rawBodyStream() {
              return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
            }
          };
    };
  }
}
