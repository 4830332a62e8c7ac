package io.charttagger.local.job;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.Refs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
      Path shallow = directory.resolve("given.git/shallow");
      if (Files.exists(shallow)) {
        Files.copy(shallow, own.resolve("shallow"));
      }
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
   * The branch to take for main.
   *
   * @throws JobFailure when it is not given and cannot be told
   */
  String mainBranch(Optional<String> asked) {
    String head = given.head();
    Optional<String> branch =
        asked.or(
            () ->
                head.startsWith("ref: refs/heads/")
                    ? Optional.of(head.substring("ref: refs/heads/".length()))
                    : Optional.empty());
    if (branch.flatMap(this::tip).isEmpty()) {
      throw new JobFailure(
          branch.map(name -> "there is no branch " + name).orElse("HEAD is on no branch")
              + " in the given repository: name one with -Dmain.branch=NAME");
    }
    return branch.get();
  }

  /** Where a branch stands in the given repository, or in what it fetched last. */
  Optional<CommitSha> tip(String branch) {
    return Refs.find(refs, Constants.R_HEADS + branch)
        .or(() -> Refs.find(refs, Constants.R_REMOTES + "origin/" + branch))
        .map(id -> CommitSha.parse(id.name()));
  }

  /** The full SHA of a commit, given as a SHA or its beginning, a branch or a tag. */
  CommitSha commit(String text) {
    try (RevWalk walk = new RevWalk(refs)) {
      ObjectId id = refs.resolve(text + "^{commit}");
      if (id == null) {
        throw new JobFailure("there is no commit " + text + " in the given repository");
      }
      return CommitSha.parse(walk.parseCommit(id).name());
    } catch (IOException | IllegalArgumentException e) {
      throw new JobFailure(
          "there is no commit " + text + " in the given repository: " + e.getMessage());
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
