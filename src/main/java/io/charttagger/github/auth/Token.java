package io.charttagger.github.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An installation's access token, scoped to one repository, or to all for reading. Lives in memory
 * only; {@code toString} withholds the value.
 *
 * @param value what requests carry
 * @param permissions what it may do, such as {@code contents} to {@code write}
 * @param expiresAt an hour after it was made
 * @param installation the App's installation that it acts for
 * @param repository the repository that it is for; empty when it is for all
 * @see <a
 *     href="https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app">Create
 *     an installation access token</a>
 */
public record Token(
    String value,
    Map<String, String> permissions,
    Instant expiresAt,
    long installation,
    Optional<For> repository) {

  /**
   * The repository that a token is for.
   *
   * @param id its id, which stays when it is renamed
   * @param defaultBranch its default branch when the token was made
   */
  public record For(long id, String defaultBranch) {}

  private static final Duration LIFETIME = Duration.ofHours(1);

  /** Copies the permissions. */
  public Token {
    permissions = Map.copyOf(permissions);
  }

  /** True when the installation granted this much, such as {@code checks} and {@code write}. */
  public boolean may(String permission, String access) {
    return access.equals(permissions.get(permission));
  }

  /** True when it was made longer ago than that. */
  public boolean isOlderThan(Duration age, Instant now) {
    return expiresAt.minus(LIFETIME).isBefore(now.minus(age));
  }

  @Override
  public String toString() {
    return "Token[installation=" + installation + ", expiresAt=" + expiresAt + ", withheld]";
  }
}
