package io.charttagger.local.job;

import io.charttagger.local.LocalCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The git repository that a person points at: a clone, a linked work tree or a bare repository.
 * Only plain file reads happen here, for even to look at it with JGit would leave probe files in
 * it.
 *
 * @see <a href="https://git-scm.com/docs/gitrepository-layout">Repository layout</a>
 */
final class GivenRepository {
  private static final Pattern ORIGIN =
      Pattern.compile("url = \\S*?[/:]([A-Za-z0-9-]+)/([A-Za-z0-9._-]+?)(?:\\.git)?/?\\s");

  private static final Pattern GITHUB =
      Pattern.compile(
          "url = (?:https://|ssh://git@|git@)github\\.com[:/]"
              + "([A-Za-z0-9-]+)/([A-Za-z0-9._-]+?)(?:\\.git)?/?\\s");

  private final Path asked;
  private final Path gitDirectory;
  private final Path common;

  private GivenRepository(Path asked, Path gitDirectory) {
    this.asked = asked;
    this.gitDirectory = gitDirectory;
    this.common = common(gitDirectory);
  }

  /**
   * Finds it.
   *
   * @throws JobFailure when there is none, or one that is not understood
   */
  static GivenRepository at(Path path) {
    Path asked = path.toAbsolutePath().normalize();
    GivenRepository given = new GivenRepository(asked, gitDirectory(asked));
    if (!Files.isDirectory(given.common.resolve("objects"))) {
      throw new JobFailure(
          asked + " is no git repository: give a clone or a bare repository with -Drepo=PATH");
    }
    if (given.config().toLowerCase(Locale.ROOT).contains("objectformat = sha256")) {
      throw new JobFailure(asked + " is a SHA-256 repository; GitHub has SHA-1 ones only");
    }
    return given;
  }

  /** {@code owner/name} as its remote has it, else made up from its path. */
  String name() {
    Matcher origin = ORIGIN.matcher(config());
    if (origin.find()) {
      return origin.group(1) + "/" + origin.group(2);
    }
    String last = asked.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "-");
    return LocalCloud.OWNER + "/" + last.replaceFirst("\\.git$", "");
  }

  /** The address of its page on github.com, if its remote is there. */
  Optional<String> address() {
    Matcher origin = GITHUB.matcher(config());
    return origin.find()
        ? Optional.of("https://github.com/" + origin.group(1) + "/" + origin.group(2))
        : Optional.empty();
  }

  /** The text of HEAD. */
  String head() {
    return read(gitDirectory.resolve("HEAD")).strip();
  }

  /** Copies its refs into a git directory that is empty so far. */
  void copyRefs(Path target) {
    for (String part : List.of("packed-refs", "refs", "reftable", "shallow")) {
      copy(common.resolve(part), target.resolve(part));
    }
  }

  /** Links each of its object files, and those it borrows, into an object directory. */
  void linkObjects(Path target) {
    link(common.resolve("objects"), target);
  }

  private String config() {
    Path config = common.resolve("config");
    return Files.isRegularFile(config) ? read(config) + "\n" : "";
  }

  private static Path gitDirectory(Path path) {
    Path inside = path.resolve(".git");
    if (Files.isRegularFile(inside)) {
      // A linked work tree or a submodule.
      return path.resolve(read(inside).strip().replaceFirst("^gitdir: ", "")).normalize();
    }
    return Files.isDirectory(inside) ? inside : path;
  }

  private static Path common(Path gitDirectory) {
    Path pointer = gitDirectory.resolve("commondir");
    return Files.isRegularFile(pointer)
        ? gitDirectory.resolve(read(pointer).strip()).normalize()
        : gitDirectory;
  }

  private static void copy(Path from, Path to) {
    if (Files.exists(from)) {
      for (Path file : files(from)) {
        perform(
            () -> {
              Path copy = to.resolve(from.relativize(file).toString());
              Files.createDirectories(copy.getParent());
              Files.copy(file, copy);
            });
      }
    }
  }

  private static void link(Path objects, Path target) {
    for (Path file : files(objects)) {
      Path relative = objects.relativize(file);
      Path link = target.resolve(relative.toString());
      // Which other repositories lend objects is followed here, not by what reads the links.
      if (!relative.equals(Path.of("info", "alternates"))
          && !file.toString().endsWith(".lock")
          && !Files.exists(link)) {
        perform(
            () -> {
              Files.createDirectories(link.getParent());
              Files.createSymbolicLink(link, file.toRealPath());
            });
      }
    }
    for (Path lender : lenders(objects)) {
      link(lender, target);
    }
  }

  private static List<Path> lenders(Path objects) {
    Path alternates = objects.resolve("info").resolve("alternates");
    List<Path> lenders = new ArrayList<>();
    if (Files.isRegularFile(alternates)) {
      read(alternates)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> objects.resolve(line).normalize())
          .filter(Files::isDirectory)
          .forEach(lenders::add);
    }
    return lenders;
  }

  private static List<Path> files(Path root) {
    try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void perform(Action action) {
    try {
      action.perform();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Action {
    void perform() throws IOException;
  }
}
