package io.charttagger.history;

import io.charttagger.changelog.ChangelogSources;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.port.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what {@code git log base..head -- directory} lists, the newest 50 of it, at a cost that
 * does not grow with the number of commits between the two.
 *
 * <ul>
 *   <li>Most often the log of the head has the base itself, and above it no merge. Then the log is
 *       one line down to the base, and what is above it is the range: one request.
 *   <li>Else a comparison tells up to 250 commits of the range. When these are all, they are what
 *       counts, with what {@link RangeMerges} finds.
 *   <li>Else the log of the base tells what is not in the range: what is newer than the base cannot
 *       be an ancestor of it, what is older and in neither is compared with it.
 * </ul>
 *
 * <p>A commit is taken to be no older than its parents; git itself relies on that. Not exact are
 * ranges of more than 250 commits in two rare cases: a commit that is older than the base, behind a
 * whole page of commits that the base has, on a branch of more than 250 commits of its own or that
 * was merged earlier than the head; and a merge of the main branch into a branch that was begun
 * before the base, which git lists although it brings nothing, where that branch touched the
 * directory only afterwards and is not the last one that did. For the root directory the log is
 * that of the whole repository, in which no merge is left out.
 */
final class RangeReader {
  private final Commits commits;
  private final Trees trees;
  private final Place place;
  private final PathLog log;

  RangeReader(Commits commits, Trees trees, Place place) {
    this.commits = commits;
    this.trees = trees;
    this.place = place;
    this.log = commits.touching(place.directory(), place.head().sha());
    log.begin();
  }

  /** The range from a commit; empty when it is no ancestor of the head. */
  Optional<List<Commit>> since(CommitSha base) {
    return line(base)
        .or(
            () ->
                commits
                    .compare(base, place.head().sha())
                    .filter(Comparison::headContainsBase)
                    .map(this::compared));
  }

  /** The range from an ancestor of the head. */
  List<Commit> sinceAncestor(CommitSha base) {
    return line(base)
        .orElseGet(() -> compared(commits.compareWithAncestor(base, place.head().sha())));
  }

  /** The newest commits that touched the directory, whatever is before them. */
  List<Commit> newest() {
    return shown(log.first());
  }

  /** True when the directory was touched by the head itself. */
  boolean hasHead() {
    return log.first().stream().anyMatch(commit -> commit.sha().equals(place.head().sha()));
  }

  /**
   * The commits above the base, when the log goes straight down to it. Every commit of one parent
   * leads to the next one listed, so all these have the base as an ancestor.
   */
  private Optional<List<Commit>> line(CommitSha base) {
    List<Commit> line = new ArrayList<>();
    for (Commit commit : log.first()) {
      if (commit.sha().equals(base)) {
        return Optional.of(shown(line));
      }
      if (commit.parents().size() != 1) {
        return Optional.empty();
      }
      line.add(commit);
    }
    return Optional.empty();
  }

  private List<Commit> compared(Comparison comparison) {
    return comparison.isComplete() ? within(comparison) : new LongRange(comparison).read();
  }

  /** All commits of the range are known. */
  private List<Commit> within(Comparison comparison) {
    CommitRange range = new CommitRange(comparison.mergeBase(), place, bySha(comparison.commits()));
    List<Commit> found = new ArrayList<>();
    Set<CommitSha> listed = new HashSet<>();
    for (List<Commit> page : (Iterable<List<Commit>>) log.pages()::iterator) {
      for (Commit commit : page) {
        listed.add(commit.sha());
        if (range.has(commit.sha())) {
          found.add(commit);
        }
      }
      if (found.size() >= ChangelogSources.MOST_COMMITS
          || PathLog.endsBefore(page, range.oldest())) {
        break;
      }
    }
    return withMerges(shown(found), new RangeMerges(commits, trees, range, listed));
  }

  /** The merges are put between the others by their dates. */
  private static List<Commit> withMerges(List<Commit> found, RangeMerges merges) {
    List<Commit> all = new ArrayList<>(found);
    boolean isFull = found.size() == ChangelogSources.MOST_COMMITS;
    for (Commit merge : merges.find(isFull ? found.getLast().committedAt() : Instant.MIN)) {
      int newer = 0;
      while (newer < all.size() && !all.get(newer).committedAt().isBefore(merge.committedAt())) {
        newer++;
      }
      all.add(newer, merge);
    }
    return shown(all);
  }

  private static List<Commit> shown(List<Commit> commits) {
    return commits.stream().limit(ChangelogSources.MOST_COMMITS).toList();
  }

  private static Map<CommitSha, Commit> bySha(List<Commit> commits) {
    Map<CommitSha, Commit> bySha = new HashMap<>();
    commits.forEach(commit -> bySha.put(commit.sha(), commit));
    return bySha;
  }

  /**
   * A directory as of a commit.
   *
   * @param head the commit
   * @param directory its path from the root
   */
  record Place(Commit head, String directory) {}

  /** A range of more commits than a comparison tells. */
  private final class LongRange {
    private static final int MOST_COMPARED = 50;

    private final Commit base;
    private final PathLog ofBase;
    // Whole branches beside the base.
    private final Map<CommitSha, Commit> branches = new HashMap<>();
    private final List<Commit> found = new ArrayList<>();
    private final Set<CommitSha> listed = new HashSet<>();
    private boolean reachedBase;
    private int compared;

    LongRange(Comparison comparison) {
      this.base = comparison.mergeBase();
      this.ofBase = commits.touching(place.directory(), base.sha());
    }

    List<Commit> read() {
      for (List<Commit> page : (Iterable<List<Commit>>) log.pages()::iterator) {
        int before = found.size();
        page.forEach(this::take);
        if (isFull()
            || hasEnded()
            || (found.size() == before && PathLog.endsBefore(page, oldestExpected()))) {
          break;
        }
      }
      if (!isFull() && !found.isEmpty()) {
        // The last one's branch may have been begun before the base.
        var _ = isSince(found.getLast().sha());
      }
      return withMerges(
          found, new RangeMerges(commits, trees, new CommitRange(base, place, branches), listed));
    }

    private boolean isFull() {
      return found.size() == ChangelogSources.MOST_COMMITS;
    }

    private void take(Commit commit) {
      listed.add(commit.sha());
      if (isFull() || hasEnded()) {
        return;
      }
      if (isInRange(commit)) {
        found.add(commit);
      } else {
        reachedBase = true;
      }
    }

    /** Without a merge the log is one line: once it reaches what the base has, all the rest is. */
    private boolean hasEnded() {
      return reachedBase && found.stream().allMatch(commit -> commit.parents().size() == 1);
    }

    private boolean isInRange(Commit commit) {
      return commit.committedAt().isAfter(base.committedAt())
          || branches.containsKey(commit.sha())
          || (!isListedAtBase(commit) && isSince(commit.sha()));
    }

    /** Where the base has no such directory its log may be empty, which proves nothing. */
    private boolean isListedAtBase(Commit commit) {
      return commit.sha().equals(base.sha())
          || (trees.directory(base.sha(), place.directory()).isPresent() && ofBase.has(commit));
    }

    /** True when the base does not have it; then all of its branch is known too. */
    private boolean isSince(CommitSha commit) {
      compared++;
      return compared <= MOST_COMPARED
          && commits.compare(base.sha(), commit).filter(this::isNew).isPresent();
    }

    private boolean isNew(Comparison comparison) {
      if (comparison.isComplete()) {
        branches.putAll(bySha(comparison.commits()));
      }
      return !comparison.baseContainsHead();
    }

    /** How far down the log a commit of the range is expected: as far as its branch goes. */
    private Instant oldestExpected() {
      place.head().parents().stream().skip(1).forEach(this::isSince);
      Instant oldest = new CommitRange(base, place, branches).oldest();
      return oldest.isBefore(base.committedAt()) ? oldest : base.committedAt();
    }
  }
}
