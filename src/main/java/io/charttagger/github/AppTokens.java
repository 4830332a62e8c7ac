package io.charttagger.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import io.charttagger.run.AppKey;
import io.charttagger.run.LastingTrouble;
import io.charttagger.run.PassingTrouble;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.kohsuke.github.connector.GitHubConnector;

/**
 * Tokens for one repository each and for no more than the work needs, made in one call when the
 * installation is known. Kept in memory, renewed five minutes before they run out. An installation
 * id from a payload is a hint: GitHub's answer must name the repository that was asked for. Safe
 * for concurrent use.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app">Create
 *     an installation access token</a>
 */
final class AppTokens {
  private static final Duration RENEWAL = Duration.ofMinutes(5);

  private final String apiUrl;
  private final Supplier<AppKey> keys;
  private final Clock clock;
  private final Map<RepositoryName, Token> kept = new HashMap<>();
  private final Set<Long> withoutChecks = new HashSet<>();

  /**
   * Asks for nothing yet.
   *
   * @param apiUrl such as {@code https://api.github.com}, without a slash at its end
   * @param keys asked for each new token, so that a rotated key is picked up
   */
  AppTokens(String apiUrl, Supplier<AppKey> keys, Clock clock) {
    this.apiUrl = apiUrl;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * The tokens of one repository, fetched through the connector given.
   *
   * @param hint the installation that the payload names; empty costs one more call
   */
  Access accessTo(RepositoryName repository, OptionalLong hint, GitHubConnector connector) {
    return new Access() {
      @Override
      public Token token() {
        return current(repository, hint, connector);
      }

      @Override
      public void refused(Token token) {
        forget(repository, token);
      }
    };
  }

  private synchronized Token current(
      RepositoryName repository, OptionalLong hint, GitHubConnector connector) {
    Token known = kept.get(repository);
    if (known != null && clock.instant().isBefore(known.expiresAt().minus(RENEWAL))) {
      return known;
    }
    Token fresh = new Request(repository, connector).token(hint);
    kept.put(repository, fresh);
    return fresh;
  }

  /** Ten requests may be refused at once; only the first of them costs a new token. */
  private synchronized void forget(RepositoryName repository, Token token) {
    kept.remove(repository, token);
  }

  /** The way to one new token. */
  private final class Request {
    private final RepositoryName repository;
    private final GitHubConnector connector;
    private final String jwt;

    Request(RepositoryName repository, GitHubConnector connector) {
      this.repository = repository;
      this.connector = connector;
      this.jwt = AppJwt.signedBy(keys.get(), clock.instant());
    }

    Token token(OptionalLong hint) {
      Optional<Token> hinted =
          hint.isPresent() ? tokenOf(hint.getAsLong()) : Optional.<Token>empty();
      return hinted.or(() -> tokenOf(installation())).orElseThrow(this::notAccessible);
    }

    private LastingTrouble notAccessible() {
      return GitHubFailure.notInstalled(repository, "its installation does not cover it");
    }

    /** Empty when this installation is not the one, or does not reach the repository. */
    private Optional<Token> tokenOf(long installation) {
      boolean plain = withoutChecks.contains(installation);
      Answer answer = create(installation, scope(!plain));
      if (isPermissionRefused(answer) && !plain) {
        answer = create(installation, scope(false));
        if (answer.isSuccess()) {
          withoutChecks.add(installation);
        }
      }
      if (isPermissionRefused(answer)) {
        throw new LastingTrouble(
            502,
            "The GitHub App may not write in "
                + repository
                + ": grant it contents, pull requests and checks (write) in the App's settings,"
                + " then accept that for the installation");
      }
      if (answer.status() == 404 || answer.status() == 422) {
        return Optional.empty();
      }
      return Optional.of(accepted(answer).json())
          .filter(this::isForTheRepository)
          .map(json -> read(json, installation));
    }

    private boolean isPermissionRefused(Answer answer) {
      return answer.status() == 422 && answer.message().contains("permission");
    }

    private Answer create(long installation, ObjectNode scope) {
      return send(
          "POST",
          "/app/installations/" + installation + "/access_tokens",
          Optional.of(scope.toString().getBytes(StandardCharsets.UTF_8)));
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

    private boolean isForTheRepository(JsonNode json) {
      JsonNode repositories = json.path("repositories");
      return repositories.size() == 1
          && repositories.path(0).path("full_name").asText().equalsIgnoreCase(repository + "");
    }

    private Token read(JsonNode json, long installation) {
      Map<String, String> permissions = new HashMap<>();
      json.path("permissions")
          .properties()
          .forEach(entry -> permissions.put(entry.getKey(), entry.getValue().asText()));
      String value = json.path("token").asText();
      String end = json.path("expires_at").asText();
      try {
        return new Token(value, permissions, Instant.parse(end), installation);
      } catch (DateTimeException unreadable) {
        throw new PassingTrouble(
            "GitHub's token ends at " + Quoted.of(end) + ", which is no time", Duration.ZERO);
      }
    }

    private long installation() {
      Answer answer =
          send(
              "GET",
              RestPath.of("repos", repository.owner(), repository.name(), "installation"),
              Optional.empty());
      if (answer.status() == 404) {
        throw GitHubFailure.notInstalled(repository, "or the repository does not exist");
      }
      JsonNode id = accepted(answer).json().path("id");
      if (!id.isIntegralNumber()) {
        throw new PassingTrouble("GitHub named no installation of " + repository, Duration.ZERO);
      }
      return id.asLong();
    }

    private Answer accepted(Answer answer) {
      if (answer.status() == 401) {
        throw new LastingTrouble(
            502,
            "GitHub does not accept the App's signature: the secret's appId and privateKey must be"
                + " those of one and the same App; put a key from the App's settings there");
      }
      if (GitHubFailure.isSuspended(answer)) {
        throw GitHubFailure.suspended(repository);
      }
      if (answer.isSuccess()) {
        return answer;
      }
      throw GitHubFailure.of(repository, answer);
    }

    private Answer send(String method, String path, Optional<byte[]> body) {
      try {
        URI url = URI.create(apiUrl + path);
        return Answer.of(connector.send(new RestRequest(method, url, "Bearer " + jwt, body)));
      } catch (IOException lost) {
        throw new PassingTrouble("GitHub did not answer " + method + " " + path, Duration.ZERO);
      }
    }
  }
}
