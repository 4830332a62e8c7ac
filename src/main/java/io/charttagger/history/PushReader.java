package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.port.Budget;
import io.charttagger.port.ReadableRepository;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what a window has: whether its end is on the main branch, where it begins, and which
 * merges it has.
 */
final class PushReader {
  private final MainBranch mainBranch;
  private final StartFinder starts;
  private final MainLine mainLine;
  private final Groups groups;

  PushReader(
      ReadableRepository repository,
      MainBranch mainBranch,
      SourcePullRequests sources,
      Budget budget) {
    this.mainBranch = mainBranch;
    this.mainLine = new MainLine(sources, mainBranch.name());
    this.starts = new StartFinder(repository, mainBranch, mainLine, budget);
    this.groups = new Groups(repository, sources, budget);
  }

  /**
   * Reads the window.
   *
   * @throws NotOnMain when its end is not on the main branch
   */
  Push read(Window window) {
    Commit after = mainBranch.require(window.after());
    WindowStart start = starts.find(window, after);
    List<MainLine.Link> line = mainLine.from(start, after);
    return new Push(
        start.from(),
        start.whole() ? List.of(groups.whole(line.getFirst())) : groups.cut(line),
        start.markLost(),
        start.warnings());
  }

  /** The group that ends with a commit of the main line. */
  Push.Span endingWith(Commit commit) {
    return groups.cut(List.of(new MainLine.Link(commit, parent(commit)))).getFirst();
  }

  /** The commit before this one on the main line; empty for a root commit. */
  Optional<CommitSha> parent(Commit commit) {
    return mainLine.parent(commit);
  }

  /** A merge of which the pull request is not known at once. */
  Push.Span settled(Push.Span span) {
    return span.settled() ? span : groups.settled(span);
  }
}
