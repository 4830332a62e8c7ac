package io.charttagger.local.job;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine's own git, as an independent witness; every user has it, the product needs it not.
 */
final class PlainGit {
  private final Path repository;

  PlainGit(Path repository) {
    this.repository = repository;
  }

  /** Whether there is one. */
  static boolean isThere() {
    try {
      new PlainGit(Path.of(".")).output("--version");
      return true;
    } catch (UncheckedIOException missing) {
      return false;
    }
  }

  /**
   * What git printed.
   *
   * @throws JobFailure with git's words when it is not content
   */
  String output(String... arguments) {
    return output(new byte[0], arguments);
  }

  /** The same, with something to read. */
  String output(byte[] input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "--git-dir", repository.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // A hook's or an alias's repository is not the one that is meant.
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    try {
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input);
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new JobFailure(
            "`git %s` ended with %d:%n%s".formatted(String.join(" ", arguments), code, output));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
