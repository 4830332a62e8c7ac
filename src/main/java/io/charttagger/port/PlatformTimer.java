package io.charttagger.port;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Timers on one platform thread. A virtual thread's own timed wait can last for ever: in JDK 25 the
 * scheduler behind it loses wake-ups where many waits end before their time. Seen with 25.0.3 as a
 * sleep of a minute that did not end.
 *
 * @see <a href="https://bugs.openjdk.org/browse/JDK-8370887">JDK-8370887</a>, one cause, fixed in
 *     25.0.2
 */
public final class PlatformTimer {
  private static final ScheduledThreadPoolExecutor THREAD = thread();

  private PlatformTimer() {}

  private static ScheduledThreadPoolExecutor thread() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("timer-", 0).factory());
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /**
   * Runs something short after that time, unless it is cancelled before.
   *
   * @return cancels it
   */
  public static Future<?> after(Duration time, Runnable action) {
    return THREAD.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
