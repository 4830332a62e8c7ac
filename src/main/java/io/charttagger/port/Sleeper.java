package io.charttagger.port;

import java.time.Duration;

/** How time is let pass; a seam, so that tests need not wait. */
@FunctionalInterface
public interface Sleeper {

  /** Really waits. */
  Sleeper ASLEEP =
      time -> {
        try {
          Thread.sleep(time);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new TransientFailure(
              StopReason.TIME, "the run was interrupted while it waited", Duration.ZERO);
        }
      };

  /**
   * Returns after the time given.
   *
   * @throws TransientFailure when the thread is interrupted
   */
  void pause(Duration time);
}
