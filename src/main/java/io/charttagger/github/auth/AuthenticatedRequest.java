package io.charttagger.github.auth;

import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/** A request with an {@code Authorization} header of ours. */
final class AuthenticatedRequest implements GitHubConnectorRequest {
  private final GitHubConnectorRequest request;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  AuthenticatedRequest(GitHubConnectorRequest request, String bearer) {
    this.request = request;
    headers.putAll(request.allHeaders());
    headers.put("Authorization", List.of("Bearer " + bearer));
  }

  @Override
  public String method() {
    return request.method();
  }

  @Override
  public URL url() {
    return request.url();
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
    return request.contentType();
  }

  @Override
  public boolean hasBody() {
    return request.hasBody();
  }

  @Override
  public @Nullable InputStream body() {
    return request.body();
  }
}
