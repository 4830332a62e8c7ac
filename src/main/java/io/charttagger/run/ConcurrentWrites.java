package io.charttagger.run;

import io.charttagger.history.VirtualThreads;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Writes side by side, each while the lease is still ours. A failure that concerns them all lets
 * those that are begun come to their end and begins no more.
 */
final class ConcurrentWrites {
  private ConcurrentWrites() {}

  /**
   * Writes each item, begun in their order.
   *
   * @param most how many at once
   */
  static <T> void each(List<T> items, int most, RunContext context, Consumer<T> write) {
    AtomicBoolean stopped = new AtomicBoolean();
    VirtualThreads.each(
        items,
        most,
        item -> {
          if (stopped.get()) {
            return;
          }
          try {
            context.lease().renew();
            write.accept(item);
          } catch (RuntimeException e) {
            stopped.set(true);
            throw e;
          }
        });
  }
}
