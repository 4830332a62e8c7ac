package io.charttagger.github.auth;

import io.charttagger.chart.RepositoryName;
import io.charttagger.github.http.RestClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens for one repository each and for no more than the work needs, created in one request when
 * the installation is known. Kept in memory, renewed five minutes before they expire. An
 * installation id from a payload is a hint: GitHub's answer must name the repository that was asked
 * for. Safe for concurrent use.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app">Create
 *     an installation access token</a>
 */
public final class AppTokens {
  private static final Duration RENEWAL = Duration.ofMinutes(5);

  private final Object widening = new Object();
  private final Clock clock;
  private final Map<RepositoryName, Token> known = new HashMap<>();
  private final Map<RepositoryName, CompletableFuture<Token>> requested = new HashMap<>();
  private final Set<Long> withoutChecks = ConcurrentHashMap.newKeySet();

  /** Asks for nothing yet. */
  public AppTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * The tokens of one repository.
   *
   * @param hint the installation that the payload names; without it one more request is needed
   * @param app sends requests in the App's name
   */
  public TokenProvider of(RepositoryName repository, OptionalLong hint, RestClient app) {
    return new TokenProvider() {
      private boolean mayNot;

      @Override
      public Token token() {
        return current(repository, hint, app);
      }

      @Override
      public void refused(Token token) {
        forget(repository, token);
      }

      @Override
      public synchronized boolean widen() {
        // Many writes may be refused: a run asks once.
        mayNot = mayNot || !AppTokens.this.widen(repository, current(repository, hint, app), app);
        return !mayNot;
      }
    };
  }

  /** Those who write at once may all ask for it; one token is enough for them. */
  private boolean widen(RepositoryName repository, Token token, RestClient app) {
    synchronized (widening) {
      if (holds(repository, "workflows")) {
        return true;
      }
      Optional<Token> wide =
          new TokenRequest(app, repository, withoutChecks).withWorkflows(token.installation());
      wide.ifPresent(it -> keep(repository, it));
      return wide.isPresent();
    }
  }

  private synchronized boolean holds(RepositoryName repository, String permission) {
    Token token = known.get(repository);
    return token != null && token.may(permission, "write");
  }

  private synchronized void keep(RepositoryName repository, Token token) {
    known.put(repository, token);
  }

  /** All who need a token while it is being created share the result, a failure included. */
  private Token current(RepositoryName repository, OptionalLong hint, RestClient app) {
    CompletableFuture<Token> mine = new CompletableFuture<>();
    Optional<CompletableFuture<Token>> earlier;
    synchronized (this) {
      Token token = known.get(repository);
      if (token != null && clock.instant().isBefore(token.expiresAt().minus(RENEWAL))) {
        return token;
      }
      earlier = Optional.ofNullable(requested.putIfAbsent(repository, mine));
    }
    if (earlier.isPresent()) {
      return join(earlier.get());
    }
    try {
      mine.complete(
          new TokenRequest(app, repository, withoutChecks).token(hintFor(repository, hint)));
    } catch (RuntimeException failure) {
      mine.completeExceptionally(failure);
    } finally {
      settle(repository, mine);
    }
    return join(mine);
  }

  private static Token join(CompletableFuture<Token> token) {
    try {
      return token.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private synchronized OptionalLong hintFor(RepositoryName repository, OptionalLong hint) {
    Token token = known.get(repository);
    return token == null ? hint : OptionalLong.of(token.installation());
  }

  private synchronized void settle(RepositoryName repository, CompletableFuture<Token> mine) {
    requested.remove(repository);
    if (mine.isDone() && !mine.isCompletedExceptionally()) {
      known.put(repository, mine.join());
    }
  }

  /** Ten requests may be refused at once; only the first of them costs a new token. */
  private synchronized void forget(RepositoryName repository, Token token) {
    known.remove(repository, token);
  }
}
