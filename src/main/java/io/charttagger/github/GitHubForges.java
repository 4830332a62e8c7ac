package io.charttagger.github;

import io.charttagger.chart.RepositoryName;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.port.AppKey;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.RateLimiter;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.kohsuke.github.connector.GitHubConnector;

/** Logs in to GitHub as the App; tokens are kept in memory from run to run. */
public final class GitHubForges implements Forge.Forges {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final GitHubPlace place;
  private final HttpClient client;
  private final Supplier<AppKey> keys;
  private final AppTokens tokens;
  private final Traffic traffic;

  /**
   * Sends nothing yet.
   *
   * @param keys the App's credentials, asked for whenever a token is made
   */
  public GitHubForges(GitHubPlace place, Supplier<AppKey> keys, Clock clock, Traffic traffic) {
    this.place = place;
    this.client = HttpConnector.client();
    this.keys = keys;
    this.tokens = new AppTokens(place.apiUrl(), keys, clock);
    this.traffic = traffic;
  }

  /**
   * How to behave on the way.
   *
   * @param pace the pace that all processes share
   * @param writesAtOnce the most writes that are out at the same time
   * @param jitter from 0 up to 1
   */
  public record Traffic(RateLimiter pace, int writesAtOnce, DoubleSupplier jitter) {}

  /** The App at one repository. */
  record Login(TokenProvider access, Supplier<String> appId, Budget budget) {}

  /** Runs through hub4j's set-up once, so that a snapshot holds its classes. Sends nothing. */
  public static void rehearse() {
    TokenProvider none =
        new TokenProvider() {
          @Override
          public Token token() {
            throw new IllegalStateException("a rehearsal sends nothing");
          }

          @Override
          public void refused(Token token) {}
        };
    RepositoryName repository = RepositoryName.parse("example/charts");
    String url = "https://example.invalid";
    RestClient rest = new RestClient(GitHubConnector.OFFLINE, url, repository, none);
    new Hub4jClient(Hub4jClient.client(GitHubConnector.OFFLINE, url, none), repository, rest, none);
  }

  /** One request's time: ten seconds, or what is left. */
  private static Duration patience(Budget budget) {
    Duration left = budget.left();
    return left.compareTo(LONGEST) < 0 ? left : LONGEST;
  }

  @Override
  public Forge open(Dispatch dispatch, Budget budget) {
    RateLimitedConnector connector =
        new RateLimitedConnector(
            new HttpConnector(client, () -> patience(budget)),
            budget,
            traffic.pace(),
            new RateLimitedConnector.Manners(traffic.writesAtOnce(), traffic.jitter()));
    TokenProvider access =
        tokens.accessTo(dispatch.repository(), dispatch.installation(), connector.asApp());
    return new GitHubForge(
        dispatch, place, connector, new Login(access, () -> keys.get().appId(), budget));
  }
}
