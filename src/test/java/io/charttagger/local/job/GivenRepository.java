package io.charttagger.local.job;

import io.charttagger.local.LocalCloud;
import io.charttagger.local.page.ShellWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    checkDirectory(asked);
    GivenRepository given = new GivenRepository(asked, gitDirectory(asked));
    if (!Files.isDirectory(given.common.resolve("objects"))) {
      throw new JobFailure(given.isNone());
    }
    given.checkKind();
    return given;
  }

  private static void checkDirectory(Path asked) {
    if (!Files.exists(asked)) {
      throw new JobFailure(
          "there is no %s: give the directory of a clone with -Drepo=PATH".formatted(asked));
    }
    if (!Files.isDirectory(asked)) {
      throw new JobFailure(
          "%s is a file: give the directory of a clone with -Drepo=PATH".formatted(asked));
    }
    if (!Files.isReadable(asked) || !Files.isExecutable(asked)) {
      throw new JobFailure(
          "%s cannot be read by %s: allow it, or give a clone of your own with -Drepo=PATH"
              .formatted(asked, System.getProperty("user.name")));
    }
  }

  private String isNone() {
    if (!Files.exists(gitDirectory)) {
      return "%s names %s, which does not exist: run `git worktree repair` in the repository that it belongs to, or give that one with -Drepo=PATH"
          .formatted(asked.resolve(".git"), gitDirectory);
    }
    for (Path above = asked.getParent(); above != null; above = above.getParent()) {
      if (Files.exists(above.resolve(".git"))) {
        return "%s is a directory within a repository: give the repository itself, -Drepo=%s"
            .formatted(asked, above);
      }
    }
    return "%s is no git repository: give the directory of a clone with -Drepo=PATH"
        .formatted(asked);
  }

  /** What is missing in a clone would be missing in the tags: their changelogs are read from it. */
  private void checkKind() {
    String config = config().toLowerCase(Locale.ROOT);
    String where = ShellWord.of(asked.toString());
    if (config.contains("objectformat = sha256")) {
      throw new JobFailure(
          "%s is a SHA-256 repository, and GitHub has SHA-1 ones only: give another one"
              .formatted(asked));
    }
    if (config.contains("refstorage = reftable")) {
      throw new JobFailure(
          ("%s keeps its refs in a reftable, which is not read here: run"
                  + " `git clone --bare %s ../%s.git` and give -Drepo=../%s.git")
              .formatted(asked, where, asked.getFileName(), asked.getFileName()));
    }
    if (config.contains("promisor = true") || config.contains("partialclone = ")) {
      throw new JobFailure(
          "%s is a partial clone, which lacks files: clone it anew without --filter"
              .formatted(asked));
    }
    Path shallow = common.resolve("shallow");
    if (Files.isRegularFile(shallow) && !read(shallow).isBlank()) {
      throw new JobFailure(
          "%s is a shallow clone, which lacks history: run `git -C %s fetch --unshallow`"
              .formatted(asked, where));
    }
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

  /** The branch that HEAD is on. */
  Optional<String> headBranch() {
    return linkedTo(head(), "refs/heads/");
  }

  /** The branch that was the remote's default when it was cloned. */
  Optional<String> remoteBranch() {
    Path head = common.resolve("refs/remotes/origin/HEAD");
    return Files.isRegularFile(head)
        ? linkedTo(read(head).strip(), "refs/remotes/origin/")
        : Optional.empty();
  }

  private static Optional<String> linkedTo(String ref, String prefix) {
    return Optional.of(ref)
        .filter(text -> text.startsWith("ref: " + prefix))
        .map(text -> text.substring(("ref: " + prefix).length()));
  }

  /** Copies its refs into a git directory that is empty so far. */
  void copyRefs(Path target) {
    for (String part : List.of("packed-refs", "refs")) {
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
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
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
