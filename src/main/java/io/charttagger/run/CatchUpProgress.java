package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.plan.Warning;
import io.charttagger.port.InstalledRepository;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import io.charttagger.report.Summary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a catch-up of all repositories has done so far; becomes its report. Safe for concurrent use.
 */
final class CatchUpProgress {
  // More would not fit into a log line.
  private static final int MOST_LINES = 200;

  private final Clock clock;
  private final Instant start;
  private final boolean dryRun;
  private final Set<Long> left = new HashSet<>();
  private final List<Report> runs = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private int found;
  private int withoutNews;
  private int troubled;
  private int failed;

  CatchUpProgress(Clock clock, boolean dryRun) {
    this.clock = clock;
    this.start = clock.instant();
    this.dryRun = dryRun;
  }

  boolean isDryRun() {
    return dryRun;
  }

  /** All that is to be caught up. */
  synchronized void found(List<InstalledRepository> repositories) {
    found = repositories.size();
    repositories.forEach(repository -> left.add(repository.id()));
  }

  synchronized void withoutNews(InstalledRepository repository) {
    left.remove(repository.id());
    withoutNews++;
  }

  synchronized void firstSeen(InstalledRepository repository, CommitSha head) {
    withoutNews(repository);
    warn("%s: %s".formatted(repository.name(), CatchUp.firstSeen(head)));
  }

  /** An ordinary run has ended. */
  synchronized void ran(InstalledRepository repository, Report report) {
    left.remove(repository.id());
    runs.add(report);
    String message = report.message().isEmpty() ? "" : ": " + report.message();
    warn(
        "%s at %s: %s%s"
            .formatted(
                repository.name(),
                report.commit().map(CommitSha::abbreviated).orElse("an unknown commit"),
                Summary.headline(report),
                message));
  }

  /** Passing trouble kept a repository from being looked at. */
  synchronized void troubled(InstalledRepository repository, TransientFailure passing) {
    if (isOfAll(passing.reason())) {
      // It stays among those that are left: the time or the pace is to blame, not the repository.
      return;
    }
    left.remove(repository.id());
    troubled(repository.name().toString(), passing);
  }

  private static boolean isOfAll(StopReason reason) {
    return switch (reason) {
      case TIME, RATE_LIMIT, ANOTHER_RUN -> true;
      case GITHUB, AWS -> false;
    };
  }

  /** Passing trouble with a repository or a whole installation. */
  synchronized void troubled(String what, TransientFailure passing) {
    troubled++;
    warn("%s: %s".formatted(what, passing.getMessage()));
  }

  /** A repository that somebody must do something about. */
  synchronized void failed(InstalledRepository repository, PermanentFailure lasting) {
    left.remove(repository.id());
    failed(repository.name().toString(), lasting);
  }

  /** A repository or a whole installation that somebody must do something about. */
  synchronized void failed(String what, PermanentFailure lasting) {
    failed++;
    warn("%s: %s".formatted(what, lasting.getMessage()));
  }

  synchronized void warn(String line) {
    lines.add(line);
  }

  /** True when this catch-up did not come to it. */
  synchronized boolean isLeft(InstalledRepository repository) {
    return left.contains(repository.id());
  }

  /**
   * The report of the whole.
   *
   * @param calls that were sent beside those of the runs
   */
  synchronized Report report(int calls) {
    int all = calls + runs.stream().mapToInt(run -> run.effort().githubCalls()).sum();
    return new Report(
        outcome(),
        message(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        runs.stream().flatMap(run -> run.charts().stream()).toList(),
        runs.stream().flatMap(run -> run.releasePullRequests().stream()).toList(),
        runs.stream().flatMap(run -> run.githubReleases().stream()).toList(),
        runs.stream().flatMap(run -> run.branches().stream()).toList(),
        warnings(),
        List.of(),
        new Report.Effort(all, Duration.between(start, clock.instant())));
  }

  private RunOutcome outcome() {
    if (failed > 0) {
      return new RunOutcome.Failed(502);
    }
    List<RunOutcome> outcomes = runs.stream().map(Report::outcome).toList();
    if (outcomes.stream().anyMatch(CatchUpProgress::fails)) {
      return new RunOutcome.Failed(422);
    }
    if (troubled > 0 || !left.isEmpty() || outcomes.stream().anyMatch(RunOutcome::shouldRetry)) {
      return new RunOutcome.Incomplete(Duration.ZERO);
    }
    if (dryRun) {
      return new RunOutcome.Planned();
    }
    return outcomes.contains(new RunOutcome.Tagged())
        ? new RunOutcome.Tagged()
        : new RunOutcome.NothingToTag();
  }

  private static boolean fails(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Failed _, RunOutcome.Rejected _ -> true;
      case RunOutcome.Tagged(),
          RunOutcome.NothingToTag(),
          RunOutcome.Planned(),
          RunOutcome.Previewed _,
          RunOutcome.InProgress(),
          RunOutcome.Incomplete _,
          RunOutcome.NotOurs(),
          RunOutcome.Audited(),
          RunOutcome.Checked _ ->
          false;
    };
  }

  private String message() {
    long unfinished = runs.stream().filter(run -> run.outcome().shouldRetry()).count();
    return "%d repositories: %d without news, %d with news, %d in trouble, %d left to the next catch-up"
        .formatted(found, withoutNews, runs.size(), troubled + failed, left.size() + unfinished);
  }

  private List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    lines.stream()
        .limit(MOST_LINES)
        .map(line -> new Warning("", "catch-up", line))
        .forEach(warnings::add);
    if (lines.size() > MOST_LINES) {
      warnings.add(
          new Warning("", "catch-up", "%d more such lines".formatted(lines.size() - MOST_LINES)));
    }
    return warnings;
  }
}
