package io.charttagger.github.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** An answer as it comes from the network. */
record ReceivedAnswer(int statusCode, HttpHeaders headers, LimitedBody body)
    implements HttpResponse<LimitedBody> {

  static ReceivedAnswer of(int status, InputStream body, Map<String, List<String>> headers)
      throws IOException {
    return new ReceivedAnswer(
        status,
        HttpHeaders.of(headers, (_, _) -> true),
        new LimitedBody(body.readAllBytes(), true));
  }

  @Override
  public HttpRequest request() {
    return HttpRequest.newBuilder(uri()).build();
  }

  @Override
  public Optional<HttpResponse<LimitedBody>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return Optional.empty();
  }

  @Override
  public URI uri() {
    return URI.create("https://api.example");
  }

  @Override
  public Version version() {
    return Version.HTTP_2;
  }
}
