package io.charttagger.run;

import java.time.Duration;

/** How time is let pass; a seam, so that tests need not wait. */
@FunctionalInterface
public interface Waiting {

  /** Really waits. */
  Waiting ASLEEP =
      time -> {
        try {
          Thread.sleep(time);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new PassingTrouble("the run was interrupted while it waited", Duration.ZERO);
        }
      };

  /**
   * Returns after the time given.
   *
   * @throws PassingTrouble when the thread is interrupted
   */
  void pause(Duration time);
}
