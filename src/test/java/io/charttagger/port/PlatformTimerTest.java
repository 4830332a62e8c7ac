package io.charttagger.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time passes for virtual threads too. */
@Timeout(20)
final class PlatformTimerTest {
  @Test
  void anActionRunsAfterItsTime() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    long start = System.nanoTime();

    var _ = PlatformTimer.after(Duration.ofMillis(50), done::countDown);

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(45));
  }

  @Test
  void aCancelledActionDoesNotRun() throws Exception {
    AtomicBoolean ran = new AtomicBoolean();

    PlatformTimer.after(Duration.ofMillis(20), () -> ran.set(true)).cancel(false);
    Sleeper.ASLEEP.pause(Duration.ofMillis(60));

    assertThat(ran).isFalse();
  }

  @Test
  void whoIsInterruptedWhileAsleepWakesUp() throws Exception {
    CountDownLatch woken = new CountDownLatch(1);
    Thread sleeper =
        Thread.ofVirtual()
            .start(
                () -> {
                  assertThatExceptionOfType(TransientFailure.class)
                      .isThrownBy(() -> Sleeper.ASLEEP.pause(Duration.ofMinutes(5)));
                  assertThat(Thread.currentThread().isInterrupted()).isTrue();
                  woken.countDown();
                });

    sleeper.interrupt();

    assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
