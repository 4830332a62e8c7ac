package io.charttagger.local.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.charttagger.chart.CommitSha;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsPackCompactor;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;

/**
 * Builds real git histories without a work tree. Deterministic: the same calls give the same SHAs.
 * Not for concurrent use on one branch.
 */
public final class GitHistory implements AutoCloseable {
  private static final int MOST_PACKS = 50;

  private final Repository repository;
  private final Merges merges;
  private int flushes;

  private GitHistory(Repository repository) {
    this.repository = repository;
    this.merges = new Merges(repository);
  }

  /** A new bare repository in memory. */
  public static GitHistory inMemory() {
    return calling(
        () -> {
          Repository repository = new InMemoryRepository(new DfsRepositoryDescription("in memory"));
          repository.updateRef(Constants.HEAD).link("refs/heads/main");
          return new GitHistory(repository);
        });
  }

  /** A new bare repository on disk, which plain git can read. */
  public static GitHistory at(Path directory) {
    return calling(
        () -> {
          // JGit measures the disk's time stamps for seconds before it opens anything.
          FS.FileStoreAttributes.setBackground(true);
          Repository repository =
              new RepositoryBuilder().setBare().setGitDir(directory.toFile()).build();
          repository.create(true);
          repository.updateRef(Constants.HEAD).link("refs/heads/main");
          return new GitHistory(repository);
        });
  }

  /** More history for a repository that exists. */
  public static GitHistory of(Repository repository) {
    return new GitHistory(repository);
  }

  public Repository repository() {
    return repository;
  }

  /** A commit on top of a branch, which the first commit creates. */
  public CommitSha commit(
      String branch, Map<String, Optional<String>> contents, String message, Instant when) {
    return commit(branch, FileChanges.of(contents), Note.of(message, when));
  }

  /** A commit on top of a branch, which the first commit creates. */
  public CommitSha commit(String branch, FileChanges changes, Note note) {
    CommitSha commit = commit(tipIfAny(branch).stream().toList(), changes, note);
    branch(branch, commit);
    return commit;
  }

  /**
   * A commit on no branch, with any number of parents; its tree is the first one's with the changes
   * made.
   */
  public CommitSha commit(List<CommitSha> parents, FileChanges changes, Note note) {
    return calling(
        () -> {
          try (ObjectInserter inserter = repository.newObjectInserter();
              ObjectReader reader = inserter.newReader();
              RevWalk walk = new RevWalk(reader)) {
            List<ObjectId> parentIds = new ArrayList<>();
            for (CommitSha parent : parents) {
              parentIds.add(id(parent));
            }
            Optional<ObjectId> tree =
                parentIds.isEmpty()
                    ? Optional.empty()
                    : Optional.of(walk.parseCommit(parentIds.getFirst()).getTree().copy());
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(new TreeEdit(inserter, reader).apply(tree, changes.byPath()));
            commit.setParentIds(parentIds);
            commit.setAuthor(note.person());
            commit.setCommitter(note.person());
            commit.setMessage(note.message());
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            tidy();
            return sha(id);
          }
        });
  }

  /**
   * A merge commit on a branch, its tree merged as git does it.
   *
   * @throws IllegalStateException when the two conflict: then {@link #commit(List, FileChanges,
   *     Note)} takes the tree as you want it
   */
  public CommitSha merge(String branch, CommitSha other, Note note) {
    CommitSha ours = tip(branch);
    CommitSha merged =
        calling(
            () -> {
              ObjectId tree =
                  merges
                      .merge(id(ours), id(other))
                      .orElseThrow(
                          () -> new IllegalStateException(other + " conflicts with " + branch));
              return sha(
                  merges.commit(
                      tree,
                      List.of(id(ours), id(other)),
                      new Merges.People(note.person(), note.person()),
                      note.message()));
            });
    branch(branch, merged);
    return merged;
  }

  /** Puts a branch on a commit, creating or moving it. */
  public void branch(String name, CommitSha commit) {
    Refs.put(repository, Constants.R_HEADS + name, id(commit));
  }

  /** Deletes a branch. */
  public void deleteBranch(String name) {
    Refs.delete(repository, Constants.R_HEADS + name);
  }

  /** The commit that a branch stands on. */
  public CommitSha tip(String branch) {
    return tipIfAny(branch)
        .orElseThrow(() -> new IllegalArgumentException("no branch " + branch + " yet"));
  }

  /** A lightweight tag: a ref and no object. */
  public void lightweightTag(String name, CommitSha commit) {
    Refs.put(repository, Constants.R_TAGS + name, id(commit));
  }

  /**
   * An annotated tag, of a commit or (nested) of another tag object.
   *
   * @return the SHA of the tag object
   */
  public String annotatedTag(String name, String object, Note note) {
    return calling(
        () -> {
          ObjectId tag;
          try (ObjectInserter inserter = repository.newObjectInserter()) {
            int type = repository.open(ObjectId.fromString(object)).getType();
            PersonIdent tagger = note.person();
            String text =
                "object %s\ntype %s\ntag %s\ntagger %s\n\n%s"
                    .formatted(
                        object,
                        Constants.typeString(type),
                        name,
                        tagger.toExternalString(),
                        note.message());
            tag = inserter.insert(Constants.OBJ_TAG, text.getBytes(UTF_8));
            inserter.flush();
          }
          Refs.put(repository, Constants.R_TAGS + name, tag);
          return tag.name();
        });
  }

  /** The text of a file in a commit. */
  public Optional<String> read(CommitSha commit, String path) {
    return calling(
        () -> {
          try (RevWalk walk = new RevWalk(repository)) {
            RevCommit parsed = walk.parseCommit(id(commit));
            try (TreeWalk file = TreeWalk.forPath(repository, path, parsed.getTree())) {
              return file == null
                  ? Optional.<String>empty()
                  : Optional.of(new String(repository.open(file.getObjectId(0)).getBytes(), UTF_8));
            }
          }
        });
  }

  /** All tags, by name: the SHA of the tag object, or of the commit for a lightweight one. */
  public SortedMap<String, String> tags() {
    return calling(
        () -> {
          SortedMap<String, String> tags = new TreeMap<>();
          for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
            tags.put(ref.getName().substring(Constants.R_TAGS.length()), ref.getObjectId().name());
          }
          return tags;
        });
  }

  /** The raw text of an object: of a tag object what {@code git cat-file -p} prints. */
  public String text(String sha) {
    return calling(() -> new String(repository.open(ObjectId.fromString(sha)).getBytes(), UTF_8));
  }

  @Override
  public void close() {
    repository.close();
  }

  /** In memory every commit is a pack of its own, and every look-up goes through all packs. */
  private void tidy() throws IOException {
    flushes++;
    if (repository instanceof InMemoryRepository memory && flushes % MOST_PACKS == 0) {
      new DfsPackCompactor(memory).autoAdd().compact(null);
    }
  }

  private Optional<CommitSha> tipIfAny(String branch) {
    return Refs.find(repository, Constants.R_HEADS + branch).map(GitHistory::sha);
  }

  private static ObjectId id(CommitSha commit) {
    return ObjectId.fromString(commit.value());
  }

  private static CommitSha sha(ObjectId id) {
    return CommitSha.parse(id.name());
  }

  private static <T> T calling(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }
}
