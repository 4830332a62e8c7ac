package io.charttagger.local.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code git verify-tag} needs on a machine for a signature of an SSH key. */
final class VerifyTools {
  private static final Pattern GIT = Pattern.compile("(?s)git version (\\d+)\\.(\\d+).*");
  private static final int[] FIRST_GIT = {2, 34};

  private VerifyTools() {}

  /** What this machine lacks, and what to install; empty when all is there. */
  static Optional<String> missing() {
    return missing(VerifyTools::output);
  }

  /**
   * The same on a machine that answers commands so.
   *
   * @param machine what a command prints; empty when there is no such program
   */
  static Optional<String> missing(Function<List<String>, Optional<String>> machine) {
    Optional<String> git = machine.apply(List.of("git", "--version"));
    if (git.isEmpty()) {
      return Optional.of("this machine has no git; install 2.34 or newer, and OpenSSH");
    }
    if (!knowsSsh(git.get())) {
      return Optional.of("this machine has %s; install 2.34 or newer".formatted(git.get().strip()));
    }
    // Complains of the missing file, and an old one of what it was asked for.
    Optional<String> keygen = machine.apply(List.of("ssh-keygen", "-Y", "find-principals"));
    if (keygen.isEmpty()) {
      return Optional.of(
          "this machine has no ssh-keygen, which git needs for it; install OpenSSH 8.2 or newer");
    }
    return keygen.get().contains("find-principals")
        ? Optional.empty()
        : Optional.of("this machine's ssh-keygen is too old; install OpenSSH 8.2 or newer");
  }

  private static boolean knowsSsh(String version) {
    Matcher matcher = GIT.matcher(version);
    return matcher.matches()
        && Arrays.compare(
                new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))},
                FIRST_GIT)
            >= 0;
  }

  private static Optional<String> output(List<String> command) {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException notThere) {
      return Optional.empty();
    }
    try {
      process.getOutputStream().close();
      return Optional.of(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
