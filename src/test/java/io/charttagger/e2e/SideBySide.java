package io.charttagger.e2e;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * Cases that mostly wait, run side by side. JUnit shows each as a test of its own, which awaits its
 * case.
 */
public final class SideBySide implements AutoCloseable {
  private final ExecutorService threads;
  private final Map<String, Integer> counts = new TreeMap<>();

  /** At most so many cases at once. */
  public SideBySide(int atOnce) {
    threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory());
  }

  /** Begins with a case as soon as there is room for it. */
  public DynamicTest begin(String kind, String where, Executable body) {
    counts.merge(kind, 1, Integer::sum);
    Future<?> ended =
        threads.submit(
            () -> {
              try {
                body.execute();
                return null;
              } catch (Exception | Error known) {
                throw known;
              } catch (Throwable other) {
                throw new AssertionError(other);
              }
            });
    return DynamicTest.dynamicTest(
        where + ": " + kind,
        () -> {
          try {
            ended.get();
          } catch (ExecutionException failed) {
            throw failed.getCause();
          }
        });
  }

  /** How many cases there were, in all and of each kind: one line each. */
  public String counted(String title) {
    StringBuilder lines = new StringBuilder();
    lines.append(title).append(": ").append(counts.values().stream().mapToInt(it -> it).sum());
    counts.forEach((kind, count) -> lines.append("%n%6d %s".formatted(count, kind)));
    return lines.toString();
  }

  /** Ends what is still under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
