package io.charttagger;

import io.charttagger.port.Sleeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The JVM's own threads that compile. Java has no way to ask whether they work, but Linux shows the
 * state of each thread; elsewhere there is no such directory, and they count as idle.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class CompilerThreads {
  private static final Duration STEP = Duration.ofMillis(20);
  // They sleep for a moment when they wait for a lock as well.
  private static final int STEPS_ASLEEP = 5;

  private final Path threads;
  private final Sleeper sleeper;

  /**
   * Looks at nothing yet.
   *
   * @param threads with one directory for each thread
   */
  CompilerThreads(Path threads, Sleeper sleeper) {
    this.threads = threads;
    this.sleeper = sleeper;
  }

  /** Those of this process. */
  static CompilerThreads ofThisProcess() {
    return new CompilerThreads(Path.of("/proc/self/task"), Sleeper.ASLEEP);
  }

  /** Returns when all that was to be compiled is compiled, or so much time is over. */
  void awaitIdle(Duration longest) {
    int asleep = 0;
    for (long step = 0; step < longest.dividedBy(STEP) && asleep < STEPS_ASLEEP; step++) {
      sleeper.pause(STEP);
      asleep = areAsleep() ? asleep + 1 : 0;
    }
  }

  private boolean areAsleep() {
    if (!Files.isDirectory(threads)) {
      return true;
    }
    try (Stream<Path> all = Files.list(threads)) {
      return all.map(thread -> stat(thread.resolve("stat"))).noneMatch(CompilerThreads::isAtWork);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Like {@code 17 (C2 CompilerThre) S 1 …}. */
  private static boolean isAtWork(String stat) {
    return stat.matches("(?s)\\d+ \\(C[12] Compiler.*\\) [^S].*");
  }

  private static String stat(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException ended) {
      // A thread that ended meanwhile: the file is gone, or can no longer be read.
      return "";
    }
  }
}
