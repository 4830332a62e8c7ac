package io.charttagger.local.github;

import java.time.Duration;

/**
 * How long the simulator takes for each answer, in real time: half before the effect, half after
 * it. Nothing is locked meanwhile.
 *
 * @param reads for GET
 * @param writes for everything else
 */
public record Latency(Duration reads, Duration writes) {
  /** As fast as the machine. */
  public static final Latency NONE = new Latency(Duration.ZERO, Duration.ZERO);

  /** Milliseconds for reads and for writes. */
  public static Latency millis(long reads, long writes) {
    return new Latency(Duration.ofMillis(reads), Duration.ofMillis(writes));
  }

  void half(boolean read) throws InterruptedException {
    Duration half = (read ? reads : writes).dividedBy(2);
    if (half.isPositive()) {
      Thread.sleep(half);
    }
  }
}
