package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.plan.Warning;
import io.charttagger.port.Budget;
import io.charttagger.port.Comparison;
import io.charttagger.port.Comparison.Status;
import io.charttagger.port.ReadableRepository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds where a window begins: at the mark when the state before the push has it, else at that
 * state, else at the first parent. After a force push it begins where the lost history and the new
 * one part.
 */
final class StartFinder {
  // Beyond this a window is not read commit by commit.
  private static final int MOST_COMMITS = 2_000;
  // About as long as a replica may lag.
  private static final List<Duration> RETRIES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofSeconds(12));
  // What the rest of the run needs: a wait that leaves less would end every run of a short event.
  private static final Duration REST = Duration.ofSeconds(10);

  private final ReadableRepository repository;
  private final MainBranch mainBranch;
  private final MainLine mainLine;
  private final Budget budget;

  StartFinder(
      ReadableRepository repository, MainBranch mainBranch, MainLine mainLine, Budget budget) {
    this.repository = repository;
    this.mainBranch = mainBranch;
    this.mainLine = mainLine;
    this.budget = budget;
  }

  /** The beginning of the window that ends at this commit. Usually no request is needed. */
  WindowStart find(Window window, Commit after) {
    if (window.mark().isEmpty() || window.mark().equals(window.before())) {
      return fromBefore(window, after);
    }
    CommitSha mark = window.mark().get();
    Optional<Comparison> comparison = compare(mark, after.sha());
    if (comparison.filter(it -> it.status() == Status.AHEAD).isPresent()) {
      return fromMark(comparison.get(), mark, window, after);
    }
    if (comparison.filter(Comparison::baseContainsHead).isPresent() || !isLost(mark, comparison)) {
      return fromBefore(window, after);
    }
    WindowStart start =
        comparison
            .map(diverged -> fromMark(diverged, mark, window, after))
            .orElseGet(() -> fromBefore(window, after));
    return start.withMarkLost(true).with(markLost(mark, start));
  }

  /**
   * The window begins at the mark, or where the mark's history and this one part, when the state
   * before the push is later than that.
   */
  private WindowStart fromMark(Comparison comparison, CommitSha mark, Window window, Commit after) {
    if (comparison.total() > MOST_COMMITS) {
      return fromBefore(window, after).with(tooLong(comparison.total()));
    }
    CommitSha from = comparison.mergeBase().sha();
    WindowStart start = WindowStart.of(from, all(comparison, mark, after));
    if (window.before().isEmpty()) {
      return start;
    }
    CommitSha before = window.before().get();
    return MainLine.descendants(from, start.between()).contains(before)
        ? start.via(window.before().filter(it -> !it.equals(after.sha())))
        : sinceAncestor(before, after)
            .orElseGet(() -> start.with(beforeLost(before, after, start)));
  }

  private WindowStart fromBefore(Window window, Commit after) {
    if (window.before().isEmpty()) {
      return WindowStart.alone(mainLine.parent(after));
    }
    CommitSha before = window.before().get();
    if (isFirstParent(before, after)) {
      return WindowStart.alone(window.before());
    }
    Optional<Comparison> comparison = compare(before, after.sha());
    return sinceAncestor(before, comparison, after)
        .orElseGet(() -> sinceLost(before, comparison, window, after));
  }

  private Optional<WindowStart> sinceAncestor(CommitSha before, Commit after) {
    return isFirstParent(before, after)
        ? Optional.of(WindowStart.alone(Optional.of(before)))
        : sinceAncestor(before, compare(before, after.sha()), after);
  }

  /** Empty when the base of the comparison is no ancestor. */
  private Optional<WindowStart> sinceAncestor(
      CommitSha base, Optional<Comparison> comparison, Commit after) {
    return comparison
        .filter(it -> it.status() == Status.AHEAD)
        .map(
            it ->
                it.total() > MOST_COMMITS
                    ? WindowStart.whole(base).with(tooLong(it.total()))
                    : WindowStart.of(base, all(it, base, after)));
  }

  private WindowStart sinceLost(
      CommitSha before, Optional<Comparison> comparison, Window window, Commit after) {
    WindowStart start =
        comparison
            .filter(it -> it.status() == Status.DIVERGED && it.total() <= MOST_COMMITS)
            .map(it -> WindowStart.of(it.mergeBase().sha(), all(it, before, after)))
            .orElseGet(() -> WindowStart.alone(mainLine.parent(after)));
    boolean isMark = window.mark().equals(window.before());
    boolean isLater = comparison.filter(Comparison::baseContainsHead).isPresent();
    return start
        .withMarkLost(isMark && !isLater && isLost(before, comparison))
        .with(beforeLost(before, after, start));
  }

  private static boolean isFirstParent(CommitSha before, Commit after) {
    return after.parents().stream().findFirst().equals(Optional.of(before));
  }

  /** All commits that the head has and the base does not have. */
  private List<Commit> all(Comparison comparison, CommitSha base, Commit head) {
    if (comparison.isComplete()) {
      return comparison.commits();
    }
    int pages = Math.ceilDiv(comparison.total(), Comparison.PAGE);
    return VirtualThreads.map(
            IntStream.rangeClosed(1, pages).boxed().toList(),
            page -> repository.commitsBetween(base, head.sha(), page))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** The comparison; that GitHub does not have the base is believed only after a while. */
  private Optional<Comparison> compare(CommitSha base, CommitSha head) {
    Optional<Comparison> comparison = repository.compare(base.value(), head.value());
    for (Duration wait : RETRIES) {
      if (comparison.isPresent() || !budget.allows(wait.plus(REST))) {
        break;
      }
      budget.pause(wait);
      comparison = repository.compare(base.value(), head.value());
    }
    return comparison.or(() -> confirmed(base, head));
  }

  /** A commit that is shown can be compared, unless the two have no common ancestor. */
  private Optional<Comparison> confirmed(CommitSha base, CommitSha head) {
    return repository.commit(base).flatMap(_ -> repository.compare(base.value(), head.value()));
  }

  /** True when the commit is not on the main branch any more. */
  private boolean isLost(CommitSha mark, Optional<Comparison> toAfter) {
    return toAfter.isEmpty() || !mainBranch.contains(mark);
  }

  private static Warning markLost(CommitSha mark, WindowStart start) {
    return new Warning(
        "",
        "mark-lost",
        "the last run ended at commit %s, which is no longer on the branch (a force push); %s"
            .formatted(mark, instead(start)));
  }

  private static Warning beforeLost(CommitSha before, Commit after, WindowStart start) {
    return new Warning(
        "",
        "before-lost",
        "the push began at %s, which is not an ancestor of %s; %s"
            .formatted(before, after.sha(), instead(start)));
  }

  private static String instead(WindowStart start) {
    return start
        .from()
        .filter(_ -> !start.between().isEmpty())
        .map("this run begins after %s instead"::formatted)
        .orElse("the first parent of the pushed commit was used instead");
  }

  private static Warning tooLong(int commits) {
    return new Warning(
        "",
        "push-too-long",
        "%d commits are waiting, more than the %d that are looked at merge by merge, so versions in between may have no tag; an audit tells which charts have none for their present version"
            .formatted(commits, MOST_COMMITS));
  }
}
