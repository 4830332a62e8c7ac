package io.charttagger.github.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.RepositoryName;
import io.charttagger.github.http.GitHubFailure;
import io.charttagger.github.http.MediaType;
import io.charttagger.github.http.RestClient;
import io.charttagger.github.http.RestResponse;
import io.charttagger.github.http.UnexpectedAnswerException;
import io.charttagger.port.AmbiguousWriteException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The failure for a redirect. GitHub points a renamed repository's requests at {@code
 * /repositories/<id>}; only a token's answer tells an App the name of that, so a token is created
 * that permits nothing. No other redirect is looked at.
 */
public final class RenamedRepository {
  private static final Pattern BY_ID = Pattern.compile("/repositories/([0-9]{1,18})(?:/.*)?");

  private final RestClient app;
  private final RepositoryName repository;

  /**
   * Asks for nothing yet.
   *
   * @param app sends requests in the App's name
   */
  public RenamedRepository(RestClient app, RepositoryName repository) {
    this.app = app;
    this.repository = repository;
  }

  /** The failure to throw for a redirect (3xx). */
  public RuntimeException failure(RestResponse redirect) {
    Optional<String> id =
        app.target(redirect)
            .map(BY_ID::matcher)
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1));
    return id.isPresent()
        ? GitHubFailure.renamed(repository, id.flatMap(this::name))
        : GitHubFailure.of(repository, redirect);
  }

  private Optional<String> name(String id) {
    try {
      return readName(id);
    } catch (UnexpectedAnswerException | AmbiguousWriteException unknown) {
      return Optional.empty();
    }
  }

  private Optional<String> readName(String id) throws AmbiguousWriteException {
    RestResponse found = app.get("/repositories/" + id + "/installation", MediaType.JSON);
    if (!found.isSuccess() || !found.json().path("id").isIntegralNumber()) {
      return Optional.empty();
    }
    long installation = found.json().path("id").asLong();
    ObjectNode scope = JsonNodeFactory.instance.objectNode();
    scope.putArray("repository_ids").add(Long.parseLong(id));
    scope.putObject("permissions").put("metadata", "read");
    RestResponse created = app.write("POST", TokenRequest.path(installation), Optional.of(scope));
    return Optional.of(created)
        .filter(RestResponse::isSuccess)
        .map(answer -> answer.json().path("repositories").path(0).path("full_name"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText);
  }
}
