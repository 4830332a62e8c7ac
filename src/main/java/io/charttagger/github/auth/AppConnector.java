package io.charttagger.github.auth;

import io.charttagger.github.http.HttpDate;
import io.charttagger.port.AppKey;
import io.charttagger.port.AppKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Requests in the App's own name. GitHub refuses a signature that is dated by a clock that is not
 * its own; when the clocks differ, the request is signed once more by GitHub's, so that a wrong
 * clock does not look like a wrong key. A key that is still refused may have been rotated: it is
 * read again, and another one signs the request once more.
 */
public final class AppConnector implements GitHubConnector {
  private static final Duration SAME_TIME = Duration.ofSeconds(20);

  private final GitHubConnector connector;
  private final AppKeys keys;
  private final Clock clock;

  /**
   * Sends nothing yet.
   *
   * @param keys asked for each request, so that a rotated key is picked up
   */
  public AppConnector(GitHubConnector connector, AppKeys keys, Clock clock) {
    this.connector = connector;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    AppKey key = keys.get();
    Instant now = clock.instant();
    GitHubConnectorResponse response = send(request, key, now);
    Optional<Instant> theirs = isRefused(response) ? dateOf(response) : Optional.<Instant>empty();
    if (theirs.isPresent() && Duration.between(now, theirs.get()).abs().compareTo(SAME_TIME) > 0) {
      now = theirs.get();
      response = send(request, key, now);
    }
    if (!isRefused(response)) {
      return response;
    }
    AppKey latest = keys.readAgain();
    return latest.equals(key) ? response : send(request, latest, now);
  }

  private static boolean isRefused(GitHubConnectorResponse response) {
    return response.statusCode() == 401;
  }

  private GitHubConnectorResponse send(GitHubConnectorRequest request, AppKey key, Instant now)
      throws IOException {
    return connector.send(new AuthenticatedRequest(request, AppJwt.signedBy(key, now)));
  }

  private static Optional<Instant> dateOf(GitHubConnectorResponse response) {
    return Optional.ofNullable(response.header("Date")).flatMap(HttpDate::parse);
  }
}
