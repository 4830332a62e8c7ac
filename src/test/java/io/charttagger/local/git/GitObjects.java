package io.charttagger.local.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Looks things up among a repository's objects. */
public final class GitObjects {
  private final Repository repository;

  public GitObjects(Repository repository) {
    this.repository = repository;
  }

  public Repository repository() {
    return repository;
  }

  /** The object that a full SHA, a branch, a tag or a full ref stands for. */
  public Optional<ObjectId> resolve(String name) throws IOException {
    if (ObjectId.isId(name)) {
      ObjectId id = ObjectId.fromString(name);
      return repository.getObjectDatabase().has(id) ? Optional.of(id) : Optional.empty();
    }
    if (name.equals(Constants.HEAD)) {
      return Optional.ofNullable(repository.resolve(Constants.HEAD));
    }
    return Refs.find(repository, Constants.R_HEADS + name)
        .or(() -> Refs.find(repository, Constants.R_TAGS + name))
        .or(() -> name.startsWith("refs/") ? Refs.find(repository, name) : Optional.empty())
        .or(
            () ->
                name.startsWith("heads/") || name.startsWith("tags/")
                    ? Refs.find(repository, "refs/" + name)
                    : Optional.empty());
  }

  /** The commit that this stands for, through any tag objects. */
  public Optional<RevCommit> commit(String name) throws IOException {
    Optional<ObjectId> id = resolve(name);
    return id.isPresent() ? commit(id.get()) : Optional.empty();
  }

  public Optional<RevCommit> commit(ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevObject peeled = walk.peel(walk.parseAny(id));
      return peeled instanceof RevCommit found ? Optional.of(found) : Optional.empty();
    } catch (MissingObjectException e) {
      return Optional.empty();
    }
  }

  /** The tree of a commit, a tag or a tree; empty for a blob. */
  public Optional<RevTree> tree(ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return Optional.of(walk.parseTree(id));
    } catch (IncorrectObjectTypeException e) {
      return Optional.empty();
    }
  }

  /** What a tree holds at a path. */
  public Optional<Entry> entry(ObjectId tree, String path) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
      return walk == null
          ? Optional.empty()
          : Optional.of(new Entry(walk.getRawMode(0), walk.getObjectId(0)));
    }
  }

  /** The best common ancestor. */
  public Optional<RevCommit> mergeBase(ObjectId one, ObjectId other) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(one));
      walk.markStart(walk.parseCommit(other));
      RevCommit base = walk.next();
      return base == null ? Optional.empty() : commit(base.getId());
    }
  }

  /** The commits of {@code to} that {@code from} lacks, newest first, children before parents. */
  public List<ObjectId> between(ObjectId from, ObjectId to) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.sort(RevSort.COMMIT_TIME_DESC);
      walk.sort(RevSort.TOPO, true);
      walk.markStart(walk.parseCommit(to));
      walk.markUninteresting(walk.parseCommit(from));
      List<ObjectId> ids = new ArrayList<>();
      for (RevCommit commit : walk) {
        ids.add(commit.copy());
      }
      return ids;
    }
  }

  /** True when the first is the second or an ancestor of it. */
  public boolean contains(ObjectId ancestor, ObjectId descendant) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.isMergedInto(walk.parseCommit(ancestor), walk.parseCommit(descendant));
    }
  }

  public boolean isEmpty() throws IOException {
    return repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).isEmpty();
  }

  /** One entry of a tree, its mode bits as stored. */
  public record Entry(int mode, ObjectId id) {
    public String type() {
      return switch (mode & 0170000) {
        case 0040000 -> "tree";
        case 0160000 -> "commit";
        default -> "blob";
      };
    }

    public boolean isLink() {
      return (mode & 0170000) == 0120000;
    }

    /** Six octal digits, as GitHub shows it. */
    public String modeText() {
      return "%06o".formatted(mode);
    }
  }
}
