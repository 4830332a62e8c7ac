package io.charttagger.github.http;

import io.charttagger.port.RateLimiter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Tells a rate limit's refusal from other refusals, and how long GitHub wants no further requests:
 * {@code retry-after} first, else the primary limit's reset, else a minute, doubled each time.
 *
 * @param limit the primary limit when its headers say that nothing is left of it
 * @param delay before the next request of this installation
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit">Exceeding
 *     the rate limit</a>
 */
record RateLimitResponse(RateLimiter.Limit limit, Duration delay) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  // The primary limit is reset each hour; who says more is not GitHub.
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration UNSAID = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 5;

  /**
   * Empty when the response is no limit's.
   *
   * @param earlier how often this request has met a limit before
   */
  static Optional<RateLimitResponse> of(GitHubConnectorResponse response, int earlier, Instant now)
      throws IOException {
    if (response.statusCode() != 403 && response.statusCode() != 429) {
      return Optional.empty();
    }
    Optional<Duration> reset =
        "0".equals(response.header("x-ratelimit-remaining"))
            ? seconds(response, "x-ratelimit-reset")
                .map(at -> Duration.between(now, Instant.ofEpochSecond(at)))
            : Optional.empty();
    RateLimiter.Limit limit =
        reset.isPresent() ? RateLimiter.Limit.PRIMARY : RateLimiter.Limit.SECONDARY;
    Optional<Duration> told =
        seconds(response, "retry-after").map(Duration::ofSeconds).or(() -> reset);
    if (told.isPresent()) {
      return told.map(wait -> new RateLimitResponse(limit, withinReason(wait)));
    }
    return response.statusCode() == 429 || saysSo(response)
        ? Optional.of(
            new RateLimitResponse(
                limit, UNSAID.multipliedBy(1L << Math.min(earlier, MOST_DOUBLINGS))))
        : Optional.empty();
  }

  /** GitHub also limits without any header: only the words tell. */
  private static boolean saysSo(GitHubConnectorResponse response) throws IOException {
    String words = RestResponse.of(response).message().toLowerCase(Locale.ROOT);
    return words.contains("rate limit") || words.contains("abuse detection");
  }

  private static Duration withinReason(Duration wait) {
    return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Optional<Long> seconds(GitHubConnectorResponse response, String header) {
    String value = response.header(header);
    return value != null && value.matches("[0-9]{1,12}")
        ? Optional.of(Long.valueOf(value))
        : Optional.empty();
  }
}
