package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.port.Budget;
import io.charttagger.port.ReadableRepository;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out what a window has: whether its end is on the main branch, where it begins, and which
 * merges it has.
 */
final class PushReader {
  private final MainBranch mainBranch;
  private final StartFinder starts;
  private final MainLine mainLine;
  private final Groups groups;
  private final EnclosingMerge enclosingMerge;

  PushReader(
      ReadableRepository repository,
      MainBranch mainBranch,
      SourcePullRequests sources,
      Budget budget) {
    this.mainBranch = mainBranch;
    this.mainLine = new MainLine(sources, mainBranch.name());
    this.starts = new StartFinder(repository, mainBranch, mainLine, budget);
    this.groups = new Groups(repository, sources, budget);
    this.enclosingMerge =
        new EnclosingMerge(mainBranch, sources, new Commits(repository, budget), groups);
  }

  /**
   * Reads the window. When its end is inside of a merge, what is before that merge.
   *
   * @throws NotOnMain when its end is not on the main branch
   */
  Push read(Window window) {
    Commit after = mainBranch.require(window.after());
    WindowStart start = starts.find(window, after);
    EnclosingMerge.Cut line = enclosingMerge.cutOff(mainLine.from(start, after));
    return new Push(
        start.from(),
        spans(start, line.links()),
        start.markLost(),
        Stream.concat(start.warnings().stream(), line.warnings().stream()).toList());
  }

  private List<Push.Span> spans(WindowStart start, List<MainLine.Link> line) {
    if (line.isEmpty()) {
      return List.of();
    }
    return start.whole() ? List.of(groups.whole(line.getFirst())) : groups.cut(line);
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
