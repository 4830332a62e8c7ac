package io.charttagger.github.http;

import io.charttagger.port.HeapLimit;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * The wire: one request, one answer, read to its end or to the limit of its {@link MediaType}, all
 * within the time allowed. An answer that cannot be GitHub's (an impossible status, a body cut
 * short, something else than the JSON that was asked for) is an {@link IOException}, as a lost one
 * is.
 */
public final class HttpConnector implements GitHubConnector {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final HttpClient client;
  private final Supplier<Duration> timeout;

  /**
   * Sends nothing yet.
   *
   * @param client from {@link #client}; shared, because it keeps the connections
   * @param timeout asked before each request: how long it may take, the body included
   */
  public HttpConnector(HttpClient client, Supplier<Duration> timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /** A client for all runs of this process. Opens no connection yet. */
  public static HttpClient client() {
    return builder().build();
  }

  /** The same, which trusts what this context trusts, and nothing else. */
  public static HttpClient client(SSLContext tls) {
    return builder().sslContext(tls).build();
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  /**
   * Sends the request.
   *
   * @throws RedirectException for 3xx, which hub4j would follow
   */
  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    HeapLimit.OF_JVM.keep();
    Duration allowed = timeout.get();
    if (!allowed.isPositive()) {
      throw new HttpTimeoutException("no time is left for the request");
    }
    MediaType type = accepted(request);
    CompletableFuture<HttpResponse<LimitedBody>> exchange =
        client.sendAsync(translated(request, allowed), head -> subscriber(head, type));
    return checked(request, await(exchange, allowed));
  }

  private static HttpResponse<LimitedBody> await(
      CompletableFuture<HttpResponse<LimitedBody>> exchange, Duration allowed) throws IOException {
    try {
      // The client's own timeout ends with the headers; this one covers the body as well.
      return exchange.get(allowed.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      exchange.cancel(true);
      throw new HttpTimeoutException("no answer within " + allowed.toMillis() + " ms");
    } catch (InterruptedException interrupted) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for GitHub");
    } catch (ExecutionException failed) {
      throw new IOException("no answer: " + failed.getCause(), failed.getCause());
    }
  }

  /** The answer, decompressed, when it can be GitHub's. */
  static GitHubConnectorResponse checked(
      GitHubConnectorRequest request, HttpResponse<LimitedBody> response) throws IOException {
    MediaType type = accepted(request);
    LimitedBody body = response.body();
    boolean zipped =
        response
            .headers()
            .firstValue("Content-Encoding")
            .filter(encoding -> encoding.toLowerCase(Locale.ROOT).equals("gzip"))
            .isPresent();
    if (zipped && body.bytes().length > 0) {
      body = type == MediaType.JSON ? body.zipped(type.largest()) : body.unzipped(type.largest());
    }
    Received received = new Received(request, response, body);
    AnswerCheck.check(received, type);
    return received;
  }

  /** JSON that is announced as too long is not even begun. */
  private static HttpResponse.BodySubscriber<LimitedBody> subscriber(
      HttpResponse.ResponseInfo head, MediaType type) {
    boolean tooLong =
        type == MediaType.JSON
            && head.headers().firstValueAsLong("Content-Length").orElse(0) > type.largest();
    return LimitedBody.subscriber(tooLong ? 0 : type.largest(), type == MediaType.RAW);
  }

  private static MediaType accepted(GitHubConnectorRequest request) {
    String accept = request.header("Accept");
    return MediaType.accepted(accept == null ? "" : accept);
  }

  private static HttpRequest translated(GitHubConnectorRequest request, Duration allowed)
      throws IOException {
    URI uri = URI.create(request.url().toString());
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(allowed);
    request
        .allHeaders()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    builder.setHeader("User-Agent", "chart-tagger");
    builder.setHeader("X-GitHub-Api-Version", "2022-11-28");
    // One HTTP/2 connection, one TLS handshake for ten requests at once. Plain HTTP cannot
    // negotiate.
    builder.version(
        uri.getScheme().equals("https") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
    return builder.method(request.method(), body(request, builder)).build();
  }

  private static HttpRequest.BodyPublisher body(
      GitHubConnectorRequest request, HttpRequest.Builder builder) throws IOException {
    InputStream body = request.body();
    if (body == null) {
      return BodyPublishers.noBody();
    }
    String type = request.contentType();
    builder.setHeader("Content-Type", type == null ? "application/json" : type);
    return BodyPublishers.ofByteArray(body.readAllBytes());
  }

  /** Held in memory, so that several readers may look at the body. */
  static final class Received extends GitHubConnectorResponse.ByteArrayResponse {
    private final LimitedBody body;

    Received(GitHubConnectorRequest request, HttpResponse<LimitedBody> response, LimitedBody body) {
      super(request, response.statusCode(), plain(response.headers().map()));
      this.body = body;
    }

    LimitedBody body() {
      return body;
    }

    /** HTTP/2 lists its own {@code :status} among the headers; the body is decompressed already. */
    private static Map<String, List<String>> plain(Map<String, List<String>> headers) {
      return headers.entrySet().stream()
          .filter(header -> !header.getKey().startsWith(":"))
          .filter(header -> !header.getKey().equalsIgnoreCase("Content-Encoding"))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    protected InputStream rawBodyStream() throws IOException {
      return body.stream();
    }
  }
}
