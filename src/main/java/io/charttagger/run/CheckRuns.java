package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.history.VirtualThreads;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.CheckRun;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.Repository;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import io.charttagger.report.Summary;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Shows the report of one run on its commit. The report that is expected can be shown while the
 * last step is being done; when the run ends otherwise, the true one follows, and GitHub shows the
 * latest.
 */
final class CheckRuns {
  private static final System.Logger LOG = System.getLogger(CheckRuns.class.getName());

  private final Repository repository;
  private final CommitSha commit;
  private final boolean silent;
  private Optional<Begun> begun = Optional.empty();

  CheckRuns(Repository repository, CommitSha commit) {
    this(repository, commit, false);
  }

  private CheckRuns(Repository repository, CommitSha commit, boolean silent) {
    this.repository = repository;
    this.commit = commit;
    this.silent = silent;
  }

  /** Shows nothing: the reports are not about that commit. */
  static CheckRuns none(Repository repository, CommitSha commit) {
    return new CheckRuns(repository, commit, true);
  }

  /** A report that is being shown. */
  private record Begun(Report report, Future<Report> showing) {}

  /** Begins to show the report that is expected. */
  void expect(Report report) {
    Future<Report> showing =
        VirtualThreads.start(
            () -> {
              create(report);
              return report;
            });
    begun = Optional.of(new Begun(report, showing));
  }

  /** Shows the report, unless it is the one that was expected. */
  void show(Report report) {
    if (begun.isPresent()) {
      VirtualThreads.join(begun.get().showing());
      if (saysTheSame(begun.get().report(), report)) {
        return;
      }
    }
    create(report);
  }

  /** Shows how the run ended, when it was expected to end otherwise. Never throws. */
  void correct(Report report) {
    if (begun.isEmpty()) {
      return;
    }
    try {
      show(report);
    } catch (TransientFailure | PermanentFailure trouble) {
      LOG.log(
          System.Logger.Level.WARNING,
          () ->
              "commit %s shows a report that did not come true: %s"
                  .formatted(commit, trouble.getMessage()));
    }
  }

  private static boolean saysTheSame(Report one, Report other) {
    return one.outcome().equals(other.outcome())
        && one.charts().equals(other.charts())
        && one.releasePullRequests().equals(other.releasePullRequests())
        && one.githubReleases().equals(other.githubReleases())
        && one.branches().equals(other.branches())
        && one.warnings().equals(other.warnings());
  }

  private void create(Report report) {
    if (silent || !repository.mayCreateCheckRuns()) {
      return;
    }
    try {
      repository.createCheckRun(
          commit,
          new CheckRun(conclusion(report.outcome()), Summary.headline(report), Summary.of(report)));
    } catch (AmbiguousWriteException ambiguous) {
      // A second check run would only repeat the first one; the report itself is not lost.
      return;
    }
  }

  private static CheckRun.Conclusion conclusion(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Tagged() -> CheckRun.Conclusion.SUCCESS;
      case RunOutcome.Failed _, RunOutcome.Rejected _ -> CheckRun.Conclusion.FAILURE;
      case RunOutcome.NothingToTag(),
          RunOutcome.Planned(),
          RunOutcome.Previewed _,
          RunOutcome.InProgress(),
          RunOutcome.Incomplete _,
          RunOutcome.NotOurs(),
          RunOutcome.Audited(),
          RunOutcome.Checked _ ->
          CheckRun.Conclusion.NEUTRAL;
    };
  }
}
