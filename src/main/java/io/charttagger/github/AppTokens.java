package io.charttagger.github;

import io.charttagger.chart.RepositoryName;
import io.charttagger.port.AppKey;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
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
  private final Map<RepositoryName, FutureTask<Token>> underway = new HashMap<>();
  private final Set<Long> withoutChecks = ConcurrentHashMap.newKeySet();

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
  TokenProvider accessTo(RepositoryName repository, OptionalLong hint, GitHubConnector connector) {
    return new TokenProvider() {
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

  /** Whoever comes while a token is being made shares what comes of it, trouble included. */
  private Token current(RepositoryName repository, OptionalLong hint, GitHubConnector connector) {
    FutureTask<Token> mine = new FutureTask<>(() -> fresh(repository, hint, connector));
    Optional<FutureTask<Token>> earlier;
    synchronized (this) {
      Token known = kept.get(repository);
      if (known != null && clock.instant().isBefore(known.expiresAt().minus(RENEWAL))) {
        return known;
      }
      earlier = Optional.ofNullable(underway.putIfAbsent(repository, mine));
    }
    if (earlier.isEmpty()) {
      mine.run();
    }
    return VirtualThreads.join(earlier.orElse(mine));
  }

  private Token fresh(RepositoryName repository, OptionalLong hint, GitHubConnector connector) {
    Optional<Token> made = Optional.empty();
    try {
      AppRest app = new AppRest(connector, apiUrl, AppJwt.signedBy(keys.get(), clock.instant()));
      made =
          Optional.of(
              new TokenRequest(app, repository, withoutChecks).token(hintFor(repository, hint)));
      return made.get();
    } finally {
      over(repository, made);
    }
  }

  private synchronized OptionalLong hintFor(RepositoryName repository, OptionalLong hint) {
    Token known = kept.get(repository);
    return known == null ? hint : OptionalLong.of(known.installation());
  }

  private synchronized void over(RepositoryName repository, Optional<Token> made) {
    underway.remove(repository);
    made.ifPresent(token -> kept.put(repository, token));
  }

  /** Ten requests may be refused at once; only the first of them costs a new token. */
  private synchronized void forget(RepositoryName repository, Token token) {
    kept.remove(repository, token);
  }
}
