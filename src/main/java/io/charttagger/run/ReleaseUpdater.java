package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.port.Forge;
import io.charttagger.port.Lease;
import io.charttagger.port.LeaseLost;
import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import io.charttagger.port.TagAnswer;
import io.charttagger.release.ReleaseEntry;
import io.charttagger.release.ReleaseMode;
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
 * <p>A lease cannot call back a write that is on its way. One that comes after its writer's lease
 * ran out overwrites what others wrote meanwhile; so whoever has written makes sure that the lease
 * was still his, and brings the lines again under a new one when it was not. What they were is kept
 * with the lease, so a writer that dies in between is mended by the next run of the repository. The
 * refs of tags need none of this: they are only ever created.
 */
final class ReleaseUpdater {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(400);

  private final Locks locks;
  private final ReleaseMode mode;
  private final String mainBranch;

  ReleaseUpdater(Locks locks, ReleaseMode mode, String mainBranch) {
    this.locks = locks;
    this.mode = mode;
    this.mainBranch = mainBranch;
  }

  /** Brings every tag that stands into its release pull request. */
  void release(RunContext means, Progress progress) {
    if (progress.standing().isEmpty()) {
      return;
    }
    try {
      switch (mode) {
        case BATCH -> bringAll(means, progress);
        case PER_CHART -> bringEach(means, progress);
        case OFF -> {}
      }
    } finally {
      means.forge().guard(means.lease()::renew);
    }
  }

  private void bringAll(RunContext means, Progress progress) {
    try (Lease lease = lease(means)) {
      guard(means, lease);
      bringAll(
          unreleased(means.forge(), progress, ReleaseUpdater::isOlder), lease, means, progress);
    } catch (LeaseLost lost) {
      bringAllAgain(means, progress);
    }
  }

  /**
   * Our last write may have come late. What it was about is true whoever has the commit's lease
   * now: the tags stand. Whether they were released meanwhile is another question.
   */
  private void bringAllAgain(RunContext means, Progress progress) {
    try (Lease lease = lease(means)) {
      means.forge().guard(lease::renew);
      bringAll(unreleased(means.forge(), progress, line -> true), lease, means, progress);
    }
  }

  private void bringAll(
      List<ReleaseEntry> entries, Lease lease, RunContext means, Progress progress) {
    Optional<SavedRelease> kept = lease.kept().flatMap(SavedRelease::read);
    ReleaseWriter.Written written =
        new ReleaseWriter(means.forge(), lease, progress, kept).bring(mainBranch, entries);
    // Only while the lease is still ours; and even when nothing had to be written, for another run
    // may have died after it wrote.
    written
        .standing()
        .filter(standing -> !kept.equals(Optional.of(standing)))
        .ifPresent(standing -> lease.keep(standing.write()));
    progress.released(written.line());
  }

  /** A pull request of one tag has one line, and whoever writes it writes the same. */
  private void bringEach(RunContext means, Progress progress) {
    try (Lease lease = lease(means)) {
      guard(means, lease);
      ReleaseWriter writer = new ReleaseWriter(means.forge(), lease, progress, Optional.empty());
      unreleased(means.forge(), progress, ReleaseUpdater::isOlder)
          .forEach(entry -> progress.released(bringAlone(entry, writer)));
    }
  }

  private static ReleaseLine bringAlone(ReleaseEntry entry, ReleaseWriter writer) {
    String branch = "chart-release/" + entry.tag();
    writer.lease().renew();
    return switch (writer.forge().createBranch(branch, entry.commit())) {
      case TagAnswer.Created _, TagAnswer.Stands _ -> writer.bring(branch, List.of(entry)).line();
      case TagAnswer.Elsewhere(String place) ->
          ReleaseLine.without(
              ReleaseResult.FAILED, "branch %s stands on %s; delete it".formatted(branch, place));
      case TagAnswer.Refused(String reason) -> ReleaseLine.without(ReleaseResult.FAILED, reason);
    };
  }

  private static void guard(RunContext means, Lease lease) {
    means
        .forge()
        .guard(
            () -> {
              means.lease().renew();
              lease.renew();
            });
  }

  private Lease lease(RunContext means) {
    LockKey key = LockKey.ofRelease(means.dispatch().repository());
    while (true) {
      switch (locks.acquire(key)) {
        case Locks.Attempt.Granted(Lease lease) -> {
          return lease;
        }
        case Locks.Attempt.Held ignored -> means.budget().pause(BETWEEN_TRIES);
      }
    }
  }

  /** A tag that stood before this run may be released already. */
  private static boolean isOlder(ChartLine line) {
    return !line.result().isCreatedNow();
  }

  /**
   * The lines to list: a tag that is released is listed no more.
   *
   * @param doubtful which of the tags may be released
   */
  private static List<ReleaseEntry> unreleased(
      Forge forge, Progress progress, Predicate<ChartLine> doubtful) {
    List<ChartLine> standing = progress.standing();
    Set<CommitSha> released = new HashSet<>();
    standing.stream()
        .filter(doubtful)
        .map(line -> line.subject().commit())
        .distinct()
        .filter(forge::released)
        .forEach(released::add);
    return standing.stream()
        .filter(line -> !(doubtful.test(line) && released.contains(line.subject().commit())))
        .map(line -> ReleaseEntry.of(line.subject(), line.release().orElseThrow()))
        .toList();
  }
}
