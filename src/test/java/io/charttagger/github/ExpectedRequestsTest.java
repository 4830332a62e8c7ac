package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.port.RateLimiter;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run announces is reserved for the token's installation, before anything is sent. */
final class ExpectedRequestsTest {
  private final OpenedRepository opened = new OpenedRepository(new Refusing());

  @Test
  void writes() {
    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> opened.repository().expectWrites(2))
        .withMessage("2 writes of installation 7");
    assertThat(opened.gitHub().requests()).isEmpty();
    assertThat(opened.repository().calls()).isZero();
  }

  /** Says what it refuses. */
  private static final class Refusing implements RateLimiter {
    @Override
    public List<Instant> reserveWrites(long installation, int writes, Duration longestWait) {
      throw new TransientFailure(
          writes + " writes of installation " + installation, Duration.ofMinutes(1));
    }

    @Override
    public List<Instant> reserveReads(long installation, int reads, Duration longestWait) {
      throw new TransientFailure(
          reads + " reads of installation " + installation, Duration.ofMinutes(1));
    }
  }
}
