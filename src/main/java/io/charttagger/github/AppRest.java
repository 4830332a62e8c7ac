package io.charttagger.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.port.TransientFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.kohsuke.github.connector.GitHubConnector;

/** The few requests that the App makes in its own name, under its JWT. */
final class AppRest {
  private final GitHubConnector connector;
  private final String apiUrl;
  private final String authorization;

  AppRest(GitHubConnector connector, String apiUrl, String jwt) {
    this.connector = connector;
    this.apiUrl = apiUrl;
    this.authorization = "Bearer " + jwt;
  }

  RestResponse get(String path) {
    return send("GET", path, Optional.empty());
  }

  RestResponse post(String path, JsonNode body) {
    return send("POST", path, Optional.of(body.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** The path that an answer points to, when it lies under this API. */
  Optional<String> target(RestResponse moved) {
    return moved
        .header("Location")
        .filter(location -> location.startsWith(apiUrl + "/"))
        .map(location -> location.substring(apiUrl.length()));
  }

  private RestResponse send(String method, String path, Optional<byte[]> body) {
    try {
      URI url = URI.create(apiUrl + path);
      return RestResponse.of(connector.send(new RestRequest(method, url, authorization, body)));
    } catch (IOException lost) {
      throw new TransientFailure("GitHub did not answer " + method + " " + path, Duration.ZERO);
    }
  }
}
