package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A plain client for the simulator's own tests. */
final class Client implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String root;
  private final String secret;
  private final String accept;

  Client(String root, String secret) {
    this(root, secret, "application/vnd.github+json");
  }

  private Client(String root, String secret, String accept) {
    this.root = root;
    this.secret = secret;
    this.accept = accept;
  }

  /** The same, asking for the bytes of files. */
  Client raw() {
    return new Client(root, secret, "application/vnd.github.raw+json");
  }

  Answer get(String path) {
    return send("GET", path, Optional.empty());
  }

  Answer post(String path, Object... keysAndValues) {
    return send("POST", path, Optional.of(Json.object(keysAndValues)));
  }

  Answer patch(String path, Object... keysAndValues) {
    return send("PATCH", path, Optional.of(Json.object(keysAndValues)));
  }

  Answer delete(String path) {
    return send("DELETE", path, Optional.empty());
  }

  private Answer send(String method, String path, Optional<JsonNode> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Accept", accept)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.map(json -> HttpRequest.BodyPublishers.ofString(json.toString()))
                    .orElse(HttpRequest.BodyPublishers.noBody()));
    if (!secret.isEmpty()) {
      request.header("Authorization", "Bearer " + secret);
    }
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }

  record Answer(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return Json.parse(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The value at a JSON pointer, as text. */
    String at(String pointer) {
      return json().at(pointer).asText();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }
}
