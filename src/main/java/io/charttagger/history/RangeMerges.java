package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.port.Listing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what {@code git log base..head -- directory} lists and {@code git log head -- directory}
 * does not. Of a merge that has the directory as one of its parents has it, git follows that parent
 * alone and does not list the merge; not so in a range, when it knows already that the base has
 * that parent: then the merge is judged by its other parents, which are followed too. So the merge
 * of an older state of the main branch into a branch is listed when only main had changed the
 * directory.
 *
 * <p>Git knows what the base has as far as it has come, newest first: a parent is known once a
 * child of it that the base has is newer than the merge. Such merges are rare. Each costs the
 * directory's trees at the merge and its parents, so at most 40 merges are looked at.
 *
 * @see <a href="https://github.com/git/git/blob/v2.39.5/revision.c#L886">git's
 *     try_to_simplify_commit</a>
 */
final class RangeMerges {
  private static final int MOST_MERGES = 40;

  private final Commits commits;
  private final Trees trees;
  private final CommitRange range;
  // Differs from all its parents, so git lists it and follows them all.
  private final Set<CommitSha> listed;
  private final Map<CommitSha, Commit> found = new LinkedHashMap<>();
  private final Map<CommitSha, List<Commit>> children = new HashMap<>();
  private final Map<CommitSha, Followed> followed = new HashMap<>();
  private final Map<CommitSha, Boolean> visited = new HashMap<>();

  /**
   * Reads nothing yet.
   *
   * @param range the commits to search
   * @param listed what the log of the head lists, as far down as the range goes
   */
  RangeMerges(Commits commits, Trees trees, CommitRange range, Set<CommitSha> listed) {
    this.commits = commits;
    this.trees = trees;
    this.range = range;
    this.listed = new HashSet<>(listed);
    for (Commit commit : range.commits().values()) {
      for (CommitSha parent : commit.parents()) {
        children.computeIfAbsent(parent, unseen -> new ArrayList<>()).add(commit);
      }
    }
  }

  /**
   * How git goes on from a merge.
   *
   * @param parents the parents that it follows
   * @param listed whether it lists the merge
   * @param asInLog whether it is so without a range
   */
  private record Followed(List<CommitSha> parents, boolean listed, boolean asInLog) {}

  /** What the range lists in addition, as far back as that date. */
  List<Commit> find(Instant oldest) {
    range.commits().values().stream()
        .filter(this::hasParentInBase)
        .filter(merge -> !merge.committedAt().isBefore(oldest))
        .sorted(Comparator.comparing(Commit::committedAt).reversed())
        .forEach(this::look);
    return List.copyOf(found.values());
  }

  private boolean hasParentInBase(Commit commit) {
    return commit.parents().size() > 1 && commit.parents().stream().anyMatch(this::isInBase);
  }

  /** The base itself counts as one of the range: git asks for it by name. */
  private boolean isInBase(CommitSha commit) {
    return !range.has(commit) && !commit.equals(range.base().sha());
  }

  private void look(Commit merge) {
    if (listed.contains(merge.sha())) {
      return;
    }
    Followed next = follow(merge);
    if (next.asInLog() || !isVisited(merge)) {
      return;
    }
    if (next.listed()) {
      add(merge);
    }
    next.parents().stream().filter(range::has).forEach(this::addLog);
  }

  private void add(Commit commit) {
    if (listed.add(commit.sha())) {
      found.put(commit.sha(), commit);
    }
  }

  private void addLog(CommitSha commit) {
    if (trees.directory(commit, range.place().directory()).isEmpty()) {
      // Its log may be empty, which is not told from a wrong answer.
      return;
    }
    Instant oldest = range.oldest();
    for (List<Commit> page :
        (Iterable<List<Commit>>)
            commits.touching(range.place().directory(), commit).pages()::iterator) {
      page.stream().filter(it -> range.has(it.sha())).forEach(this::add);
      if (PathLog.endsBefore(page, oldest)) {
        return;
      }
    }
  }

  private Followed follow(Commit merge) {
    Followed known = followed.get(merge.sha());
    if (known == null) {
      known = followed.size() < MOST_MERGES ? judge(merge) : new Followed(List.of(), false, true);
      followed.put(merge.sha(), known);
    }
    return known;
  }

  private Followed judge(Commit merge) {
    Optional<String> here = tree(merge.sha());
    boolean different = false;
    boolean asInLog = true;
    for (CommitSha parent : merge.parents()) {
      if (!tree(parent).equals(here)) {
        different = true;
      } else if (isInBase(parent) && isKnown(parent, merge)) {
        asInLog = false;
      } else {
        return new Followed(List.of(parent), false, asInLog);
      }
    }
    return new Followed(merge.parents(), different, asInLog);
  }

  private Optional<String> tree(CommitSha commit) {
    return trees.directory(commit, range.place().directory()).map(Listing::sha);
  }

  /** True when git has come to that parent from the base before it comes to the merge. */
  private boolean isKnown(CommitSha parent, Commit merge) {
    CommitSha base = range.base().sha();
    return range.base().parents().contains(parent)
        || commits
            .compare(parent, base)
            .map(it -> it.isComplete() ? it.commits() : commits.firstBetween(parent, base))
            .stream()
            .flatMap(List::stream)
            .anyMatch(
                child ->
                    child.parents().contains(parent)
                        && !child.committedAt().isBefore(merge.committedAt()));
  }

  /** True when git comes by this commit on its way from the head. */
  private boolean isVisited(Commit commit) {
    Boolean known = visited.get(commit.sha());
    if (known == null) {
      known = isReached(commit);
      visited.put(commit.sha(), known);
    }
    return known;
  }

  private boolean isReached(Commit commit) {
    return commit.sha().equals(range.place().head().sha())
        || listed.contains(commit.sha())
        || children.getOrDefault(commit.sha(), List.of()).stream()
            .anyMatch(child -> leadsTo(child, commit.sha()) && isVisited(child));
  }

  private boolean leadsTo(Commit child, CommitSha parent) {
    return child.parents().size() == 1
        || listed.contains(child.sha())
        || follow(child).parents().contains(parent);
  }
}
