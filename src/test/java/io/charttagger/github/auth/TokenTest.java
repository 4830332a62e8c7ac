package io.charttagger.github.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TokenTest {
  private static final Instant MADE = Instant.parse("2026-11-22T12:00:00Z");

  private final Token token =
      new Token(
          "ghs_hunter2",
          Map.of(),
          MADE.plus(Duration.ofHours(1)),
          7,
          Optional.of(new Token.For(42, "main")));

  @Test
  void knowsItsAgeByTheHourThatItIsMadeFor() {
    assertThat(token.isOlderThan(Duration.ofMinutes(1), MADE.plusSeconds(60))).isFalse();
    assertThat(token.isOlderThan(Duration.ofMinutes(1), MADE.plusSeconds(61))).isTrue();
  }

  @Test
  void withholdsItsValue() {
    assertThat(token).asString().doesNotContain("hunter2");
  }
}
