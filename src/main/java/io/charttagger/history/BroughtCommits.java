package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.port.Comparison;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the group of the main line that brought a commit to the main branch. As a rule the commit's
 * pull request tells; otherwise the newest commits of the branch are read, once for all searches.
 */
final class BroughtCommits {
  /** More are not read; what is behind them is not found. */
  static final int MOST_PAGES = 20;

  private final PushReader pushes;
  private final SourcePullRequests sources;
  private final Commits commits;
  private final PathLog newest;

  /**
   * Reads nothing yet.
   *
   * @param newest the commits of the main branch
   */
  BroughtCommits(PushReader pushes, SourcePullRequests sources, Commits commits, PathLog newest) {
    this.pushes = pushes;
    this.sources = sources;
    this.commits = commits;
    this.newest = newest;
  }

  /**
   * A commit and the group that brought it.
   *
   * @param group empty when it is not among the newest commits
   */
  record Brought(Commit commit, Optional<Push.Span> group) {}

  /**
   * The last commit that touched a file which existed before it or exists after it.
   *
   * @param here a commit on the main line; neither the commit nor its group is later
   */
  Brought lastTouching(String file, CommitSha here) {
    Commit touched = commits.touching(file, here).first().getFirst();
    return new Brought(touched, group(touched, here));
  }

  /**
   * True when a commit is the other one, or one of its ancestors. Compared in this direction,
   * GitHub lists none of the commits between the two.
   */
  boolean isIn(CommitSha commit, CommitSha here) {
    return commits.compare(here, commit).filter(Comparison::baseContainsHead).isPresent();
  }

  /**
   * The group; empty when it is not among the newest commits.
   *
   * @param here a commit on the main line that has the commit; the group is not later
   */
  private Optional<Push.Span> group(Commit commit, CommitSha here) {
    return sources.mergesOf(commit.sha()).stream()
        .flatMap(merge -> upTo(here, merge).stream())
        .findFirst()
        .or(() -> onLine(commit, here))
        .map(pushes::endingWith);
  }

  private Optional<Commit> upTo(CommitSha here, CommitSha merge) {
    return commits
        .compare(here, merge)
        .filter(Comparison::baseContainsHead)
        .map(Comparison::mergeBase);
  }

  /** The first commit of the line that has the commit. */
  private Optional<Commit> onLine(Commit commit, CommitSha here) {
    Map<CommitSha, Commit> known = new HashMap<>();
    Iterator<List<Commit>> pages = newest.pages().limit(MOST_PAGES).iterator();
    while (!known.containsKey(commit.sha()) || !known.containsKey(here)) {
      if (!pages.hasNext()) {
        return Optional.empty();
      }
      pages.next().forEach(it -> known.put(it.sha(), it));
    }
    Set<CommitSha> later = MainLine.descendants(commit.sha(), known.values());
    Optional<Commit> first = Optional.empty();
    Optional<Commit> next = Optional.ofNullable(known.get(here));
    while (next.isPresent()) {
      first = next;
      next =
          pushes
              .parent(first.get())
              .filter(it -> it.equals(commit.sha()) || later.contains(it))
              .map(known::get);
    }
    return first;
  }
}
