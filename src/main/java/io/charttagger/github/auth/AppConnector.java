package io.charttagger.github.auth;

import io.charttagger.port.AppKey;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Requests in the App's own name. GitHub refuses a signature that is dated by a clock that is not
 * its own; when the clocks differ, the request is signed once more by GitHub's, so that a wrong
 * clock does not look like a wrong key.
 */
public final class AppConnector implements GitHubConnector {
  private static final Duration SAME_TIME = Duration.ofSeconds(20);

  private final GitHubConnector connector;
  private final Supplier<AppKey> keys;
  private final Clock clock;

  /**
   * Sends nothing yet.
   *
   * @param keys asked for each request, so that a rotated key is picked up
   */
  public AppConnector(GitHubConnector connector, Supplier<AppKey> keys, Clock clock) {
    this.connector = connector;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    Instant now = clock.instant();
    GitHubConnectorResponse response = send(request, now);
    Optional<Instant> theirs =
        response.statusCode() == 401 ? dateOf(response) : Optional.<Instant>empty();
    if (theirs.isEmpty() || Duration.between(now, theirs.get()).abs().compareTo(SAME_TIME) <= 0) {
      return response;
    }
    return send(request, theirs.get());
  }

  private GitHubConnectorResponse send(GitHubConnectorRequest request, Instant now)
      throws IOException {
    return connector.send(new AuthenticatedRequest(request, AppJwt.signedBy(keys.get(), now)));
  }

  private static Optional<Instant> dateOf(GitHubConnectorResponse response) {
    try {
      return Optional.ofNullable(response.header("Date"))
          .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }
}
