package io.charttagger.github;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.github.Push.Span;
import io.charttagger.history.NotOnMain;
import io.charttagger.plan.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds out what a push brought: is it on the main branch, where does it begin, which merges does
 * it hold.
 */
final class PushReader {
  // One page of a comparison; a push beyond it is decided as a whole.
  private static final int MOST_COMMITS = 250;

  private final RestClient rest;
  private final String mainBranch;
  private final SourcePullRequests sources;

  PushReader(RestClient rest, String mainBranch, SourcePullRequests sources) {
    this.rest = rest;
    this.mainBranch = mainBranch;
    this.sources = sources;
  }

  /**
   * Reads the push.
   *
   * @throws NotOnMain when the commit is not on the main branch
   */
  Push read(Dispatch dispatch) {
    Commit after = onMain(dispatch.after());
    Optional<CommitSha> firstParent = after.parents().stream().findFirst();
    if (dispatch.before().isEmpty() || dispatch.before().equals(firstParent)) {
      return single(after, firstParent, List.of());
    }
    CommitSha before = dispatch.before().get();
    Optional<Comparison> range = Comparison.of(rest, before.value(), after.sha().value());
    if (range.isEmpty() || !range.get().status().equals("ahead")) {
      return single(after, firstParent, List.of(lost(before, after)));
    }
    if (range.get().total() > MOST_COMMITS) {
      return single(after, dispatch.before(), List.of(tooMany(range.get().total())));
    }
    return firstParentLine(after, before, range.get().commits())
        .map(line -> cut(line, before))
        .orElseGet(() -> single(after, dispatch.before(), List.of()));
  }

  private Commit onMain(CommitSha after) {
    return Comparison.of(rest, mainBranch, after.value())
        .filter(Comparison::baseHoldsHead)
        .map(Comparison::mergeBase)
        .orElseThrow(
            () ->
                new NotOnMain(
                    "commit %s is not on %s; only commits of that branch are tagged: dispatch one of them"
                        .formatted(after, mainBranch)));
  }

  private Push single(Commit after, Optional<CommitSha> before, List<Warning> warnings) {
    return new Push(List.of(new Span(after, before, sources.known(after), false)), warnings);
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
    List<Span> spans = new ArrayList<>();
    CommitSha start = before;
    for (int i = 0; i < line.size(); i++) {
      if (found.get(i).isPresent() || i == line.size() - 1) {
        spans.add(new Span(line.get(i), Optional.of(start), found.get(i), true));
        start = line.get(i).sha();
      }
    }
    return new Push(spans, List.of());
  }

  private static Warning lost(CommitSha before, Commit after) {
    return new Warning(
        "",
        "before-lost",
        "the state before, %s, is no ancestor of %s; its first parent was taken"
            .formatted(before, after.sha()));
  }

  private static Warning tooMany(int commits) {
    return new Warning(
        "",
        "push-too-long",
        "the push has %d commits; past %d it is decided as a whole, not merge by merge"
            .formatted(commits, MOST_COMMITS));
  }
}
