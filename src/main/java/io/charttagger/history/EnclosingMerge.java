package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.history.MainLine.Link;
import io.charttagger.plan.Warning;
import io.charttagger.port.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the merge that brought a commit together with later ones, such as a rebase-merged pull
 * request. The main branch never pointed at such a commit, so only a dispatch by hand names it. The
 * merge is decided as a whole, on its last commit. As a rule this costs no request: a commit of no
 * pull request, or the one that its pull request was merged as, is the last one of its group.
 */
final class EnclosingMerge {
  private final MainBranch mainBranch;
  private final SourcePullRequests sources;
  private final Commits commits;
  private final Groups groups;

  EnclosingMerge(
      MainBranch mainBranch, SourcePullRequests sources, Commits commits, Groups groups) {
    this.mainBranch = mainBranch;
    this.sources = sources;
    this.commits = commits;
    this.groups = groups;
  }

  /**
   * A line that ends with a whole merge.
   *
   * @param links its commits; empty when all are inside of a merge
   * @param warnings why it is shorter than it was
   */
  record Cut(List<Link> links, List<Warning> warnings) {
    Cut {
      links = List.copyOf(links);
      warnings = List.copyOf(warnings);
    }
  }

  /** Cuts off the commits of a merge that goes on beyond the line's end. */
  Cut cutOff(List<Link> line) {
    List<Link> left = line;
    List<Warning> warnings = new ArrayList<>();
    while (!left.isEmpty()) {
      Commit last = left.getLast().commit();
      Optional<Push.Span> merge = around(last.sha());
      if (merge.isEmpty()) {
        break;
      }
      warnings.add(inside(last.sha(), merge.get()));
      left = before(merge.get(), left);
    }
    return new Cut(left, warnings);
  }

  private Optional<Push.Span> around(CommitSha commit) {
    if (sources.isMerged(commit)) {
      return Optional.empty();
    }
    return sources.mergesOf(commit).stream()
        .flatMap(merge -> mainBranch.find(merge).stream())
        .map(
            merge ->
                groups
                    .cut(List.of(new Link(merge, merge.parents().stream().findFirst())))
                    .getFirst())
        .filter(merge -> brings(merge, commit))
        .findFirst();
  }

  /** GitHub also names pull requests whose branch merely had the commit. */
  private boolean brings(Push.Span merge, CommitSha commit) {
    return commits.contains(merge.commit().sha(), commit)
        && merge.before().filter(before -> commits.contains(before, commit)).isEmpty();
  }

  private List<Link> before(Push.Span merge, List<Link> line) {
    if (merge.before().isEmpty()) {
      return List.of();
    }
    Optional<Comparison> inside =
        commits
            .compare(merge.before().get(), line.getLast().commit().sha())
            .filter(Comparison::isComplete);
    if (inside.isEmpty()) {
      return List.of();
    }
    Set<CommitSha> parts =
        inside.get().commits().stream().map(Commit::sha).collect(Collectors.toSet());
    return line.stream().filter(link -> !parts.contains(link.commit().sha())).toList();
  }

  private static Warning inside(CommitSha commit, Push.Span merge) {
    return new Warning(
        "",
        "inside-merge",
        "commit %s is a part of the merge%s whose last commit is %s: nothing is tagged on a part, so dispatch that commit instead"
            .formatted(
                commit,
                merge.source().map(it -> " of #%d,".formatted(it.number())).orElse(""),
                merge.commit().sha()));
  }
}
