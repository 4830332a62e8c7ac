package io.charttagger.github.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/** A request of our own: hub4j has no way to build one of its own kind. */
final class RestRequest implements GitHubConnectorRequest {
  private final String method;
  private final URL url;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Optional<byte[]> body;

  /**
   * Makes a request for JSON.
   *
   * @param body JSON in UTF-8
   */
  RestRequest(String method, URI url, Optional<byte[]> body) {
    this.method = method;
    this.url = toUrl(url);
    this.body = body;
    headers.put("Accept", List.of(MediaType.JSON.value()));
    headers.put("Accept-Encoding", List.of("gzip"));
    if (body.isPresent()) {
      headers.put("Content-Type", List.of("application/json; charset=utf-8"));
    }
  }

  /** The same request, for the media type given. */
  RestRequest accepting(MediaType type) {
    headers.put("Accept", List.of(type.value()));
    return this;
  }

  private static URL toUrl(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException noUrl) {
      throw new IllegalArgumentException("not a URL: " + uri, noUrl);
    }
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public URL url() {
    return url;
  }

  @Override
  public Map<String, List<String>> allHeaders() {
    return headers;
  }

  @Override
  public @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null ? null : values.getFirst();
  }

  @Override
  public @Nullable String contentType() {
    return header("Content-Type");
  }

  @Override
  public boolean hasBody() {
    return body.isPresent();
  }

  @Override
  public @Nullable InputStream body() {
    return body.<InputStream>map(ByteArrayInputStream::new).orElse(null);
  }
}
