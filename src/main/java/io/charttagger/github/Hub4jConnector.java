package io.charttagger.github;

import io.charttagger.github.http.UnexpectedAnswerException;
import java.io.IOException;
import java.io.InputStream;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * What hub4j sends through. It reads the next page of a list wherever the answer says that it is,
 * and the token would go there, too: only requests below the API are sent. And each response names
 * hub4j's own request: it takes an {@code Authorization} header that it did not set for an expired
 * token, and would send a refused request again and again.
 */
final class Hub4jConnector implements GitHubConnector {
  private final GitHubConnector connector;
  private final String apiUrl;

  /** Sends nothing yet. */
  Hub4jConnector(GitHubConnector connector, String apiUrl) {
    this.connector = connector;
    this.apiUrl = apiUrl;
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    if (!request.url().toString().startsWith(apiUrl + "/")) {
      throw new UnexpectedAnswerException("GitHub's answer continues at another address");
    }
    return new Answered(request, connector.send(request));
  }

  /** A response to hub4j's own request. */
  private static final class Answered extends GitHubConnectorResponse.ByteArrayResponse {
    private final GitHubConnectorResponse response;

    Answered(GitHubConnectorRequest request, GitHubConnectorResponse response) {
      super(request, response.statusCode(), response.allHeaders());
      this.response = response;
    }

    @Override
    protected InputStream rawBodyStream() throws IOException {
      return response.bodyStream();
    }
  }
}
