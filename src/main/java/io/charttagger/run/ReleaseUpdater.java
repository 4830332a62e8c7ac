package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.history.Tags;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Release;
import io.charttagger.plan.Step;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.Lease;
import io.charttagger.port.LeaseLost;
import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.Repository;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import io.charttagger.release.ReleaseEntry;
import io.charttagger.release.ReleaseMode;
import io.charttagger.release.ReleasePullRequest;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ReleaseLine;
import io.charttagger.report.ReleaseResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps the release pull request: opens it, or adds this run's tags to it, one run of a repository
 * at a time.
 *
 * <p>A lease cannot call back a write that is on its way. One that arrives after its writer's lease
 * expired overwrites what others wrote meanwhile; so every writer makes sure afterwards that the
 * lease was still its own, and writes the lines again under a new one when it was not. The lines
 * are saved with the lease, so those of a writer that dies in between are restored by the
 * repository's next run. The refs of tags need none of this: they are only ever created.
 */
final class ReleaseUpdater {
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(400);

  private final Locks locks;
  private final ReleaseMode mode;
  private final Optional<String> readme;
  private final String releaseBranch;
  private final List<String> labels;
  private final boolean deletesBranches;

  ReleaseUpdater(Locks locks, RunSettings settings) {
    this.locks = locks;
    this.mode = settings.releases().mode();
    this.readme = settings.readme();
    this.releaseBranch = settings.releases().branch();
    this.labels = settings.releases().labels();
    this.deletesBranches = settings.repository().cleanUpBranches().isPresent();
  }

  /** Begins to look the release pull request up, because tags will be created. */
  PullRequestAhead lookAhead(TaggingPlan plan, RunContext context) {
    boolean creates = plan.steps().stream().anyMatch(Step.CreateTag.class::isInstance);
    return mode == ReleaseMode.BATCH && creates
        ? PullRequestAhead.begin(
            () -> ReleaseWriter.open(context.repository(), context.mainBranch(), releaseBranch))
        : PullRequestAhead.NOTHING;
  }

  /** Brings every tag that exists into its release pull request. */
  void update(RunContext context, PullRequestAhead ahead) {
    update(context, ahead, line -> isOlder(line, context));
  }

  /** The same for tags on commits of any age: those that are released already are left out. */
  void updateWithOldCommits(RunContext context, PullRequestAhead ahead) {
    update(context, ahead, line -> true);
  }

  private void update(
      RunContext context, PullRequestAhead ahead, Predicate<ChartLine> mayBeReleased) {
    if (context.progress().tagged().isEmpty()) {
      return;
    }
    switch (mode) {
      case BATCH -> updateBatch(context, ahead, mayBeReleased);
      case PER_CHART -> updateEach(context, mayBeReleased);
      case OFF -> {}
    }
  }

  private void updateBatch(
      RunContext context, PullRequestAhead ahead, Predicate<ChartLine> mayBeReleased) {
    try (Lease lease = lease(context)) {
      Repository repository = context.repository().under(context.lease(), lease);
      Optional<SavedRelease> saved = lease.savedWork().flatMap(SavedRelease::read);
      updateBatch(
          new ReleaseWriter(
              repository,
              new Tags(repository, context.budget()),
              readme,
              releaseBranch,
              lease,
              context.progress(),
              saved,
              ahead,
              _ -> context.progress().warningsOfMerges(),
              line -> expect(line, context)),
          context,
          unreleased(repository, context, mayBeReleased));
    } catch (LeaseLost lost) {
      updateBatchAgain(context);
    }
  }

  /** The pull request is the run's last step, unless branches are deleted after it. */
  private void expect(ReleaseLine line, RunContext context) {
    if (!deletesBranches) {
      context.checkRuns().expect(context.progress().finishedWith(line));
    }
  }

  /**
   * Our last write may have arrived late. What it said is true whoever owns the commit's lease now:
   * the tags exist. Whether they were released meanwhile is another question.
   */
  private void updateBatchAgain(RunContext context) {
    try (Lease lease = lease(context)) {
      Repository repository = context.repository().under(lease);
      Optional<SavedRelease> saved = lease.savedWork().flatMap(SavedRelease::read);
      // The commit's lease may be lost: not even a read that waits may renew it.
      updateBatch(
          new ReleaseWriter(
              repository,
              new Tags(repository, context.budget()),
              readme,
              releaseBranch,
              lease,
              context.progress(),
              saved,
              PullRequestAhead.NOTHING,
              _ -> context.progress().warningsOfMerges(),
              _ -> {}),
          context,
          unreleased(repository, context, line -> true));
    }
  }

  private void updateBatch(ReleaseWriter writer, RunContext context, List<ReleaseEntry> entries) {
    ReleaseWriter.Written written = writer.write(context.mainBranch(), entries);
    written
        .pullRequest()
        .map(SavedRelease::number)
        .filter(number -> !writer.saved().map(SavedRelease::number).equals(Optional.of(number)))
        .ifPresent(number -> label(number, writer, context));
    // Only while the lease is still ours; and even when nothing had to be written, because another
    // run may have died after it wrote.
    written
        .pullRequest()
        .filter(now -> !writer.saved().equals(Optional.of(now)))
        .ifPresent(now -> writer.lease().saveAndClose(now.write()));
    context.progress().released(written.line());
  }

  /** A pull request of one tag has one line, and every writer writes the same. */
  private void updateEach(RunContext context, Predicate<ChartLine> mayBeReleased) {
    try (Lease lease = lease(context)) {
      ReleaseWriter writer =
          new ReleaseWriter(
              context.repository().under(context.lease(), lease),
              new Tags(context.repository(), context.budget()),
              readme,
              releaseBranch,
              lease,
              context.progress(),
              Optional.empty(),
              PullRequestAhead.NOTHING,
              entries -> context.progress().warningsOf(entries),
              _ -> {});
      TagWriter branches = new TagWriter(writer.repository(), context.budget());
      unreleased(writer.repository(), context, mayBeReleased)
          .forEach(
              entry -> {
                ReleaseLine line = updateOne(entry, writer, branches);
                if (context.progress().hasCreated(entry.tag())) {
                  line.number().ifPresent(number -> label(number, writer, context));
                }
                context.progress().released(line);
              });
    }
  }

  /**
   * Once, by the run that opens it or goes on for one that died after that: a label that somebody
   * takes away stays away.
   */
  private void label(int number, ReleaseWriter writer, RunContext context) {
    if (labels.isEmpty()) {
      return;
    }
    try {
      writer.repository().addLabels(number, labels);
    } catch (LeaseLost lost) {
      throw lost;
    } catch (TransientFailure | PermanentFailure | AmbiguousWriteException failure) {
      context
          .progress()
          .warn("labels", "the release pull request got no labels: " + failure.getMessage());
    }
  }

  private static ReleaseLine updateOne(
      ReleaseEntry entry, ReleaseWriter writer, TagWriter branches) {
    String branch = "chart-release/" + entry.tag();
    writer.lease().renew();
    return switch (branches.createBranch(branch, entry.commit())) {
      case TagResult.Created _, TagResult.OnSameCommit _ ->
          writer.write(branch, List.of(entry)).line();
      case TagResult.Elsewhere(String place) ->
          ReleaseLine.without(
              ReleaseResult.FAILED, "branch %s points at %s; delete it".formatted(branch, place));
      case TagResult.Refused(String reason) -> ReleaseLine.without(ReleaseResult.FAILED, reason);
    };
  }

  private Lease lease(RunContext context) {
    LockKey key = LockKey.ofRelease(context.dispatch().repository());
    while (true) {
      switch (locks.acquire(key)) {
        case Locks.Attempt.Granted(Lease lease) -> {
          return lease;
        }
        case Locks.Attempt.Denied _ -> {
          if (!context.budget().allows(BETWEEN_ATTEMPTS)) {
            throw new TransientFailure(
                StopReason.ANOTHER_RUN,
                "another run of this repository is writing its release pull request",
                BETWEEN_ATTEMPTS);
          }
          context.budget().pause(BETWEEN_ATTEMPTS);
        }
      }
    }
  }

  /** A tag that existed before this run, or whose commit did, may be released already. */
  private static boolean isOlder(ChartLine line, RunContext context) {
    return !line.result().isCreatedNow() || !context.progress().isOfThisPush(line);
  }

  /**
   * The lines to list: a tag that is released is not listed again.
   *
   * @param mayBeReleased which of the tags need a look
   */
  private List<ReleaseEntry> unreleased(
      Repository repository, RunContext context, Predicate<ChartLine> mayBeReleased) {
    List<ChartLine> tagged = context.progress().tagged();
    Set<CommitSha> released = new HashSet<>();
    tagged.stream()
        .filter(mayBeReleased)
        .map(line -> line.subject().commit())
        .distinct()
        .filter(commit -> ReleaseWriter.isReleased(repository, releaseBranch, commit))
        .forEach(released::add);
    return entries(
        tagged.stream()
            .filter(
                line -> !(mayBeReleased.test(line) && released.contains(line.subject().commit())))
            .toList());
  }

  /** Many megabytes of changelogs are not even quoted. */
  private static List<ReleaseEntry> entries(List<ChartLine> tagged) {
    int longest =
        ReleasePullRequest.longestChangelog(
            tagged.stream()
                .mapToLong(line -> line.release().orElseThrow().changelog().length())
                .sum());
    return tagged.stream()
        .map(line -> entry(line.subject(), line.release().orElseThrow(), longest))
        .toList();
  }

  private static ReleaseEntry entry(ChartRef subject, Release release, int longestChangelog) {
    return release.changelog().length() <= longestChangelog
        ? ReleaseEntry.of(subject, release)
        : ReleaseEntry.withoutChangelog(subject, release);
  }
}
