package io.charttagger.local.job;

import io.charttagger.local.page.ShellWord;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code -Drepo} says: a path on this machine, and nothing else. */
final class GivenPath {
  private static final Pattern FILE = Pattern.compile("file://(/.*)");
  private static final Pattern ADDRESS =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)(?:[^/@]*@)?(.*)");
  // What git takes for ssh: user@host:path.
  private static final Pattern REMOTE_SHELL = Pattern.compile("[^/@:]+@[^/@:]+:(?!//).+");

  private GivenPath() {}

  /**
   * Reads it.
   *
   * @param home of the person who gave it: a shell expands {@code ~} at the start of a word only
   * @throws JobFailure when it is none
   */
  static Path parse(String text, Path home) {
    Matcher file = FILE.matcher(text);
    if (file.matches()) {
      throw new JobFailure(
          "-Drepo=%s is an address: give the path, -Drepo=%s".formatted(text, file.group(1)));
    }
    Matcher address = ADDRESS.matcher(text);
    if (address.matches()) {
      throw toClone(address.group(1) + address.group(2));
    }
    if (REMOTE_SHELL.matcher(text).matches()) {
      throw toClone(text);
    }
    if (text.startsWith("~") && !text.equals("~") && !text.startsWith("~/")) {
      throw new JobFailure(
          "-Drepo=%s: the home of another user is not looked up; give the whole path"
              .formatted(text));
    }
    try {
      return text.startsWith("~")
          ? home.resolve(text.substring(Math.min(2, text.length())))
          : Path.of(text);
    } catch (InvalidPathException e) {
      throw new JobFailure("-Drepo=%s is no path: give the directory of a clone".formatted(text));
    }
  }

  private static JobFailure toClone(String address) {
    String directory =
        "../"
            + address
                .replaceFirst("/+$", "")
                .replaceFirst(".*[/:]", "")
                .replaceFirst("\\.git$", "");
    return new JobFailure(
        ("-Drepo=%s is an address, and only a repository on this machine is read: run"
                + " `git clone %s %s`, then give -Drepo=%s")
            .formatted(
                address, ShellWord.of(address), ShellWord.of(directory), ShellWord.of(directory)));
  }
}
