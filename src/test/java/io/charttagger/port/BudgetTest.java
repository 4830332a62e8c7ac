package io.charttagger.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** All waiting counts against the time that a run has. */
final class BudgetTest {
  private static final Instant START = Instant.parse("2026-11-22T10:11:12Z");

  private final ManualClock clock = new ManualClock(START);
  private final Budget budget = new Budget(clock, START.plusSeconds(10), clock);

  @Test
  void whatIsLeftShrinksToZeroAndNoFurther() {
    assertThat(budget.left()).isEqualTo(Duration.ofSeconds(10));
    budget.pause(Duration.ofSeconds(4));
    assertThat(budget.left()).isEqualTo(Duration.ofSeconds(6));
    clock.advance(Duration.ofSeconds(7));
    assertThat(budget.left()).isEqualTo(Duration.ZERO);
    assertThat(budget.clock()).isSameAs(clock);
  }

  @Test
  void whatWouldUseAllThatIsLeftDoesNotFit() {
    assertThat(budget.allows(Duration.ofMillis(9999))).isTrue();
    assertThat(budget.allows(Duration.ofSeconds(10))).isFalse();
  }

  @Test
  void aWaitThatDoesNotFitIsNotBegun() {
    assertThatThrownBy(() -> budget.pause(Duration.ofSeconds(10)))
        .asInstanceOf(InstanceOfAssertFactories.type(TransientFailure.class))
        .extracting(TransientFailure::retryAfter)
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  void whatFitsIsLetPass() {
    budget.require(Duration.ofSeconds(9));

    assertThat(clock.instant()).isEqualTo(START);
  }
}
