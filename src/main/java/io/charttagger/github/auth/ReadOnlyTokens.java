package io.charttagger.github.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.RepositoryName;
import io.charttagger.github.http.GitHubFailure;
import io.charttagger.github.http.RestClient;
import io.charttagger.github.http.RestResponse;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.Installation;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * The token of one installation that reads all its repositories, or one of them, and changes none.
 * Kept for the time of one run, which is shorter than the token's hour. Safe for concurrent use:
 * all who need it while it is created wait for it.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app">Create
 *     an installation access token</a>
 */
public final class ReadOnlyTokens implements TokenProvider {
  private final RestClient app;
  private final long installation;
  private final ObjectNode scope;
  private Optional<Token> known = Optional.empty();

  /**
   * Asks for nothing yet.
   *
   * @param app sends requests in the App's name
   */
  public ReadOnlyTokens(RestClient app, long installation) {
    this(app, installation, scope(/* contents= */ true));
  }

  private ReadOnlyTokens(RestClient app, long installation, ObjectNode scope) {
    this.app = app;
    this.installation = installation;
    this.scope = scope;
  }

  /**
   * Tokens for one repository.
   *
   * @param installation the installation on it; they read files only where it grants that
   */
  public static ReadOnlyTokens of(
      RestClient app, Installation installation, RepositoryName repository) {
    ObjectNode scope = scope(installation.permissions().containsKey("contents"));
    scope.putArray("repositories").add(repository.name());
    return new ReadOnlyTokens(app, installation.id(), scope);
  }

  private static ObjectNode scope(boolean contents) {
    ObjectNode scope = JsonNodeFactory.instance.objectNode();
    ObjectNode permissions = scope.putObject("permissions");
    if (contents) {
      permissions.put("contents", "read");
    }
    permissions.put("metadata", "read");
    return scope;
  }

  @Override
  public synchronized Token token() {
    if (known.isEmpty()) {
      known = Optional.of(create());
    }
    return known.get();
  }

  @Override
  public synchronized void refused(Token token) {
    known = known.filter(it -> !it.equals(token));
  }

  private Token create() {
    RestResponse answer;
    try {
      answer = app.write("POST", TokenRequest.path(installation), Optional.of(scope));
    } catch (AmbiguousWriteException lost) {
      throw new TransientFailure(
          StopReason.GITHUB, "GitHub created no token: " + lost.getMessage(), Duration.ZERO);
    }
    if (answer.status() == 401) {
      throw GitHubFailure.signatureRefused();
    }
    if (!answer.isSuccess()) {
      throw GitHubFailure.of("installation " + installation, answer);
    }
    return TokenRequest.read(TokenRequest.json(answer), installation, Optional.empty());
  }

  @Override
  public boolean widen() {
    return false;
  }
}
