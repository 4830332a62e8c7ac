package io.charttagger.github.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.port.RateLimiter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimitResponseTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00.500Z");
  private static final String SECONDARY = "{\"message\":\"You exceeded a secondary rate limit\"}";

  @ParameterizedTest
  @CsvSource({
    "3,1800,PT3S",
    "0,1800,PT1S",
    "3600,0,PT1H",
    "3601,0,PT1H",
    "999999999999,0,PT1H",
    "soon,1800,PT29M59.5S",
    "-1,1800,PT29M59.5S",
    "1.5,1800,PT29M59.5S",
    "9999999999999,1800,PT29M59.5S"
  })
  void retryAfterCountsMostAndAtMostAnHour(String retryAfter, long reset, Duration wait)
      throws Exception {
    String end = Long.toString(Instant.parse("2026-06-01T12:00:00Z").getEpochSecond() + reset);

    assertThat(
            waitAfter(
                403,
                "",
                0,
                "Retry-After",
                retryAfter,
                "X-RateLimit-Remaining",
                "0",
                "X-RateLimit-Reset",
                end))
        .contains(wait);
  }

  @ParameterizedTest
  @CsvSource({"2,PT1.5S", "1,PT1S", "-5,PT1S", "3600,PT59M59.5S", "86400,PT1H"})
  void thePrimaryLimitIsWaitedForUntilItsResetAndAtMostAnHour(long reset, Duration wait)
      throws Exception {
    long end = Instant.parse("2026-06-01T12:00:00Z").getEpochSecond() + reset;

    assertThat(
            waitAfter(
                429, "", 0, "x-ratelimit-remaining", "0", "x-ratelimit-reset", Long.toString(end)))
        .contains(wait);
  }

  @ParameterizedTest
  @CsvSource({"0,PT1M", "1,PT2M", "2,PT4M", "5,PT32M", "6,PT32M", "1000,PT32M"})
  void aLimitThatTellsNoTimeIsGivenAMinuteAndMoreEachTime(int earlier, Duration wait)
      throws Exception {
    assertThat(waitAfter(403, SECONDARY, earlier)).contains(wait);
    assertThat(waitAfter(429, "<html>", earlier)).contains(wait);
    assertThat(waitAfter(403, "{\"message\":\"Abuse Detection mechanism\"}", earlier))
        .contains(wait);
  }

  @Test
  void whatIsLeftOfThePrimaryLimitTellsNothingOfTheSecondary() throws Exception {
    assertThat(
            waitAfter(403, SECONDARY, 0, "X-RateLimit-Remaining", "4000", "X-RateLimit-Reset", "1"))
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void thePrimaryLimitIsTheOneWhoseHeadersSayThatNothingIsLeft() throws Exception {
    assertThat(limit(403, "", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1"))
        .contains(RateLimiter.Limit.PRIMARY);
    assertThat(
            limit(
                429,
                "",
                "X-RateLimit-Remaining",
                "0",
                "X-RateLimit-Reset",
                "1",
                "Retry-After",
                "9"))
        .contains(RateLimiter.Limit.PRIMARY);
    assertThat(
            limit(
                429,
                "",
                "X-RateLimit-Remaining",
                "9",
                "X-RateLimit-Reset",
                "1",
                "Retry-After",
                "9"))
        .contains(RateLimiter.Limit.SECONDARY);
    assertThat(limit(429, "", "X-RateLimit-Remaining", "0")).contains(RateLimiter.Limit.SECONDARY);
    assertThat(limit(403, SECONDARY)).contains(RateLimiter.Limit.SECONDARY);
  }

  @Test
  void anotherRefusalIsNoLimit() throws Exception {
    assertThat(waitAfter(403, "{\"message\":\"Resource not accessible by integration\"}", 0))
        .isEmpty();
    assertThat(waitAfter(403, "", 0, "X-RateLimit-Remaining", "4000", "X-RateLimit-Reset", "1"))
        .isEmpty();
    assertThat(waitAfter(403, "<html>rate limit</html>", 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 401, 404, 422, 503})
  void anotherStatusIsNoLimit(int status) throws Exception {
    assertThat(waitAfter(status, SECONDARY, 0, "Retry-After", "3")).isEmpty();
  }

  private static Optional<Duration> waitAfter(
      int status, String body, int earlier, String... headers) throws IOException {
    return refusal(status, body, earlier, headers).map(RateLimitResponse::delay);
  }

  private static Optional<RateLimiter.Limit> limit(int status, String body, String... headers)
      throws IOException {
    return refusal(status, body, 0, headers).map(RateLimitResponse::limit);
  }

  private static Optional<RateLimitResponse> refusal(
      int status, String body, int earlier, String... headers) throws IOException {
    RestRequest request =
        new RestRequest("GET", URI.create("https://api.example/x"), Optional.empty());
    return RateLimitResponse.of(
        new FakeGitHub().answers(status, body, headers).send(request), earlier, NOW);
  }
}
