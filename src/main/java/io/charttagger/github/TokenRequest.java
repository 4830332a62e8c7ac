package io.charttagger.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to one new token: one call when the installation is known, two when it has to be looked
 * up, one more when the App lacks the permission for check runs.
 */
final class TokenRequest {
  private static final Pattern BY_ID = Pattern.compile("/repositories/([0-9]{1,18})/installation");

  private final AppRest app;
  private final RepositoryName repository;
  private final Set<Long> withoutChecks;

  /**
   * Sends nothing yet.
   *
   * @param withoutChecks the installations known to lack the permission for check runs; added to
   */
  TokenRequest(AppRest app, RepositoryName repository, Set<Long> withoutChecks) {
    this.app = app;
    this.repository = repository;
    this.withoutChecks = withoutChecks;
  }

  /** A token of the installation hinted at, if that is the repository's, else of the right one. */
  Token token(OptionalLong hint) {
    Optional<Token> hinted = hint.isPresent() ? tokenOf(hint.getAsLong()) : Optional.<Token>empty();
    return hinted
        .or(() -> tokenOf(installation()))
        .orElseThrow(
            () -> GitHubFailure.notInstalled(repository, "its installation does not cover it"));
  }

  /** Empty when this installation is not the one, or does not reach the repository. */
  private Optional<Token> tokenOf(long installation) {
    boolean wantsChecks = !withoutChecks.contains(installation);
    RestResponse answer = create(installation, scope(wantsChecks));
    if (lacksPermission(answer) && wantsChecks) {
      answer = create(installation, scope(false));
      if (answer.isSuccess()) {
        withoutChecks.add(installation);
      }
    }
    if (lacksPermission(answer)) {
      throw new PermanentFailure(
          502,
          "The GitHub App may not write in "
              + repository
              + ": grant it contents, pull requests and checks (write) in the App's settings, then"
              + " accept that for the installation");
    }
    if (answer.status() == 404 || answer.status() == 422) {
      return Optional.empty();
    }
    return Optional.of(accepted(answer).json())
        .filter(json -> isFor(repository, json))
        .map(json -> read(json, installation));
  }

  private static boolean lacksPermission(RestResponse answer) {
    return answer.status() == 422 && answer.message().contains("permission");
  }

  private RestResponse create(long installation, ObjectNode scope) {
    return app.post("/app/installations/" + installation + "/access_tokens", scope);
  }

  private ObjectNode scope(boolean checks) {
    ObjectNode scope = JsonNodeFactory.instance.objectNode();
    scope.putArray("repositories").add(repository.name());
    ObjectNode permissions = scope.putObject("permissions");
    permissions.put("contents", "write").put("pull_requests", "write").put("metadata", "read");
    if (checks) {
      permissions.put("checks", "write");
    }
    return scope;
  }

  private static boolean isFor(RepositoryName repository, JsonNode json) {
    JsonNode repositories = json.path("repositories");
    return repositories.size() == 1
        && nameOf(json).filter(name -> name.equalsIgnoreCase(repository.toString())).isPresent();
  }

  private static Optional<String> nameOf(JsonNode json) {
    return Optional.of(json.path("repositories").path(0).path("full_name").asText())
        .filter(name -> !name.isEmpty());
  }

  private static Token read(JsonNode json, long installation) {
    Map<String, String> permissions = new HashMap<>();
    json.path("permissions")
        .properties()
        .forEach(entry -> permissions.put(entry.getKey(), entry.getValue().asText()));
    String value = json.path("token").asText();
    String end = json.path("expires_at").asText();
    try {
      return new Token(value, permissions, Instant.parse(end), installation);
    } catch (DateTimeException unreadable) {
      throw new TransientFailure(
          "GitHub's token ends at " + Quoted.of(end) + ", which is no time", Duration.ZERO);
    }
  }

  private long installation() {
    RestResponse answer =
        app.get(RestPath.of("repos", repository.owner(), repository.name(), "installation"));
    if (answer.status() == 404) {
      throw GitHubFailure.notInstalled(repository, "or the repository does not exist");
    }
    if (answer.status() == 301) {
      throw GitHubFailure.renamed(repository, app.target(answer).flatMap(this::newName));
    }
    return idIn(answer)
        .orElseThrow(
            () ->
                new TransientFailure(
                    "GitHub named no installation of " + repository, Duration.ZERO));
  }

  /** Only a token's answer names a repository to an App, so one is made that may do nothing. */
  private Optional<String> newName(String path) {
    Matcher byId = BY_ID.matcher(path);
    if (!byId.matches()) {
      return Optional.empty();
    }
    ObjectNode scope = JsonNodeFactory.instance.objectNode();
    scope.putArray("repository_ids").add(Long.parseLong(byId.group(1)));
    scope.putObject("permissions").put("metadata", "read");
    return Optional.of(app.get(path))
        .filter(RestResponse::isSuccess)
        .flatMap(this::idIn)
        .map(installation -> create(installation, scope))
        .filter(RestResponse::isSuccess)
        .flatMap(answer -> nameOf(answer.json()));
  }

  private Optional<Long> idIn(RestResponse answer) {
    JsonNode id = accepted(answer).json().path("id");
    return id.isIntegralNumber() ? Optional.of(id.asLong()) : Optional.empty();
  }

  private RestResponse accepted(RestResponse answer) {
    if (answer.status() == 401) {
      throw new PermanentFailure(
          502,
          "GitHub does not accept the App's signature: the secret's appId and privateKey must be"
              + " those of one and the same App; put a key from the App's settings there");
    }
    if (answer.isSuccess()) {
      return answer;
    }
    throw GitHubFailure.of(repository, answer);
  }
}
