package io.charttagger.local.git;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** git's merges in the object database alone: no work tree, no index. */
public final class Merges {
  private final Repository repository;

  public Merges(Repository repository) {
    this.repository = repository;
  }

  /** The tree of both, or nothing when they conflict. */
  public Optional<ObjectId> merge(ObjectId ours, ObjectId theirs) throws IOException {
    ThreeWayMerger merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
    return merger.merge(ours, theirs) ? Optional.of(merger.getResultTreeId()) : Optional.empty();
  }

  /** The tree of {@code onto} with what the commit changed against its first parent. */
  public Optional<ObjectId> pick(RevCommit commit, ObjectId onto) throws IOException {
    ThreeWayMerger merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
    try (RevWalk walk = new RevWalk(repository)) {
      merger.setBase(walk.parseCommit(commit.getParent(0)).getTree());
    }
    return merger.merge(onto, commit) ? Optional.of(merger.getResultTreeId()) : Optional.empty();
  }

  /** Stores a commit. */
  public ObjectId commit(ObjectId tree, List<ObjectId> parents, People people, String message)
      throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    commit.setAuthor(people.author());
    commit.setCommitter(people.committer());
    commit.setMessage(message);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  /** Who wrote a commit and who made it. */
  public record People(PersonIdent author, PersonIdent committer) {}
}
