package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.port.RateLimiter;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run announces is reserved for the token's installation, before anything is sent. */
final class ExpectedRequestsTest {
  private final OpenedRepository opened = new OpenedRepository(new Refusing());

  @Test
  void writes() {
    opened.repository().announceWrites(6);
    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> opened.repository().expectWrites(2))
        .withMessage("2 to 6 permits of installation 7, WRITE");
    assertThat(opened.gitHub().requests()).isEmpty();
    assertThat(opened.repository().calls()).isZero();
  }

  /** Says what it refuses. */
  private static final class Refusing implements RateLimiter {
    @Override
    public List<Permit> reserve(long installation, Wanted wanted, Duration longestWait) {
      throw new TransientFailure(
          StopReason.GITHUB,
          "%d to %d permits of installation %d, %s"
              .formatted(wanted.least(), wanted.most(), installation, wanted.kind()),
          Duration.ofMinutes(1));
    }

    @Override
    public void limited(long installation, Limit limit, Instant until) {
      throw new AssertionError("nothing was sent");
    }

    @Override
    public Optional<Instant> limitedUntil(long installation) {
      throw new AssertionError("nothing was reserved");
    }
  }
}
