package io.charttagger.github.auth;

import io.charttagger.github.http.RateLimitedConnector;
import java.io.IOException;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Requests in the name of an installation, our own and those of hub4j: its token is added here, and
 * one that GitHub refuses is renewed once. A refused request was not processed, so a write is sent
 * again too.
 */
public final class InstallationConnector implements GitHubConnector {
  private final RateLimitedConnector connector;
  private final TokenProvider tokens;

  /** Sends nothing yet. */
  public InstallationConnector(RateLimitedConnector connector, TokenProvider tokens) {
    this.connector = connector;
    this.tokens = tokens;
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    // Before the request takes its turn: a new token needs a request, too.
    Token token = tokens.token();
    GitHubConnectorResponse response = send(request, token);
    if (response.statusCode() != 401) {
      return response;
    }
    tokens.refused(token);
    return send(request, tokens.token());
  }

  private GitHubConnectorResponse send(GitHubConnectorRequest request, Token token)
      throws IOException {
    return connector.send(new AuthenticatedRequest(request, token.value()), token.installation());
  }
}
