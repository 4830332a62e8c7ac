package io.charttagger.github;

import io.charttagger.dispatch.Dispatch;
import io.charttagger.run.AppKey;
import io.charttagger.run.Budget;
import io.charttagger.run.Forge;
import io.charttagger.run.Pace;
import java.time.Clock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.kohsuke.github.connector.GitHubConnector;

/** Logs in to GitHub as the App; tokens are kept in memory from run to run. */
public final class GitHubForges implements Forge.Forges {
  private final GitHubPlace place;
  private final GitHubConnector wire;
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
    this.wire = new HttpConnector();
    this.keys = keys;
    this.tokens = new AppTokens(place.apiUrl(), keys, clock);
    this.traffic = traffic;
  }

  /**
   * How to behave on the way.
   *
   * @param pace the write pace that all processes share
   * @param writesAtOnce the most writes that are out at the same time
   * @param jitter from 0 up to 1
   */
  public record Traffic(Pace pace, int writesAtOnce, DoubleSupplier jitter) {}

  /** The App at one repository. */
  record Login(Access access, LongSupplier appId, Budget budget) {}

  @Override
  public Forge open(Dispatch dispatch, Budget budget) {
    PacedConnector connector =
        new PacedConnector(
            wire,
            budget,
            traffic.pace(),
            new PacedConnector.Manners(traffic.writesAtOnce(), traffic.jitter()));
    Access access = tokens.accessTo(dispatch.repository(), dispatch.installation(), connector);
    return new GitHubForge(
        dispatch,
        place,
        connector,
        new Login(access, () -> keys.get().appId(), budget));
  }
}
