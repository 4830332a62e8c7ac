package io.charttagger.run;

import io.charttagger.port.Forge;
import io.charttagger.port.Lease;
import io.charttagger.port.OpenPullRequest;
import io.charttagger.port.PullRequestAnswer;
import io.charttagger.port.TransientFailure;
import io.charttagger.release.ReleaseEntry;
import io.charttagger.release.ReleasePullRequest;
import io.charttagger.release.ReleasePullRequest.Existing;
import io.charttagger.report.ReleaseLine;
import io.charttagger.report.ReleaseResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Writes the pull request of one head branch, under a lease.
 *
 * @param kept the pull request as the last holder of the lease left it: its lines are brought back
 *     where they are missing
 */
record ReleaseWriter(Forge forge, Lease lease, Progress progress, Optional<SavedRelease> kept) {

  /**
   * What came of it.
   *
   * @param line the line of the report
   * @param standing the pull request as it stands now, when there is one
   */
  record Written(ReleaseLine line, Optional<SavedRelease> standing) {
    private static Written of(OpenPullRequest pullRequest, ReleaseResult result, String message) {
      return new Written(
          new ReleaseLine(
              Optional.of(pullRequest.number()), Optional.of(pullRequest.url()), result, message),
          Optional.of(new SavedRelease(pullRequest.number(), pullRequest.texts().body())));
    }

    private static Written without(ReleaseResult result, String message) {
      return new Written(ReleaseLine.without(result, message), Optional.empty());
    }
  }

  /** Opens it, or adds these lines to it. */
  Written bring(String head, List<ReleaseEntry> entries) {
    if (entries.isEmpty()) {
      return Written.without(
          ReleaseResult.NOTHING_BETWEEN,
          "the release branch holds the commits of these tags already");
    }
    // Twice at most: somebody may open, merge or close the pull request between our look and our
    // write.
    return attempt(head, entries)
        .or(() -> attempt(head, entries))
        .orElseThrow(
            () ->
                new TransientFailure(
                    "the release pull request of %s keeps changing".formatted(head),
                    Duration.ZERO));
  }

  private Optional<Written> attempt(String head, List<ReleaseEntry> entries) {
    Optional<OpenPullRequest> found = forge.releasePullRequest(head);
    ReleasePullRequest wanted;
    try {
      wanted =
          ReleasePullRequest.of(
              forge.page(), found.map(OpenPullRequest::texts), earlier(found), entries);
    } catch (IllegalArgumentException tooLong) {
      return Optional.of(
          Written.without(ReleaseResult.FAILED, String.valueOf(tooLong.getMessage())));
    }
    wanted.problems().forEach(problem -> progress.warn("release-list-unreadable", problem));
    Existing texts = new Existing(wanted.title(), wanted.body());
    lease.renew();
    return found.isPresent() ? update(found.get(), texts) : open(head, texts);
  }

  /** Once a pull request is merged or closed, its lines are of no use to the next one. */
  private Optional<String> earlier(Optional<OpenPullRequest> found) {
    return kept.filter(it -> found.filter(open -> open.number() == it.number()).isPresent())
        .map(SavedRelease::body);
  }

  private Optional<Written> update(OpenPullRequest found, Existing texts) {
    if (found.texts().equals(texts)) {
      return Optional.of(
          Written.of(
              found, ReleaseResult.UNCHANGED, "the release pull request lists these tags already"));
    }
    OpenPullRequest updated = forge.update(found, texts);
    return updated.open()
        ? Optional.of(
            Written.of(
                updated, ReleaseResult.UPDATED, "these tags were added to the open pull request"))
        : Optional.empty();
  }

  private Optional<Written> open(String head, Existing texts) {
    return switch (forge.open(head, texts)) {
      case PullRequestAnswer.Opened(OpenPullRequest opened) ->
          Optional.of(
              Written.of(opened, ReleaseResult.CREATED, "the release pull request was opened"));
      case PullRequestAnswer.Exists() -> Optional.empty();
      case PullRequestAnswer.NothingBetween() ->
          Optional.of(
              Written.without(
                  ReleaseResult.NOTHING_BETWEEN,
                  "the release branch holds every commit of " + head));
      case PullRequestAnswer.Refused(String reason) ->
          Optional.of(Written.without(ReleaseResult.FAILED, reason));
    };
  }
}
