package io.charttagger.run;

import io.charttagger.plan.ChartRef;
import io.charttagger.report.BranchLine;
import io.charttagger.report.BranchResult;
import io.charttagger.report.ChartLine;
import io.charttagger.report.GitHubReleaseLine;
import io.charttagger.report.ReleaseLine;
import io.charttagger.report.ReleaseResult;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run has written so far, over all its attempts: each reports what the whole run did.
 *
 * @param created the charts whose tags it created
 * @param releases the pull requests that it opened or updated
 * @param published the GitHub Releases that it created
 * @param branches the branches that it deleted
 */
record WorkDone(
    Set<ChartRef> created,
    List<ReleaseLine> releases,
    List<GitHubReleaseLine> published,
    List<BranchLine> branches) {
  static final WorkDone NOTHING = new WorkDone(Set.of(), List.of(), List.of(), List.of());

  WorkDone {
    created = Set.copyOf(created);
    releases = List.copyOf(releases);
    published = List.copyOf(published);
    branches = List.copyOf(branches);
  }

  /** What these lines say was written. */
  static WorkDone of(
      List<ChartLine> charts,
      List<ReleaseLine> releases,
      List<GitHubReleaseLine> published,
      List<BranchLine> branches) {
    return new WorkDone(
        charts.stream()
            .filter(line -> line.result().isCreated())
            .map(ChartLine::subject)
            .collect(Collectors.toSet()),
        releases.stream().filter(line -> line.result().isWrittenNow()).toList(),
        published.stream().filter(line -> line.result().isWrittenNow()).toList(),
        branches.stream().filter(line -> line.result() == BranchResult.DELETED).toList());
  }

  /** A pull request that an earlier attempt opened was opened by this run. */
  static ReleaseLine ofWholeRun(ReleaseLine now, List<ReleaseLine> earlier) {
    return earlier.stream()
        .filter(now::isOfSamePullRequest)
        .filter(
            line ->
                switch (now.result()) {
                  case UPDATED -> line.result() == ReleaseResult.CREATED;
                  case UNCHANGED -> true;
                  case CREATED, NOTHING_BETWEEN, FAILED -> false;
                })
        .findFirst()
        .orElse(now);
  }

  /** A branch that an earlier attempt deleted was deleted by this run. */
  static BranchLine ofWholeRun(BranchLine now, List<BranchLine> earlier) {
    return earlier.stream()
        .filter(line -> now.result() == BranchResult.MISSING && line.name().equals(now.name()))
        .findFirst()
        .orElse(now);
  }
}
