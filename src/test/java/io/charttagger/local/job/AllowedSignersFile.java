package io.charttagger.local.job;

import io.charttagger.local.github.AppSecret;
import io.charttagger.local.page.ShellWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that tells git whose signatures count, with the one line that {@code check-setup} shows
 * an operator.
 *
 * @param path relative to where the job runs, if it is below there
 * @see <a
 *     href="https://git-scm.com/docs/git-config#Documentation/git-config.txt-gpgsshallowedSignersFile">gpg.ssh.allowedSignersFile</a>
 */
record AllowedSignersFile(Path path) {
  private static final String NAME = "allowed-signers";

  AllowedSignersFile {
    path = fromHere(path);
  }

  /** That of a directory, which may not be written yet. */
  static AllowedSignersFile in(Path directory) {
    return new AllowedSignersFile(directory.resolve(NAME));
  }

  /** That of the directory which a repository is in. */
  static AllowedSignersFile beside(Path repository) {
    return new AllowedSignersFile(repository.resolveSibling(NAME));
  }

  /** Writes it for the key of this App's secret. */
  AllowedSignersFile write(AppSecret app) {
    try {
      Files.writeString(path, app.allowedSignersLine() + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The setting that names it, for git's option {@code -c}. */
  String setting() {
    return "gpg.ssh.allowedSignersFile=" + path;
  }

  /** The command that verifies a tag, for people to copy. */
  String command(Path repository, String tag) {
    return "git --git-dir %s -c %s verify-tag %s"
        .formatted(
            ShellWord.of(fromHere(repository).toString()),
            ShellWord.of(setting()),
            ShellWord.of(tag));
  }

  /** As people want to see it in a command. */
  static Path fromHere(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath();
    return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
  }
}
