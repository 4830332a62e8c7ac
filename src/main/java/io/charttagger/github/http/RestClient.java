package io.charttagger.github.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.kohsuke.github.connector.GitHubConnector;

/**
 * GitHub's REST API over a connector: the one place that builds requests of our own. Paths begin
 * with a slash and are encoded already ({@link RestPath}). Every status is an answer; the caller
 * judges it.
 */
public final class RestClient {
  private final GitHubConnector connector;
  private final String apiUrl;

  /**
   * Sends nothing yet.
   *
   * @param connector adds what authenticates the request
   * @param apiUrl such as {@code https://api.github.com}, without a slash at its end
   */
  public RestClient(GitHubConnector connector, String apiUrl) {
    this.connector = connector;
    this.apiUrl = apiUrl;
  }

  /**
   * Reads.
   *
   * @throws TransientFailure when no answer came
   */
  public RestResponse get(String path, MediaType type) {
    try {
      return send(new RestRequest("GET", url(path), Optional.empty()).accepting(type));
    } catch (IOException lost) {
      throw new TransientFailure(
          StopReason.GITHUB, "GitHub did not answer GET " + path, Duration.ZERO);
    }
  }

  /**
   * Writes.
   *
   * @param method {@code POST}, {@code PATCH} or {@code DELETE}
   * @throws AmbiguousWriteException when no answer came
   */
  public RestResponse write(String method, String path, Optional<JsonNode> body)
      throws AmbiguousWriteException {
    Optional<byte[]> bytes = body.map(json -> json.toString().getBytes(StandardCharsets.UTF_8));
    try {
      return send(new RestRequest(method, url(path), bytes));
    } catch (AmbiguousWriteException ambiguous) {
      throw ambiguous;
    } catch (IOException lost) {
      throw new AmbiguousWriteException("no answer to " + method + " " + path, lost);
    }
  }

  /** The path that a redirect points at, when it is below this API. */
  public Optional<String> target(RestResponse redirect) {
    return redirect
        .header("Location")
        .filter(location -> location.startsWith(apiUrl + "/"))
        .map(location -> location.substring(apiUrl.length()));
  }

  private RestResponse send(RestRequest request) throws IOException {
    try {
      return RestResponse.of(connector.send(request));
    } catch (RedirectException redirect) {
      return redirect.response();
    }
  }

  private URI url(String path) {
    return URI.create(apiUrl + path);
  }
}
