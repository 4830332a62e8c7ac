package io.charttagger.history;

import io.charttagger.port.DoubtfulAnswer;
import io.charttagger.port.TransientFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Works side by side, each on a virtual thread of its own; the adapter limits how many requests are
 * sent at once.
 */
public final class VirtualThreads {
  private VirtualThreads() {}

  /** Begins at once. */
  public static <T> Future<T> start(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread.ofVirtual().start(task);
    return task;
  }

  /** Waits for the end; the work's own exception is thrown as it was. */
  public static <T> T join(Future<T> work) {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a thread ended in an error", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a thread was waited for", e);
    }
  }

  /**
   * Waits for the end of work that is not needed any more, so whether it failed is nobody's
   * concern.
   */
  static void settle(Future<?> work) {
    while (!work.isDone()) {
      try {
        var _ = work.get();
      } catch (ExecutionException unneeded) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a thread was waited for", e);
      }
    }
  }

  /**
   * Works on all items at once; the results are in the items' order. It comes to an end only when
   * the work on every item has, so that after a failure nothing is still being read, and what was
   * read is not lost.
   *
   * @throws TransientFailure when only passing trouble occurred: a {@link DoubtfulAnswer} if there
   *     is one, else the one with the longest wait, because a retry before that fails again
   */
  public static <T, R> List<R> map(Collection<T> items, Function<T, R> work) {
    List<Future<R>> started = items.stream().map(item -> start(() -> work.apply(item))).toList();
    List<R> results = new ArrayList<>();
    Optional<RuntimeException> failure = Optional.empty();
    for (Future<R> each : started) {
      try {
        results.add(join(each));
      } catch (RuntimeException e) {
        failure = Optional.of(failure.map(earlier -> worse(earlier, e)).orElse(e));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return results;
  }

  /**
   * Works on all items, on few of them at once, begun in their order. Comes to an end as {@link
   * #map}; a thread whose work fails begins no other item.
   *
   * @param most how many at once
   */
  public static <T> void each(List<T> items, int most, Consumer<T> work) {
    AtomicInteger next = new AtomicInteger();
    map(
        IntStream.range(0, Math.min(most, items.size())).boxed().toList(),
        thread -> {
          for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
            work.accept(items.get(i));
          }
          return thread;
        });
  }

  private static RuntimeException worse(RuntimeException one, RuntimeException other) {
    return weight(other) > weight(one) || (weight(other) == weight(one) && waitsLonger(other, one))
        ? other
        : one;
  }

  /** What a retry does not help comes first, then what must be read again. */
  private static int weight(RuntimeException failure) {
    if (!(failure instanceof TransientFailure)) {
      return 2;
    }
    return failure instanceof DoubtfulAnswer ? 1 : 0;
  }

  private static boolean waitsLonger(RuntimeException candidate, RuntimeException than) {
    return candidate instanceof TransientFailure longer
        && than instanceof TransientFailure shorter
        && longer.retryAfter().compareTo(shorter.retryAfter()) > 0;
  }
}
