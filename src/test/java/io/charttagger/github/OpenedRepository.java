package io.charttagger.github;

import io.charttagger.chart.RepositoryName;
import io.charttagger.github.auth.RenamedRepository;
import io.charttagger.github.auth.TestApp;
import io.charttagger.github.auth.Token;
import io.charttagger.github.auth.TokenProvider;
import io.charttagger.github.http.FakeGitHub;
import io.charttagger.github.http.NoLimits;
import io.charttagger.github.http.RateLimitedConnector;
import io.charttagger.github.http.RequestPolicy;
import io.charttagger.github.http.RestClient;
import io.charttagger.port.Budget;
import io.charttagger.port.ManualClock;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.Repository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The repository {@code acme/charts} of a {@link FakeGitHub}, as one run opens it. */
final class OpenedRepository {
  static final RepositoryName NAME = RepositoryName.parse("acme/charts");
  private static final String API = "https://api.example";
  private static final TestApp APP = TestApp.create("123");

  private final ManualClock clock = new ManualClock();
  private final Instant start = clock.instant();
  private final FakeGitHub gitHub = new FakeGitHub();
  private final Repository repository;

  /** Opens it for ten minutes, with a token that permits check runs. */
  OpenedRepository() {
    this(Map.of("checks", "write"));
  }

  /** Opens it with a token that permits this. */
  OpenedRepository(Map<String, String> permissions) {
    this(permissions, NoLimits::new);
  }

  /** Opens it within these limits. */
  OpenedRepository(RateLimiter limits) {
    this(Map.of(), clock -> limits);
  }

  private OpenedRepository(Map<String, String> permissions, Function<Clock, RateLimiter> limiter) {
    Budget budget = new Budget(clock, start.plus(Duration.ofMinutes(10)), clock);
    RateLimiter limits = limiter.apply(clock);
    RateLimitedConnector connector =
        new RateLimitedConnector(gitHub, budget, new RequestPolicy(limits, 4, () -> 0.5));
    repository =
        new GitHubApi(
            new Connection(
                NAME,
                new GitHubSite(API),
                connector,
                new OneToken(
                    new Token(
                        "ghs_hunter2",
                        permissions,
                        Instant.MAX,
                        7,
                        Optional.of(new Token.For(42, "main")))),
                new RenamedRepository(new RestClient(connector.asApp(), API), NAME),
                APP::key,
                budget));
  }

  FakeGitHub gitHub() {
    return gitHub;
  }

  Repository repository() {
    return repository;
  }

  /** How long the run has waited so far. */
  Duration waited() {
    return Duration.between(start, clock.instant());
  }

  private record OneToken(Token token) implements TokenProvider {
    @Override
    public boolean widen() {
      return false;
    }

    @Override
    public void refused(Token refused) {}
  }
}
