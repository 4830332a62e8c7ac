package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.Rejection;
import io.charttagger.history.NoPreview;
import io.charttagger.history.NotOnMain;
import io.charttagger.history.UnusableSettings;
import io.charttagger.plan.Covered;
import io.charttagger.plan.Step;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.plan.Warning;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.Repository;
import io.charttagger.port.TransientFailure;
import io.charttagger.release.ReleaseEntry;
import io.charttagger.release.RepositoryPage;
import io.charttagger.report.BranchLine;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ChartResult;
import io.charttagger.report.GitHubReleaseLine;
import io.charttagger.report.PointResult;
import io.charttagger.report.ReleaseLine;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import io.charttagger.report.SetupLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run has done so far; whenever it ends, and however, this becomes its report. Safe for
 * concurrent use.
 */
final class Progress {
  private static final int UNPROCESSABLE = 422;

  private final Clock clock;
  private final Instant start;
  private final List<ChartLine> charts = new ArrayList<>();
  private final List<ReleaseLine> releases = new ArrayList<>();
  private final List<GitHubReleaseLine> published = new ArrayList<>();
  private final List<BranchLine> branches = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private final List<SetupLine> checks = new ArrayList<>();
  private Optional<RepositoryName> repository = Optional.empty();
  private Optional<RepositoryPage> page = Optional.empty();
  private Optional<CommitSha> commit = Optional.empty();
  private Optional<CommitSha> before = Optional.empty();
  private Optional<Covered> covered = Optional.empty();
  private IntSupplier calls = () -> 0;

  Progress(Clock clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  /** The report of an action, also when it is ended by a failure; a defect is thrown. */
  Report reportOf(Supplier<Report> action) {
    try {
      return action.get();
    } catch (RunStopped stopped) {
      return report(stopped.outcome(), stopped);
    } catch (Rejection rejection) {
      return rejected(rejection.status(), rejection);
    } catch (NotOnMain | NoPreview notThisCommit) {
      return rejected(UNPROCESSABLE, notThisCommit);
    } catch (TransientFailure failure) {
      return incomplete(failure);
    } catch (PermanentFailure failure) {
      return failed(failure);
    }
  }

  synchronized void received(Dispatch received) {
    about(received.repository(), received.after());
    before = received.before();
  }

  /** Whose report it is. */
  synchronized void about(RepositoryName name) {
    repository = Optional.of(name);
  }

  synchronized void about(RepositoryName name, CommitSha sha) {
    about(name);
    commit = Optional.of(sha);
  }

  synchronized void opened(Repository opened) {
    calls = opened::calls;
    page = Optional.of(opened.page());
  }

  synchronized void planned(ResumedPlan resumed) {
    WorkDone done = resumed.done();
    covered = Optional.of(resumed.plan().covered());
    resumed.plan().steps().stream()
        .map(ChartLine::planned)
        .map(line -> done.created().contains(line.subject()) ? createdEarlier(line) : line)
        .forEach(charts::add);
    releases.addAll(done.releases());
    published.addAll(done.published());
    branches.addAll(done.branches());
    warnings.addAll(resumed.plan().warnings());
  }

  /**
   * Goes on with a saved plan.
   *
   * @return the plan with what is still to be created signed; where it cannot be, what is done
   *     already is in the report all the same
   */
  synchronized ResumedPlan resumed(ResumedPlan saved, UnaryOperator<TagObject> signer) {
    ResumedPlan plan = saved;
    try {
      plan = saved.signedBy(signer);
    } finally {
      planned(plan);
    }
    return plan;
  }

  synchronized void audited(List<ChartLine> lines, List<Warning> notes) {
    charts.addAll(lines);
    notes.forEach(this::warn);
  }

  /** Whose calls to GitHub are counted, when no repository is opened. */
  synchronized void calling(IntSupplier sent) {
    calls = sent;
  }

  /** The report of a set-up that was checked; the points are those so far. */
  synchronized Report checked(List<SetupLine> points) {
    checks.addAll(points);
    boolean fails = points.stream().anyMatch(line -> line.result() == PointResult.FAILED);
    return report(new RunOutcome.Checked(fails), "");
  }

  private static ChartLine createdEarlier(ChartLine line) {
    return new ChartLine(
        line.subject(),
        ChartResult.CREATED_EARLIER,
        line.release(),
        line.standing(),
        line.message());
  }

  synchronized void done(Step.CreateTag step, TagResult result) {
    if (result instanceof TagResult.Created(String object)
        && !object.equals(step.release().tag().sha())) {
      warn(
          new Warning(
              step.subject().chart(),
              "tag-object-differs",
              "GitHub made tag object %s of %s, where %s was computed"
                  .formatted(object, step.release().tag().name(), step.release().tag().sha())));
    }
    charts.replaceAll(line -> line.subject().equals(step.subject()) ? lineOf(step, result) : line);
  }

  /** The line of a tag after its creation was tried. */
  private static ChartLine lineOf(Step.CreateTag step, TagResult result) {
    return switch (result) {
      case TagResult.Created(String object) ->
          new ChartLine(
              step.subject(),
              ChartResult.CREATED,
              Optional.of(step.release()),
              Optional.of(object),
              step.message());
      case TagResult.OnSameCommit(String object) ->
          new ChartLine(
              step.subject(),
              ChartResult.ALREADY_TAGGED,
              Optional.of(step.release()),
              Optional.of(object),
              "somebody created the tag on this commit meanwhile");
      case TagResult.Elsewhere(String place) ->
          new ChartLine(
              step.subject(),
              ChartResult.CONFLICT,
              Optional.empty(),
              "the tag was created on %s meanwhile, not on %s; a tag is never moved, so merge a change that raises the version, and the run for that merge makes its tag"
                  .formatted(place, step.subject().commit()));
      case TagResult.Refused(String reason) ->
          new ChartLine(step.subject(), ChartResult.REFUSED, Optional.empty(), reason);
    };
  }

  synchronized void released(ReleaseLine line) {
    ReleaseLine whole = WorkDone.ofWholeRun(line, releases);
    releases.removeIf(whole::isOfSamePullRequest);
    releases.add(whole);
  }

  synchronized void published(GitHubReleaseLine line) {
    published.removeIf(earlier -> earlier.tag().equals(line.tag()));
    published.add(line);
  }

  synchronized void cleaned(BranchLine line) {
    BranchLine whole = WorkDone.ofWholeRun(line, branches);
    branches.removeIf(earlier -> earlier.name().equals(line.name()));
    branches.add(whole);
  }

  synchronized void warn(String code, String message) {
    warn(new Warning("", code, message));
  }

  /** What was warned of the merges and their charts: for those who release them. */
  synchronized List<Warning> warningsOfMerges() {
    return warnings.stream().filter(Warning::isOfMerge).toList();
  }

  /** The same, for these charts only. */
  synchronized List<Warning> warningsOf(List<ReleaseEntry> entries) {
    Set<String> names =
        entries.stream().map(entry -> entry.chart().value()).collect(Collectors.toSet());
    return warningsOfMerges().stream()
        .filter(warning -> warning.chart().isEmpty() || names.contains(warning.chart()))
        .toList();
  }

  /** An earlier attempt of this run may have warned of the same. */
  private void warn(Warning warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  /** The plan with what was done of it, for the attempt that resumes the run. */
  synchronized ResumedPlan unfinished(TaggingPlan plan) {
    return new ResumedPlan(
        new TaggingPlan(plan.repository(), plan.commit(), plan.steps(), warnings, plan.covered()),
        WorkDone.of(charts, releases, published, branches));
  }

  /** A line per merge and chart. */
  synchronized List<ChartLine> charts() {
    return List.copyOf(charts);
  }

  /** The charts whose tags exist and point at their commits now. */
  synchronized List<ChartLine> tagged() {
    return charts.stream().filter(line -> line.result().hasTag()).toList();
  }

  /** The tags whose GitHub Releases this run, or an earlier attempt of it, published or found. */
  synchronized Set<TagName> publishedTags() {
    return published.stream().map(GitHubReleaseLine::tag).collect(Collectors.toSet());
  }

  /** True when the run, or an earlier ask of it, made that tag. */
  synchronized boolean hasCreated(TagName tag) {
    return charts.stream()
        .filter(line -> line.result().isCreatedNow())
        .anyMatch(line -> line.subject().tag().filter(tag::equals).isPresent());
  }

  /** The report of a run that came to its end. */
  synchronized Report finished() {
    return finished(releases);
  }

  /** The report of a run that will come to its end with one more release. */
  synchronized Report finishedWith(ReleaseLine expected) {
    ReleaseLine whole = WorkDone.ofWholeRun(expected, releases);
    return finished(
        Stream.concat(
                releases.stream().filter(line -> !whole.isOfSamePullRequest(line)),
                Stream.of(whole))
            .toList());
  }

  private Report finished(List<ReleaseLine> released) {
    boolean failed =
        charts.stream().filter(this::isDecidedHere).anyMatch(line -> line.result().fails())
            || released.stream().anyMatch(line -> line.result().fails())
            || published.stream().anyMatch(line -> line.result().fails());
    boolean tagged = charts.stream().anyMatch(line -> line.result().isTaggedAnywhere());
    return report(
        failed
            ? new RunOutcome.Failed(UNPROCESSABLE)
            : tagged ? new RunOutcome.Tagged() : new RunOutcome.NothingToTag(),
        "",
        released);
  }

  /** True when the push of the dispatch brought the line's merge. */
  synchronized boolean isOfThisPush(ChartLine line) {
    return covered.filter(it -> it.behind(before).contains(line.subject().commit())).isPresent();
  }

  /** What an earlier push left missing is shown, but fails no other push. */
  private boolean isDecidedHere(ChartLine line) {
    return covered.filter(it -> it.commits().contains(line.subject().commit())).isPresent();
  }

  /** The report of a merge that is not made yet. */
  synchronized Report previewed() {
    boolean fails = charts.stream().anyMatch(line -> line.result().fails());
    return report(new RunOutcome.Previewed(fails), "");
  }

  /**
   * The report of a merge that is not made yet, and whose run would end so.
   *
   * @throws PermanentFailure the same, when it is not for the pull request to fix
   */
  Report previewed(PermanentFailure failure) {
    if (failure.status() != UNPROCESSABLE) {
      throw failure;
    }
    RunOutcome outcome = new RunOutcome.Previewed(/* fails= */ true);
    return failure instanceof UnusableSettings settings
        ? report(outcome, settings.beforeTheMerge())
        : report(outcome, failure);
  }

  /** The report of a run that a later attempt continues. */
  synchronized Report incomplete(TransientFailure failure) {
    RunOutcome.Incomplete outcome = new RunOutcome.Incomplete(failure.retryAfter());
    return report(outcome, StopMessage.of(failure, outcome.retryAfter(), charts));
  }

  /** The report of a run that ends until somebody has fixed what is wrong. */
  synchronized Report failed(PermanentFailure failure) {
    return report(new RunOutcome.Failed(failure.status()), StopMessage.of(failure, charts));
  }

  /** The report of a run that must not go on. */
  Report rejected(int status, RuntimeException reason) {
    return report(new RunOutcome.Rejected(status), reason);
  }

  /** The report of a run that an exception ended here. */
  Report report(RunOutcome outcome, RuntimeException reason) {
    return report(outcome, String.valueOf(reason.getMessage()));
  }

  /** The report of a run that ends here. */
  synchronized Report report(RunOutcome outcome, String message) {
    return report(outcome, message, releases);
  }

  private Report report(RunOutcome outcome, String message, List<ReleaseLine> released) {
    return new Report(
        outcome,
        message,
        repository,
        page,
        commit,
        covered.flatMap(Covered::from),
        charts,
        released,
        published,
        branches,
        warnings,
        checks,
        new Report.Effort(calls.getAsInt(), Duration.between(start, clock.instant())));
  }
}
