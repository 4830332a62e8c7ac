package io.charttagger.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class HeapLimitTest {
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong live = new AtomicLong();
  private int collections;

  private final HeapLimit limit =
      new HeapLimit(
          () -> used.get() << 20,
          () -> {
            collections++;
            used.set(live.get());
          });

  @Test
  void anOrdinaryPushCollectsNothing() {
    used.set(48);
    limit.keep();

    assertThat(collections).isZero();
  }

  @Test
  void garbageIsCollectedWhenThereIsMuch() {
    for (int request = 0; request < 100; request++) {
      used.addAndGet(10);
      limit.keep();
      assertThat(used).hasValueLessThan(52);
    }

    assertThat(collections).isEqualTo(20);
  }

  @Test
  void whatIsInUseIsNotCollectedAgainAndAgain() {
    live.set(100);
    used.set(100);
    limit.keep();
    limit.keep();
    assertThat(collections).isEqualTo(1);

    used.set(117);
    limit.keep();
    assertThat(collections).isEqualTo(2);
  }

  @Test
  void theLimitIsTheUsualOneAgainOnceLessIsInUse() {
    live.set(100);
    used.set(100);
    limit.keep();
    live.set(10);
    used.set(130);
    limit.keep();
    used.set(49);
    limit.keep();

    assertThat(collections).isEqualTo(3);
  }
}
