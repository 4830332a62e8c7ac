package io.charttagger.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.RepositoryName;
import io.charttagger.port.TransientFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kohsuke.github.connector.GitHubConnector;

/**
 * GitHub's REST for one repository, over the one connector. Paths begin with a slash and are
 * encoded already ({@link #inRepository}, {@link RestPath}). A refused token is renewed once.
 *
 * <p>Reads throw what {@link GitHubFailure} makes of a bad status; writes give the answer whatever
 * its status is, because a refusal of a write needs a closer look.
 */
final class RestClient {
  private static final String JSON = "application/vnd.github+json";
  private static final String RAW = "application/vnd.github.raw+json";
  private static final Pattern BY_ID = Pattern.compile("(/repositories/[0-9]{1,18})(/.*)?");

  private final GitHubConnector connector;
  private final String apiUrl;
  private final RepositoryName repository;
  private final TokenProvider access;

  /**
   * Sends nothing yet.
   *
   * @param apiUrl such as {@code https://api.github.com}, without a slash at its end
   */
  RestClient(
      GitHubConnector connector, String apiUrl, RepositoryName repository, TokenProvider access) {
    this.connector = connector;
    this.apiUrl = apiUrl;
    this.repository = repository;
    this.access = access;
  }

  /** The path of something in the repository: each argument is one segment. */
  String inRepository(String... segments) {
    return RestPath.of("repos", repository.owner(), repository.name()) + RestPath.of(segments);
  }

  /** Reads JSON that must be there. */
  JsonNode get(String path) {
    return required(read(path, JSON)).json();
  }

  /** Reads JSON; 404 is empty. */
  Optional<JsonNode> find(String path) {
    RestResponse answer = read(path, JSON);
    return answer.status() == 404 ? Optional.empty() : Optional.of(required(answer).json());
  }

  /** Reads a file or blob as it is. */
  byte[] getRaw(String path) {
    return required(read(path, RAW)).bytes();
  }

  /** Reads a file or blob as it is; 404 is empty. */
  Optional<byte[]> findRaw(String path) {
    RestResponse answer = read(path, RAW);
    return answer.status() == 404 ? Optional.empty() : Optional.of(required(answer).bytes());
  }

  /** Reads, whatever the status. */
  RestResponse ask(String path) {
    return read(path, JSON);
  }

  RestResponse post(String path, JsonNode body) throws AmbiguousWriteException {
    return write("POST", path, Optional.of(body));
  }

  RestResponse patch(String path, JsonNode body) throws AmbiguousWriteException {
    return write("PATCH", path, Optional.of(body));
  }

  RestResponse delete(String path) throws AmbiguousWriteException {
    return write("DELETE", path, Optional.empty());
  }

  /** The answer, when it is a success; otherwise throws its {@link #failure}. */
  RestResponse required(RestResponse answer) {
    if (answer.isSuccess()) {
      return answer;
    }
    throw failure(answer);
  }

  /** What to throw for an answer that ends the run. */
  RuntimeException failure(RestResponse answer) {
    return answer.status() == 301
        ? GitHubFailure.renamed(repository, newName(answer))
        : GitHubFailure.of(repository, answer);
  }

  /** GitHub points at {@code /repositories/<id>}; nothing else is followed. */
  private Optional<String> newName(RestResponse answer) {
    Optional<String> byId =
        answer
            .header("Location")
            .filter(location -> location.startsWith(apiUrl))
            .map(location -> BY_ID.matcher(location.substring(apiUrl.length())))
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1));
    return byId.map(path -> read(path, JSON))
        .filter(RestResponse::isSuccess)
        .map(found -> found.json().path("full_name").asText());
  }

  private RestResponse read(String path, String mediaType) {
    try {
      return exchange("GET", path, Optional.empty(), mediaType);
    } catch (IOException lost) {
      throw new TransientFailure("GitHub did not answer GET " + path, Duration.ZERO);
    }
  }

  private RestResponse write(String method, String path, Optional<JsonNode> body)
      throws AmbiguousWriteException {
    try {
      return exchange(method, path, body, JSON);
    } catch (AmbiguousWriteException doubt) {
      throw doubt;
    } catch (IOException lost) {
      throw new AmbiguousWriteException("no answer to " + method + " " + path, lost);
    }
  }

  private RestResponse exchange(
      String method, String path, Optional<JsonNode> body, String mediaType) throws IOException {
    Optional<byte[]> bytes = body.map(json -> json.toString().getBytes(StandardCharsets.UTF_8));
    URI url = URI.create(apiUrl + path);
    Token token = access.token();
    RestResponse answer = send(new RestRequest(method, url, bearer(token), bytes), mediaType);
    if (answer.status() != 401) {
      return answer;
    }
    access.refused(token);
    return send(new RestRequest(method, url, bearer(access.token()), bytes), mediaType);
  }

  private RestResponse send(RestRequest request, String mediaType) throws IOException {
    return RestResponse.of(connector.send(request.accepting(mediaType)));
  }

  private static String bearer(Token token) {
    return "Bearer " + token.value();
  }
}
