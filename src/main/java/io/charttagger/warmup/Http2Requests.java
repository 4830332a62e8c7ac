package io.charttagger.warmup;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Requests like those to GitHub, over one HTTP/2 connection. The dispatches of a warm-up reach the
 * stand-in for GitHub over plain HTTP/1.1; this runs what the client does for TLS and HTTP/2.
 */
public final class Http2Requests {
  private static final int AT_ONCE = 10;
  private static final int TIMES = 3;
  // Nobody waits for a warm-up that is stuck.
  private static final Duration ALLOWED = Duration.ofSeconds(20);

  private Http2Requests() {}

  /**
   * Sends some, one after the other and at once.
   *
   * @param client accepts the server's certificate
   * @param server speaks HTTP/2
   * @throws IllegalStateException when an answer is not as expected
   */
  public static void send(HttpClient client, URI server) {
    // The first one opens the connection, or all at once would open several.
    check(client.sendAsync(get(server), BodyHandlers.ofByteArray()).join());
    for (int time = 0; time < TIMES; time++) {
      sendAtOnce(client, server);
    }
  }

  private static void sendAtOnce(HttpClient client, URI server) {
    List<CompletableFuture<HttpResponse<byte[]>>> sent = new ArrayList<>();
    for (int number = 0; number < AT_ONCE; number++) {
      HttpRequest request = number % 2 == 0 ? get(server) : post(server);
      sent.add(client.sendAsync(request, BodyHandlers.ofByteArray()));
    }
    sent.forEach(answer -> check(answer.join()));
  }

  private static HttpRequest get(URI server) {
    return request(server.resolve("/repos/example-org/charts/git/trees/main?recursive=1")).build();
  }

  private static HttpRequest post(URI server) {
    return request(server.resolve("/repos/example-org/charts/git/tags"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(Http2Answers.BODY))
        .build();
  }

  private static HttpRequest.Builder request(URI url) {
    return HttpRequest.newBuilder(url)
        .version(HttpClient.Version.HTTP_2)
        .timeout(ALLOWED)
        .header("Accept", "application/vnd.github+json")
        .header("Accept-Encoding", "gzip")
        .header("User-Agent", "chart-tagger");
  }

  private static void check(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200 || answer.version() != HttpClient.Version.HTTP_2) {
      throw new IllegalStateException("not answered as expected over HTTP/2: " + answer);
    }
  }
}
