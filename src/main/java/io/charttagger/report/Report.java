package io.charttagger.report;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.plan.Warning;
import io.charttagger.release.RepositoryPage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run did: the HTTP answer, the log line and the check run are renderings of it.
 *
 * @param outcome how it ended
 * @param message why, when it is not plain from the lines; empty otherwise
 * @param repository the repository, once it is known
 * @param page the repository's page, once GitHub has answered
 * @param commit the commit that the dispatch named, once it is known
 * @param from the commit that the decided part of main begins behind, once it is known
 * @param charts a line per merge and chart
 * @param releasePullRequests a line per release pull request
 * @param githubReleases a line per GitHub Release
 * @param branches a line per merged branch
 * @param warnings what failed nothing but should be known
 * @param checks a line per point of a set-up check
 * @param effort what it took
 */
public record Report(
    RunOutcome outcome,
    String message,
    Optional<RepositoryName> repository,
    Optional<RepositoryPage> page,
    Optional<CommitSha> commit,
    Optional<CommitSha> from,
    List<ChartLine> charts,
    List<ReleaseLine> releasePullRequests,
    List<GitHubReleaseLine> githubReleases,
    List<BranchLine> branches,
    List<Warning> warnings,
    List<SetupLine> checks,
    Effort effort) {

  /** Copies the lines. */
  public Report {
    charts = List.copyOf(charts);
    releasePullRequests = List.copyOf(releasePullRequests);
    githubReleases = List.copyOf(githubReleases);
    branches = List.copyOf(branches);
    warnings = List.copyOf(warnings);
    checks = List.copyOf(checks);
  }

  /** The same report, of a run before which so many calls to GitHub were made. */
  public Report after(int calls) {
    return new Report(
        outcome,
        message,
        repository,
        page,
        commit,
        from,
        charts,
        releasePullRequests,
        githubReleases,
        branches,
        warnings,
        checks,
        new Effort(effort.githubCalls() + calls, effort.duration()));
  }

  /** Calls to GitHub, and the time from the event to the report. */
  public record Effort(int githubCalls, Duration duration) {}
}
