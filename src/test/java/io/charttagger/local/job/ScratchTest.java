package io.charttagger.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job finds, and what it leaves behind. */
final class ScratchTest {
  @TempDir private Path directory;

  @Test
  void isGoneWithAllThatIsInItWhenTheJobEnds() throws IOException {
    Path path;
    try (Scratch scratch = Scratch.create()) {
      path = scratch.path();
      Files.createDirectories(path.resolve("a/b"));
    }

    assertThat(path).doesNotExist();
  }

  @Test
  void staysWhereItIsToBeLeftUntilTheNextJobEmptiesIt() throws IOException {
    Path path = directory.resolve("left");
    try (Scratch first = Scratch.leftAt(path)) {
      Files.createDirectories(first.path().resolve("a/b"));
    }
    assertThat(path.resolve("a/b")).exists();

    try (Scratch second = Scratch.leftAt(path)) {
      assertThat(second.path()).isEmptyDirectory();
    }
  }

  @Test
  void removesLinksAndNotWhatTheyLeadTo() throws IOException {
    Path linked = Files.createDirectories(directory.resolve("elsewhere/kept"));
    Path path = Files.createDirectories(directory.resolve("left"));
    Files.createSymbolicLink(path.resolve("link"), linked.getParent());

    try (Scratch scratch = Scratch.leftAt(path)) {
      assertThat(scratch.path()).isEmptyDirectory();
    }

    assertThat(linked).exists();
  }
}
