package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.plan.Warning;
import io.charttagger.port.Budget;
import io.charttagger.port.Comparison;
import io.charttagger.port.ReadableRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds out what a push brought: whether it is on the main branch, where it begins, and which
 * merges it has.
 */
final class PushReader {
  // One page of a comparison; a longer push is decided as a whole.
  private static final int MOST_COMMITS = 250;
  // About as long as a replica may lag.
  private static final List<Duration> RETRIES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));
  // What the rest of the run needs: a wait that leaves less would end every run of a short event.
  private static final Duration REST = Duration.ofSeconds(10);

  private final ReadableRepository repository;
  private final MainBranch mainBranch;
  private final SourcePullRequests sources;
  private final Budget budget;

  PushReader(
      ReadableRepository repository,
      MainBranch mainBranch,
      SourcePullRequests sources,
      Budget budget) {
    this.repository = repository;
    this.mainBranch = mainBranch;
    this.sources = sources;
    this.budget = budget;
  }

  /**
   * Reads the push.
   *
   * @throws NotOnMain when the commit is not on the main branch
   */
  Push read(Dispatch dispatch) {
    Commit after = mainBranch.require(dispatch.after());
    Optional<CommitSha> firstParent = after.parents().stream().findFirst();
    if (dispatch.before().isEmpty() || dispatch.before().equals(firstParent)) {
      return single(after, firstParent, List.of());
    }
    CommitSha before = dispatch.before().get();
    Optional<Comparison> range = range(before, after.sha());
    if (range.isEmpty() || range.get().status() != Comparison.Status.AHEAD) {
      return single(after, firstParent, List.of(lost(before, after)));
    }
    if (range.get().total() > MOST_COMMITS) {
      return single(after, dispatch.before(), List.of(tooMany(range.get().total())));
    }
    return firstParentLine(after, before, range.get().commits())
        .map(line -> cut(line, before))
        .orElseGet(() -> single(after, dispatch.before(), List.of()));
  }

  /** The comparison; that GitHub does not have the state before is believed only after a while. */
  private Optional<Comparison> range(CommitSha before, CommitSha after) {
    Optional<Comparison> range = repository.compare(before.value(), after.value());
    for (Duration wait : RETRIES) {
      if (range.isPresent() || !budget.allows(wait.plus(REST))) {
        break;
      }
      budget.pause(wait);
      range = repository.compare(before.value(), after.value());
    }
    return range;
  }

  private Push single(Commit after, Optional<CommitSha> before, List<Warning> warnings) {
    return new Push(List.of(new Push.Span(after, before, sources.known(after), false)), warnings);
  }

  /**
   * The commits from {@code before} to {@code after} along first parents, oldest first; empty when
   * it is not on that line.
   */
  private static Optional<List<Commit>> firstParentLine(
      Commit after, CommitSha before, List<Commit> range) {
    Map<CommitSha, Commit> bySha =
        range.stream()
            .collect(Collectors.toMap(Commit::sha, Function.identity(), (one, other) -> one));
    List<Commit> line = new ArrayList<>();
    Optional<Commit> here = Optional.of(after);
    while (here.isPresent()) {
      line.addFirst(here.get());
      Optional<CommitSha> parent = here.get().parents().stream().findFirst();
      if (parent.equals(Optional.of(before))) {
        return Optional.of(line);
      }
      here = parent.flatMap(sha -> Optional.ofNullable(bySha.get(sha)));
    }
    return Optional.empty();
  }

  /**
   * A commit with a pull request ends a merge; commits without one belong to the merge that
   * follows, or end the push.
   */
  private Push cut(List<Commit> line, CommitSha before) {
    List<Optional<PullRequest>> found =
        VirtualThreads.map(line, commit -> sources.known(commit).or(() -> sources.late(commit)));
    List<Push.Span> spans = new ArrayList<>();
    CommitSha start = before;
    for (int i = 0; i < line.size(); i++) {
      if (found.get(i).isPresent() || i == line.size() - 1) {
        spans.add(new Push.Span(line.get(i), Optional.of(start), found.get(i), true));
        start = line.get(i).sha();
      }
    }
    return new Push(spans, List.of());
  }

  private static Warning lost(CommitSha before, Commit after) {
    return new Warning(
        "",
        "before-lost",
        "the state before, %s, is no ancestor of %s; its first parent was used instead"
            .formatted(before, after.sha()));
  }

  private static Warning tooMany(int commits) {
    return new Warning(
        "",
        "push-too-long",
        "the push has %d commits; above %d it is decided as a whole, not merge by merge"
            .formatted(commits, MOST_COMMITS));
  }
}
