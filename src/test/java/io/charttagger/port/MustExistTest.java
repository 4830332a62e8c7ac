package io.charttagger.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is known to exist is found late or not yet, but never missing. */
final class MustExistTest {
  private static final Instant START = Instant.parse("2026-11-22T10:11:12Z");

  private final ManualClock clock = new ManualClock(START);
  private int reads;

  private Optional<String> foundAtRead(int number) {
    reads++;
    return reads >= number ? Optional.of("found") : Optional.empty();
  }

  private MustExist within(Duration time) {
    return new MustExist(new Budget(clock, START.plus(time), clock));
  }

  @Test
  void whatIsFoundAtOnceCostsOneReadAndNoTime() {
    assertThat(within(Duration.ZERO).read("it", () -> foundAtRead(1))).isEqualTo("found");
    assertThat(reads).isEqualTo(1);
    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  void whatIsFoundLateIsReadAgainAfterGrowingWaits() {
    assertThat(within(Duration.ofMinutes(1)).read("it", () -> foundAtRead(4))).isEqualTo("found");
    assertThat(clock.instant()).isEqualTo(START.plusMillis(500 + 1000 + 2000));
  }

  @Test
  void noWaitFollowsTheReadThatFoundIt() {
    assertThat(within(Duration.ofMinutes(1)).read("it", () -> foundAtRead(2))).isEqualTo("found");
    assertThat(reads).isEqualTo(2);
    assertThat(clock.instant()).isEqualTo(START.plusMillis(500));
  }

  @Test
  void whatStaysUnfoundIsTroubleThatPasses() {
    MustExist mustExist = within(Duration.ofMinutes(1));

    assertThatThrownBy(() -> mustExist.read("the tree 1234567", () -> foundAtRead(5)))
        .isInstanceOf(TransientFailure.class)
        .hasMessage("GitHub does not show the tree 1234567 yet, although it exists");
    assertThat(reads).isEqualTo(4);
  }

  @Test
  void theWaitsStopWhereTheTimeEnds() {
    MustExist mustExist = within(Duration.ofSeconds(1));

    assertThatThrownBy(() -> mustExist.read("it", () -> foundAtRead(3)))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining("the time of this run is used up");
    assertThat(reads).isEqualTo(2);
    assertThat(clock.instant()).isEqualTo(START.plusMillis(500));
  }
}
