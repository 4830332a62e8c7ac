package io.charttagger.local.job;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.Refs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A bare repository of our own that sees every object of a given one through links. It has no ref
 * until told; what is written goes here alone.
 */
final class LinkedRepository implements AutoCloseable {
  /** The directory that it is in, below the one it is told. */
  static final String NAME = "repository.git";

  private static final int MOST_NAMED = 10;
  private static final Set<String> USUAL = Set.of("main", "master");

  private final GivenRepository given;
  private final Repository refs;
  private final Repository git;

  private LinkedRepository(GivenRepository given, Repository refs, Repository git) {
    this.given = given;
    this.refs = refs;
    this.git = git;
  }

  /** Makes it in that directory. */
  static LinkedRepository of(GivenRepository given, Path directory) {
    try {
      Path own = directory.resolve(NAME);
      Path objects = own.resolve("objects");
      Repository git = bare(own);
      given.linkObjects(objects);
      // A second one, for its refs as they are there.
      Repository refs = bare(directory.resolve("given.git"));
      given.copyRefs(directory.resolve("given.git"));
      Files.writeString(directory.resolve("given.git/objects/info/alternates"), objects + "\n");
      Files.writeString(directory.resolve("given.git/HEAD"), given.head() + "\n");
      refs.close();
      git.close();
      return new LinkedRepository(given, open(directory.resolve("given.git")), open(own));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GivenRepository given() {
    return given;
  }

  Repository git() {
    return git;
  }

  /**
   * The branch to take for main: the one that is asked for, else the remote's default branch, else
   * the one that HEAD is on.
   *
   * @throws JobFailure when there is none
   */
  String mainBranch(Optional<String> asked) {
    Set<String> branches = branches();
    if (branches.isEmpty()) {
      throw new JobFailure(
          "the given repository has no commit on any branch: give one that has, with -Drepo=PATH");
    }
    if (asked.isPresent()) {
      if (tip(asked.get()).isEmpty()) {
        throw new JobFailure(
            "there is no branch %s in the given repository: %s"
                .formatted(asked.get(), toChoose(branches)));
      }
      return asked.get();
    }
    return given
        .remoteBranch()
        .filter(branches::contains)
        .or(() -> given.headBranch().filter(branches::contains))
        .or(() -> only(branches.stream().filter(USUAL::contains).toList()))
        .or(() -> only(List.copyOf(branches)))
        .orElseThrow(
            () ->
                new JobFailure(
                    "HEAD of the given repository is on no branch with commits: "
                        + toChoose(branches)));
  }

  private static Optional<String> only(List<String> names) {
    return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
  }

  private static String toChoose(Set<String> branches) {
    return "choose one with -Dmain.branch=NAME; there %s %s%s"
        .formatted(
            branches.size() == 1 ? "is" : "are",
            branches.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")),
            branches.size() > MOST_NAMED
                ? " and %d more".formatted(branches.size() - MOST_NAMED)
                : "");
  }

  /** Its own branches and those of its remote. */
  private Set<String> branches() {
    try {
      Set<String> names = new TreeSet<>();
      for (String prefix : List.of(Constants.R_HEADS, Constants.R_REMOTES + "origin/")) {
        refs.getRefDatabase().getRefsByPrefix(prefix).stream()
            .map(ref -> ref.getName().substring(prefix.length()))
            .filter(name -> !name.equals(Constants.HEAD))
            .forEach(names::add);
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a branch stands in the given repository, or in what it fetched last. */
  Optional<CommitSha> tip(String branch) {
    return Refs.find(refs, Constants.R_HEADS + branch)
        .or(() -> Refs.find(refs, Constants.R_REMOTES + "origin/" + branch))
        .map(id -> CommitSha.parse(id.name()));
  }

  /**
   * The full SHA of a commit, given as git takes it: a SHA or its beginning, a branch, a tag,
   * {@code HEAD~3}.
   *
   * @throws JobFailure naming it when there is no such commit
   */
  CommitSha commit(String text) {
    try (RevWalk walk = new RevWalk(refs)) {
      ObjectId id = refs.resolve(text + "^{commit}");
      if (id == null) {
        id = refs.resolve("refs/remotes/origin/" + text + "^{commit}");
      }
      if (id == null) {
        throw new JobFailure(
            "there is no commit %s in the given repository: give a SHA, a branch or a tag of it"
                .formatted(text));
      }
      return CommitSha.parse(walk.parseCommit(id).name());
    } catch (AmbiguousObjectException e) {
      throw new JobFailure(
          "%s is the beginning of %d objects: give more digits of the SHA"
              .formatted(text, e.getCandidates().size()));
    } catch (IncorrectObjectTypeException e) {
      throw new JobFailure("%s is no commit: give a SHA, a branch or a tag".formatted(text));
    } catch (IOException | RevisionSyntaxException e) {
      throw new JobFailure(
          "there is no commit %s in the given repository: give a SHA, a branch or a tag of it"
              .formatted(text));
    }
  }

  /** Its tags, and which of them are taken over. */
  GivenTags tags() {
    return new GivenTags(refs, git);
  }

  @Override
  public void close() {
    refs.close();
    git.close();
  }

  private static Repository bare(Path directory) throws IOException {
    Repository repository = new RepositoryBuilder().setBare().setGitDir(directory.toFile()).build();
    repository.create(true);
    return repository;
  }

  private static Repository open(Path directory) throws IOException {
    return new RepositoryBuilder().setBare().setGitDir(directory.toFile()).build();
  }
}
