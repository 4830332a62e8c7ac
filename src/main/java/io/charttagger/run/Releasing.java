package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.plan.ReleaseEntry;
import io.charttagger.plan.ReleasePullRequest;
import io.charttagger.plan.ReleasePullRequest.Existing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the release pull request: opens it, or adds this run's tags to it, one run of a repository
 * at a time.
 */
final class Releasing {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(400);

  private final Locks locks;
  private final ReleaseMode mode;
  private final String mainBranch;

  Releasing(Locks locks, ReleaseMode mode, String mainBranch) {
    this.locks = locks;
    this.mode = mode;
    this.mainBranch = mainBranch;
  }

  /** Brings every tag that stands into its release pull request. */
  void release(Means means, Progress progress) {
    List<ChartLine> standing = progress.standing();
    if (mode == ReleaseMode.OFF || standing.isEmpty()) {
      return;
    }
    Forge forge = means.forge();
    try (Lease lease = lease(LockKey.ofRelease(means.dispatch().repository()), means.budget())) {
      forge.guard(
          () -> {
            means.lease().renew();
            lease.renew();
          });
      Release release = new Release(forge, lease, progress);
      switch (mode) {
        case BATCH -> release.bring(mainBranch, unreleased(forge, standing));
        case PER_CHART -> unreleased(forge, standing).forEach(entry -> release.bringAlone(entry));
        case OFF -> throw new IllegalStateException("handled above");
      }
    } finally {
      forge.guard(means.lease()::renew);
    }
  }

  private Lease lease(LockKey key, Budget budget) {
    while (true) {
      switch (locks.acquire(key)) {
        case Locks.Attempt.Granted(Lease lease) -> {
          return lease;
        }
        case Locks.Attempt.Held ignored -> budget.pause(BETWEEN_TRIES);
      }
    }
  }

  /**
   * The lines to list. A tag that stood before this run may be released already: then it is listed
   * no more.
   */
  private static List<ReleaseEntry> unreleased(Forge forge, List<ChartLine> standing) {
    Set<CommitSha> released = new HashSet<>();
    standing.stream()
        .filter(line -> line.outcome().equals("already-tagged"))
        .map(line -> line.subject().commit())
        .distinct()
        .filter(forge::released)
        .forEach(released::add);
    return standing.stream()
        .filter(
            line -> line.outcome().equals("created") || !released.contains(line.subject().commit()))
        .map(line -> ReleaseEntry.of(line.subject(), line.release().orElseThrow()))
        .toList();
  }

  /** One head branch's pull request. */
  private record Release(Forge forge, Lease lease, Progress progress) {

    void bringAlone(ReleaseEntry entry) {
      String branch = "chart-release/" + entry.tag();
      lease.renew();
      switch (forge.createBranch(branch, entry.commit())) {
        case TagAnswer.Created _, TagAnswer.Stands _ -> bring(branch, List.of(entry));
        case TagAnswer.Elsewhere(String place) ->
            progress.released(
                ReleaseLine.without(
                    "failed", "branch %s stands on %s; delete it".formatted(branch, place)));
        case TagAnswer.Refused(String reason) ->
            progress.released(ReleaseLine.without("failed", reason));
      }
    }

    void bring(String head, List<ReleaseEntry> entries) {
      if (entries.isEmpty()) {
        progress.released(
            ReleaseLine.without(
                "nothing-between", "the release branch holds the commits of these tags already"));
        return;
      }
      // Twice at most: somebody may open, merge or close the pull request between our look and our
      // write.
      Optional<ReleaseLine> line = attempt(head, entries);
      progress.released(
          line.or(() -> attempt(head, entries))
              .orElseThrow(
                  () ->
                      new PassingTrouble(
                          "the release pull request of %s keeps changing".formatted(head),
                          Duration.ZERO)));
    }

    private Optional<ReleaseLine> attempt(String head, List<ReleaseEntry> entries) {
      Optional<OpenPullRequest> found = forge.releasePullRequest(head);
      ReleasePullRequest wanted;
      try {
        wanted = ReleasePullRequest.of(forge.page(), found.map(OpenPullRequest::texts), entries);
      } catch (IllegalArgumentException tooLong) {
        return Optional.of(ReleaseLine.without("failed", String.valueOf(tooLong.getMessage())));
      }
      wanted.problems().forEach(problem -> progress.warn("release-list-unreadable", problem));
      Existing texts = new Existing(wanted.title(), wanted.body());
      lease.renew();
      return found.isPresent() ? update(found.get(), texts) : open(head, texts);
    }

    private Optional<ReleaseLine> update(OpenPullRequest found, Existing texts) {
      if (found.texts().equals(texts)) {
        return Optional.of(
            ReleaseLine.of(
                found, "unchanged", "the release pull request lists these tags already"));
      }
      OpenPullRequest updated = forge.update(found, texts);
      return updated.open()
          ? Optional.of(
              ReleaseLine.of(updated, "updated", "these tags were added to the open pull request"))
          : Optional.empty();
    }

    private Optional<ReleaseLine> open(String head, Existing texts) {
      return switch (forge.open(head, texts)) {
        case PullRequestAnswer.Opened(OpenPullRequest opened) ->
            Optional.of(ReleaseLine.of(opened, "created", "the release pull request was opened"));
        case PullRequestAnswer.Exists() -> Optional.empty();
        case PullRequestAnswer.NothingBetween() ->
            Optional.of(
                ReleaseLine.without(
                    "nothing-between", "the release branch holds every commit of " + head));
        case PullRequestAnswer.Refused(String reason) ->
            Optional.of(ReleaseLine.without("failed", reason));
      };
    }
  }
}
