package io.charttagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompilerThreadsTest {
  private static final int STEPS_ASLEEP = 5;
  private static final Duration LONGEST = Duration.ofSeconds(1);

  @TempDir private Path threads;

  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void theyAreIdleWhenTheySleepForAWhile() {
    thread(1, "java", "R");
    thread(2, "C1 CompilerThre", "S");
    thread(3, "C2 CompilerThre", "S");

    awaitIdle(pause -> {});

    assertThat(pauses).hasSize(STEPS_ASLEEP);
  }

  @Test
  void theyAreAwaitedWhileOneWorksOrSleepsForAMomentOnly() {
    thread(2, "C1 CompilerThre", "S");
    thread(3, "C2 CompilerThre", "R");

    // Asleep at the third pause, and from the seventh.
    awaitIdle(pause -> thread(3, "C2 CompilerThre", pause == 3 || pause >= 7 ? "S" : "R"));

    assertThat(pauses).hasSize(6 + STEPS_ASLEEP);
  }

  @Test
  void theyAreNotAwaitedForEver() {
    thread(3, "C2 CompilerThre", "R");

    awaitIdle(pause -> {});

    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(LONGEST);
  }

  @Test
  void oneThatEndsMeanwhileDoesNotWork() throws IOException {
    Files.createDirectory(threads.resolve("4"));

    awaitIdle(pause -> {});

    assertThat(pauses).hasSize(STEPS_ASLEEP);
  }

  @Test
  void theyCountAsIdleWhereNothingIsKnownOfThem() {
    new CompilerThreads(threads.resolve("absent"), pauses::add).awaitIdle(LONGEST);

    assertThat(pauses).hasSize(STEPS_ASLEEP);
  }

  @Test
  void thisProcessHasThem() throws IOException {
    Path own = Path.of("/proc/self/task");
    assumeThat(own).isDirectory();

    try (Stream<Path> all = Files.list(own)) {
      assertThat(all.map(thread -> read(thread.resolve("comm"))))
          .anyMatch(name -> name.startsWith("C1 Compiler"));
    }
  }

  /** What happens is told the number of each pause. */
  private void awaitIdle(IntConsumer happening) {
    new CompilerThreads(
            threads,
            time -> {
              pauses.add(time);
              happening.accept(pauses.size());
            })
        .awaitIdle(LONGEST);
  }

  private void thread(int number, String name, String state) {
    try {
      Path directory = Files.createDirectories(threads.resolve(Integer.toString(number)));
      Files.writeString(
          directory.resolve("stat"), number + " (" + name + ") " + state + " 1 1 1 0 -1\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException ended) {
      return "";
    }
  }
}
