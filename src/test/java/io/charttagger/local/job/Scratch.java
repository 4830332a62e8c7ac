package io.charttagger.local.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A directory for one job.
 *
 * @param stays whether it is still there when the job has ended
 */
record Scratch(Path path, boolean stays) implements AutoCloseable {

  /** A new one, gone when the job ends. */
  static Scratch create() {
    try {
      return new Scratch(Files.createTempDirectory("chart-tagger-"), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * That one, empty at first whatever an earlier job left in it; it stays for people to look into.
   */
  static Scratch leftAt(Path path) {
    try {
      delete(path);
      return new Scratch(Files.createDirectories(path.toAbsolutePath()), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!stays) {
      delete(path);
    }
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
