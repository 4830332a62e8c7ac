package io.charttagger.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The machine's own OpenSSH and git, the judges of keys and signatures. */
public final class OpenSsh {
  private final Path directory;

  /** Works in this directory, which somebody else deletes. */
  public OpenSsh(Path directory) {
    this.directory = directory;
  }

  /** Makes a key; the file without {@code .pub} is the private one. */
  public Path key(String name, String... options) {
    Path file = directory.resolve(name);
    List<String> command =
        new ArrayList<>(List.of("ssh-keygen", "-q", "-C", "a comment", "-f", file.toString()));
    command.addAll(List.of(options));
    assertThat(run("", command).code()).as("%s", command).isZero();
    return file;
  }

  /** An Ed25519 key without a passphrase. */
  public Path key(String name) {
    return key(name, "-t", "ed25519", "-N", "");
  }

  /** What {@code ssh-keygen -Y sign} makes of a text. */
  public String signature(Path key, String namespace, String text, String... options) {
    List<String> command =
        new ArrayList<>(List.of("ssh-keygen", "-Y", "sign", "-q", "-f", key.toString()));
    command.addAll(List.of("-n", namespace));
    command.addAll(List.of(options));
    Result result = run(text, command);
    assertThat(result.code()).as("%s", command).isZero();
    return result.output();
  }

  /** What {@code ssh-keygen -l} shows as a key's fingerprint. */
  public String fingerprint(Path key) {
    String line = run("", List.of("ssh-keygen", "-l", "-f", key.toString())).output();
    return line.replaceAll("(?s)[0-9]+ (SHA256:[^ ]+) .*", "$1");
  }

  /**
   * What {@code git verify-tag} says of a tag.
   *
   * @param repository a git directory
   * @param tag its name, or the SHA of its object
   * @param signers the lines of the file of allowed signers
   * @return empty when git is content
   */
  public Optional<String> refusal(Path repository, String tag, String... signers) {
    Path file = directory.resolve("allowed-signers");
    write(file, String.join("\n", signers) + "\n");
    Result result =
        run(
            "",
            List.of(
                "git",
                "--git-dir",
                repository.toString(),
                "-c",
                "gpg.ssh.allowedSignersFile=" + file,
                "verify-tag",
                tag));
    return result.code() == 0 ? Optional.empty() : Optional.of(result.output());
  }

  private record Result(int code, String output) {}

  private static Result run(String input, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The content of a key's file. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
