package io.charttagger.run;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Works on many things side by side, each on a virtual thread, but on few of them at once. */
final class FewAtOnce {
  private FewAtOnce() {}

  /** Begins the items in their order; returns when all are done. */
  static <T> void each(List<T> items, int most, Consumer<T> work) {
    AtomicInteger next = new AtomicInteger();
    List<FutureTask<Void>> threads =
        IntStream.range(0, Math.min(most, items.size()))
            .mapToObj(number -> new FutureTask<Void>(() -> workOff(items, next, work), null))
            .toList();
    threads.forEach(thread -> Thread.ofVirtual().start(thread));
    threads.forEach(FewAtOnce::join);
  }

  private static <T> void workOff(List<T> items, AtomicInteger next, Consumer<T> work) {
    for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
      work.accept(items.get(i));
    }
  }

  private static void join(FutureTask<Void> thread) {
    try {
      thread.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a thread ended in an error", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while work was done side by side", e);
    }
  }
}
