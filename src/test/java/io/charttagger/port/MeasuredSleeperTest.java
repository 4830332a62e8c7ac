package io.charttagger.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a run waited. */
final class MeasuredSleeperTest {
  private final ManualClock clock = new ManualClock();

  @Test
  void waitsAddUp() {
    MeasuredSleeper sleeper = new MeasuredSleeper(clock, clock);

    sleeper.pause(Duration.ofSeconds(2));
    clock.advance(Duration.ofMinutes(1));
    sleeper.pause(Duration.ofSeconds(3));

    assertThat(sleeper.waited()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void waitsSideBySideCountOnce() {
    MeasuredSleeper[] measured = new MeasuredSleeper[1];
    Sleeper whileAnotherWaits =
        time -> {
          clock.advance(time);
          if (time.toSeconds() == 2) {
            measured[0].pause(Duration.ofSeconds(1));
          }
        };
    measured[0] = new MeasuredSleeper(whileAnotherWaits, clock);

    measured[0].pause(Duration.ofSeconds(2));

    assertThat(measured[0].waited()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aWaitThatIsInterruptedCountsAsFarAsItCame() {
    MeasuredSleeper sleeper =
        new MeasuredSleeper(
            time -> {
              clock.advance(Duration.ofSeconds(1));
              throw new IllegalStateException("interrupted");
            },
            clock);

    assertThatThrownBy(() -> sleeper.pause(Duration.ofSeconds(9)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(sleeper.waited()).isEqualTo(Duration.ofSeconds(1));
  }
}
