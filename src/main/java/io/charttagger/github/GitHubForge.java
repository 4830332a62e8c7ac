package io.charttagger.github;

import io.charttagger.chart.RepositoryName;
import io.charttagger.github.auth.AppConnector;
import io.charttagger.github.auth.AppTokens;
import io.charttagger.github.auth.RenamedRepository;
import io.charttagger.github.http.HttpConnector;
import io.charttagger.github.http.RateLimitedConnector;
import io.charttagger.github.http.RequestPolicy;
import io.charttagger.github.http.RestClient;
import io.charttagger.port.AppKeys;
import io.charttagger.port.AppSetup;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.Installations;
import io.charttagger.port.Repository;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;

/** GitHub, to which we are an App; tokens are kept in memory from run to run. */
public final class GitHubForge implements Forge, AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final GitHubSite site;
  private final HttpClient client;
  private final AppKeys keys;
  private final Clock clock;
  private final AppTokens tokens;
  private final RequestPolicy policy;

  /**
   * Sends nothing yet.
   *
   * @param server its client is closed with the forge
   * @param keys the App's credentials, asked for whenever a token is created
   */
  public GitHubForge(GitHubServer server, AppKeys keys, Clock clock, RequestPolicy policy) {
    this.client = server.client();
    this.site = new GitHubSite(server.apiUrl());
    this.keys = keys;
    this.clock = clock;
    this.tokens = new AppTokens(clock);
    this.policy = policy;
  }

  @Override
  public Repository open(RepositoryName repository, OptionalLong installation, Budget budget) {
    return open(repository, installation, connector(budget), budget);
  }

  @Override
  public Repository openForPreview(
      RepositoryName repository, OptionalLong installation, Budget budget) {
    return open(repository, installation, connector(budget, policy.sparing()), budget);
  }

  private Repository open(
      RepositoryName repository,
      OptionalLong installation,
      RateLimitedConnector connector,
      Budget budget) {
    RestClient app = app(connector);
    return new GitHubApi(
        new Connection(
            repository,
            site,
            connector,
            tokens.of(repository, installation, app),
            new RenamedRepository(app, repository),
            keys,
            budget));
  }

  @Override
  public Installations installations(Budget budget) {
    return new GitHubInstallations(this, budget, () -> connector(budget));
  }

  @Override
  public AppSetup setup(Budget budget) {
    return new GitHubSetup(this, budget);
  }

  GitHubSite site() {
    return site;
  }

  AppKeys keys() {
    return keys;
  }

  /** A way to GitHub for one run to one installation. */
  RateLimitedConnector connector(Budget budget) {
    return connector(budget, policy);
  }

  private RateLimitedConnector connector(Budget budget, RequestPolicy kept) {
    return new RateLimitedConnector(new HttpConnector(client, () -> timeout(budget)), budget, kept);
  }

  /** Requests in the App's name. */
  RestClient app(RateLimitedConnector connector) {
    return new RestClient(new AppConnector(connector.asApp(), keys, clock), site.apiUrl());
  }

  /** One request's time: ten seconds, or what is left. */
  private static Duration timeout(Budget budget) {
    Duration left = budget.left();
    return left.compareTo(LONGEST) < 0 ? left : LONGEST;
  }

  /** Closes all connections; requests that wait for an answer fail. */
  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
