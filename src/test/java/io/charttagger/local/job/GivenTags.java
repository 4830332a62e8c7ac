package io.charttagger.local.job;

import io.charttagger.chart.CommitSha;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;

/** The tags of the given repository. */
final class GivenTags {
  private final Repository refs;
  private final Repository git;

  /**
   * Of a repository.
   *
   * @param refs where they are
   * @param git where those that are taken over go
   */
  GivenTags(Repository refs, Repository git) {
    this.refs = refs;
    this.git = git;
  }

  /**
   * Takes over the tags whose commits are this one or its ancestors: those that existed when it was
   * main's last commit, unless somebody tagged late.
   *
   * @return how many
   */
  int takeUpTo(CommitSha commit) {
    List<Ref> kept = refsUpTo(commit);
    create(kept);
    return kept.size();
  }

  /** The tags whose commits are this one or its ancestors, each with its commit. */
  Map<String, CommitSha> upTo(CommitSha commit) {
    Map<String, CommitSha> tags = new TreeMap<>();
    try (RevWalk walk = new RevWalk(refs)) {
      for (Ref tag : refsUpTo(commit)) {
        tags.put(
            tag.getName().substring(Constants.R_TAGS.length()),
            CommitSha.parse(walk.peel(walk.parseAny(tag.getObjectId())).name()));
      }
      return tags;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Ref> refsUpTo(CommitSha commit) {
    try (RevWalk walk = new RevWalk(refs)) {
      Map<ObjectId, List<Ref>> tags = new HashMap<>();
      for (Ref tag : refs.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
        if (walk.peel(walk.parseAny(tag.getObjectId())) instanceof RevCommit tagged) {
          tags.computeIfAbsent(tagged.copy(), any -> new ArrayList<>()).add(tag);
        }
      }
      List<Ref> kept = new ArrayList<>();
      Set<ObjectId> sought = new HashSet<>(tags.keySet());
      walk.reset();
      walk.markStart(walk.parseCommit(ObjectId.fromString(commit.value())));
      RevCommit next = sought.isEmpty() ? null : walk.next();
      while (next != null) {
        if (sought.remove(next)) {
          kept.addAll(tags.get(next));
        }
        next = sought.isEmpty() ? null : walk.next();
      }
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In one go into packed-refs: there may be tens of thousands. */
  private void create(List<Ref> tags) {
    BatchRefUpdate batch = git.getRefDatabase().newBatchUpdate();
    batch.setAtomic(true);
    for (Ref tag : tags) {
      batch.addCommand(new ReceiveCommand(ObjectId.zeroId(), tag.getObjectId(), tag.getName()));
    }
    try (RevWalk walk = new RevWalk(git)) {
      batch.execute(walk, NullProgressMonitor.INSTANCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (ReceiveCommand command : batch.getCommands()) {
      if (command.getResult() != ReceiveCommand.Result.OK) {
        throw new JobFailure("cannot take over the tag " + command);
      }
    }
  }
}
