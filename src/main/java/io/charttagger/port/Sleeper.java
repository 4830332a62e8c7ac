package io.charttagger.port;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

/** How time is let pass; a seam, so that tests need not wait. */
@FunctionalInterface
public interface Sleeper {

  /** Really waits. */
  Sleeper ASLEEP =
      time -> {
        CountDownLatch over = new CountDownLatch(1);
        Future<?> timer = PlatformTimer.after(time, over::countDown);
        try {
          over.await();
        } catch (InterruptedException interrupted) {
          timer.cancel(false);
          Thread.currentThread().interrupt();
          throw new TransientFailure("the run was interrupted while it waited", Duration.ZERO);
        }
      };

  /**
   * Returns after the time given.
   *
   * @throws TransientFailure when the thread is interrupted
   */
  void pause(Duration time);
}
