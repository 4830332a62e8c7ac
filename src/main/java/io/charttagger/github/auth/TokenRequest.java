package io.charttagger.github.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import io.charttagger.github.http.GitHubFailure;
import io.charttagger.github.http.MediaType;
import io.charttagger.github.http.RestClient;
import io.charttagger.github.http.RestPath;
import io.charttagger.github.http.RestResponse;
import io.charttagger.github.http.UnexpectedAnswerException;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The requests for one new token: one when the installation is known, two when it has to be looked
 * up, one more when the App lacks the permission for check runs.
 */
final class TokenRequest {
  private static final List<String> NEEDED = List.of("contents", "pull_requests");

  private final RestClient app;
  private final RepositoryName repository;
  private final Set<Long> withoutChecks;

  /**
   * Sends nothing yet.
   *
   * @param withoutChecks the installations known to lack the permission for check runs; added to
   */
  TokenRequest(RestClient app, RepositoryName repository, Set<Long> withoutChecks) {
    this.app = app;
    this.repository = repository;
    this.withoutChecks = withoutChecks;
  }

  /** A token of the installation hinted at, if that is the repository's, else of the right one. */
  Token token(OptionalLong hint) {
    Optional<Token> hinted = hint.isPresent() ? tokenOf(hint.getAsLong()) : Optional.<Token>empty();
    // Twice, because one "not found" may be a replica that lags.
    return hinted
        .or(this::tokenOfOurs)
        .or(this::tokenOfOurs)
        .orElseThrow(
            () -> GitHubFailure.notInstalled(repository, "its installation does not cover it"));
  }

  /**
   * A token of that installation that may write workflow files, too; empty when the App may not, or
   * the token would not be for this repository.
   */
  Optional<Token> withWorkflows(long installation) {
    ObjectNode scope = scope(!withoutChecks.contains(installation));
    scope.withObject("permissions").put("workflows", "write");
    RestResponse answer = create(installation, scope);
    if (answer.status() == 404 || answer.status() == 422) {
      return Optional.empty();
    }
    JsonNode json = json(accepted(answer));
    return isFor(repository, json) ? Optional.of(read(json, installation)) : Optional.empty();
  }

  private Optional<Token> tokenOfOurs() {
    return tokenOf(installation(), true);
  }

  /** Where an installation's tokens are created. */
  static String path(long installation) {
    return "/app/installations/" + installation + "/access_tokens";
  }

  private Optional<Token> tokenOf(long installation) {
    return tokenOf(installation, false);
  }

  /**
   * Empty when this installation is not the one, or does not reach the repository.
   *
   * @param ours whether GitHub has named it as the repository's: its token is for no other one
   */
  private Optional<Token> tokenOf(long installation, boolean ours) {
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
          "The GitHub App may not write %s in %s: the App's owner grants that in the App's settings, then the owner of the account it is installed on accepts it"
              .formatted(missing(installation), repository));
    }
    if (answer.status() == 404 || answer.status() == 422) {
      return Optional.empty();
    }
    JsonNode json = json(accepted(answer));
    if (!isFor(repository, json)) {
      if (ours) {
        throw unexpected("is about another repository");
      }
      return Optional.empty();
    }
    return Optional.of(read(json, installation));
  }

  private static boolean lacksPermission(RestResponse answer) {
    return answer.status() == 422 && answer.message().contains("permission");
  }

  /** What the App needs and the installation does not have; all that it needs when nobody knows. */
  private String missing(long installation) {
    RestResponse answer = app.get("/app/installations/" + installation, MediaType.JSON);
    JsonNode granted =
        answer.isSuccess()
            ? json(answer).path("permissions")
            : JsonNodeFactory.instance.objectNode();
    List<String> missing =
        NEEDED.stream().filter(name -> !granted.path(name).asText().equals("write")).toList();
    return String.join(" and ", missing.isEmpty() ? NEEDED : missing).replace('_', ' ');
  }

  private RestResponse create(long installation, ObjectNode scope) {
    try {
      return app.write("POST", path(installation), Optional.of(scope));
    } catch (AmbiguousWriteException lost) {
      throw new TransientFailure(
          StopReason.GITHUB, "GitHub created no token: " + lost.getMessage(), Duration.ZERO);
    }
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
    if (!repositories.isArray()) {
      throw unexpected("names no repositories");
    }
    return repositories.size() == 1
        && repositories.path(0).path("full_name").asText().equalsIgnoreCase(repository.toString());
  }

  private static Token read(JsonNode json, long installation) {
    JsonNode repository = json.path("repositories").path(0);
    if (!repository.path("id").isIntegralNumber()) {
      throw unexpected("names no repository's id");
    }
    String branch = repository.path("default_branch").asText();
    if (branch.isEmpty()) {
      throw unexpected("names no default branch");
    }
    return read(
        json, installation, Optional.of(new Token.For(repository.path("id").asLong(), branch)));
  }

  /** The token in GitHub's answer. */
  static Token read(JsonNode json, long installation, Optional<Token.For> repository) {
    Map<String, String> permissions = new HashMap<>();
    json.path("permissions")
        .properties()
        .forEach(entry -> permissions.put(entry.getKey(), entry.getValue().asText()));
    String value = json.path("token").isTextual() ? json.path("token").asText() : "";
    if (value.isEmpty() || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw unexpected("has no token");
    }
    String end = json.path("expires_at").asText();
    try {
      return new Token(value, permissions, Instant.parse(end), installation, repository);
    } catch (DateTimeException unreadable) {
      throw unexpected("expires at " + Quoted.of(end) + ", which is no time");
    }
  }

  private static TransientFailure unexpected(String what) {
    return new TransientFailure(
        StopReason.GITHUB, "GitHub's answer to the request for a token " + what, Duration.ZERO);
  }

  private long installation() {
    String path = RestPath.of("repos", repository.owner(), repository.name(), "installation");
    RestResponse answer = app.get(path, MediaType.JSON);
    if (answer.status() == 404) {
      answer = app.get(path, MediaType.JSON);
    }
    if (answer.status() == 404) {
      throw GitHubFailure.notInstalled(repository, "or the repository does not exist");
    }
    JsonNode json = json(accepted(answer));
    boolean ours =
        json.path("account")
            .path("login")
            .asText(repository.owner())
            .equalsIgnoreCase(repository.owner());
    if (!json.path("id").isIntegralNumber() || !ours) {
      throw new TransientFailure(
          StopReason.GITHUB, "GitHub named no installation of " + repository, Duration.ZERO);
    }
    return json.path("id").asLong();
  }

  /** The answer's JSON. */
  static JsonNode json(RestResponse answer) {
    try {
      return answer.json();
    } catch (UnexpectedAnswerException notJson) {
      throw new TransientFailure(
          StopReason.GITHUB, String.valueOf(notJson.getMessage()), Duration.ZERO);
    }
  }

  private RestResponse accepted(RestResponse answer) {
    if (answer.status() == 401) {
      throw GitHubFailure.signatureRefused();
    }
    if (answer.isSuccess()) {
      return answer;
    }
    throw answer.status() >= 300 && answer.status() < 400
        ? new RenamedRepository(app, repository).failure(answer)
        : GitHubFailure.of(repository, answer);
  }
}
