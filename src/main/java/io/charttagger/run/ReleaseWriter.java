package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.history.ExistingTag;
import io.charttagger.history.Tags;
import io.charttagger.history.VirtualThreads;
import io.charttagger.plan.Warning;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.Comparison;
import io.charttagger.port.Lease;
import io.charttagger.port.OpenPullRequest;
import io.charttagger.port.PullRequestCreation;
import io.charttagger.port.Repository;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import io.charttagger.release.ReleaseEntry;
import io.charttagger.release.ReleasePullRequest;
import io.charttagger.release.ReleasePullRequest.Existing;
import io.charttagger.release.ReleaseTarget;
import io.charttagger.report.ReleaseLine;
import io.charttagger.report.ReleaseResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the pull request of one head branch, under a lease.
 *
 * @param repository writes under the lease
 * @param tags the tags as they are now
 * @param readme the page that tells of this program
 * @param base the branch that the pull request merges into
 * @param saved the pull request as the last owner of the lease left it: its lines are brought back
 *     where they are missing
 * @param ahead whether the pull request was open before
 * @param warnings what the pull request tells of these entries
 * @param expected is told, before the pull request is updated, what will have come of it
 */
record ReleaseWriter(
    Repository repository,
    Tags tags,
    Optional<String> readme,
    String base,
    Lease lease,
    Progress progress,
    Optional<SavedRelease> saved,
    PullRequestAhead ahead,
    Function<List<ReleaseEntry>, List<Warning>> warnings,
    Consumer<ReleaseLine> expected) {

  /**
   * What came of it.
   *
   * @param line the line of the report
   * @param pullRequest the pull request as it is now, when there is one
   */
  record Written(ReleaseLine line, Optional<SavedRelease> pullRequest) {
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
  Written write(String head, List<ReleaseEntry> entries) {
    if (entries.isEmpty()) {
      return Written.without(
          ReleaseResult.NOTHING_BETWEEN,
          "the release branch has the commits of these tags already");
    }
    // Twice at most: somebody may open, merge or close the pull request between our read and our
    // write.
    return attempt(head, entries, ahead.foundNone() ? Optional.empty() : open(head))
        .or(() -> attempt(head, entries, open(head)))
        .orElseThrow(
            () ->
                new TransientFailure(
                    StopReason.GITHUB,
                    "the release pull request of %s keeps changing".formatted(head),
                    Duration.ZERO));
  }

  private Optional<Written> attempt(
      String head, List<ReleaseEntry> entries, Optional<OpenPullRequest> found) {
    ReleasePullRequest wanted;
    try {
      wanted =
          ReleasePullRequest.of(
              new ReleaseTarget(repository.page(), head, base, readme),
              new ReleasePullRequest.Listed(
                  found.map(OpenPullRequest::texts), earlier(found), forged(found, entries)),
              new ReleasePullRequest.Added(entries, warnings.apply(entries)));
    } catch (IllegalArgumentException tooLong) {
      return Optional.of(
          Written.without(ReleaseResult.FAILED, String.valueOf(tooLong.getMessage())));
    }
    wanted.problems().forEach(problem -> progress.warn("release-list-unreadable", problem));
    Existing texts = new Existing(wanted.title(), wanted.body());
    lease.renew();
    return found.isPresent() ? update(head, found.get(), texts) : create(head, texts);
  }

  private Optional<OpenPullRequest> open(String head) {
    return open(repository, head, base);
  }

  /** True when the release branch has the commit. */
  static boolean isReleased(Repository repository, String branch, CommitSha commit) {
    return repository
        .compare(branch, commit.value())
        .filter(Comparison::baseContainsHead)
        .isPresent();
  }

  static Optional<OpenPullRequest> open(Repository repository, String head, String base) {
    return repository.openPullRequests(Optional.of(head), Optional.of(base)).stream().findFirst();
  }

  /** Once a pull request is merged or closed, its lines are of no use to the next one. */
  private Optional<String> earlier(Optional<OpenPullRequest> found) {
    return saved
        .filter(it -> found.filter(open -> open.number() == it.number()).isPresent())
        .map(SavedRelease::body);
  }

  /** Anyone who may edit a pull request can add lines to it. */
  private Set<ReleaseEntry> forged(Optional<OpenPullRequest> found, List<ReleaseEntry> added) {
    Set<Proof> known =
        Stream.concat(
                added.stream(),
                earlier(found).stream().flatMap(body -> ReleasePullRequest.listedIn(body).stream()))
            .map(Proof::of)
            .collect(Collectors.toSet());
    List<ReleaseEntry> unknown =
        found.stream()
            .flatMap(it -> ReleasePullRequest.listedIn(it.texts().body()).stream())
            .filter(entry -> !known.contains(Proof.of(entry)))
            .toList();
    List<ReleaseEntry> forged =
        VirtualThreads.map(unknown, entry -> Optional.of(entry).filter(it -> !isTagged(it)))
            .stream()
            .flatMap(Optional::stream)
            .toList();
    for (ReleaseEntry entry : forged) {
      progress.warn(
          "release-list-forged",
          "the release pull request listed tag %s for commit %s, but that tag does not point there; the entry was dropped, so find out who edited the pull request"
              .formatted(entry.tag(), entry.commit()));
    }
    return Set.copyOf(forged);
  }

  private boolean isTagged(ReleaseEntry entry) {
    return tags.read(entry.tag())
        .flatMap(ExistingTag::commit)
        .filter(entry.commit()::equals)
        .isPresent();
  }

  /** What an entry claims. */
  private record Proof(TagName tag, CommitSha commit) {
    static Proof of(ReleaseEntry entry) {
      return new Proof(entry.tag(), entry.commit());
    }
  }

  private Optional<Written> update(String head, OpenPullRequest found, Existing texts) {
    if (found.texts().equals(texts)) {
      return Optional.of(
          Written.of(
              found, ReleaseResult.UNCHANGED, "the release pull request lists these tags already"));
    }
    expected.accept(written(found).line());
    OpenPullRequest updated = updated(head, found.number(), texts);
    return updated.open() ? Optional.of(written(updated)) : Optional.empty();
  }

  private static Written written(OpenPullRequest updated) {
    return Written.of(
        updated, ReleaseResult.UPDATED, "these tags were added to the open pull request");
  }

  private OpenPullRequest updated(String head, int number, Existing texts) {
    try {
      return repository.updatePullRequest(number, texts);
    } catch (AmbiguousWriteException ambiguous) {
      return open(head)
          .filter(now -> now.number() == number && now.texts().equals(texts))
          .orElseThrow(() -> failure("update", ambiguous));
    }
  }

  private Optional<Written> create(String head, Existing texts) {
    return switch (created(head, texts)) {
      case PullRequestCreation.Opened(OpenPullRequest opened) ->
          Optional.of(
              Written.of(opened, ReleaseResult.CREATED, "the release pull request was opened"));
      case PullRequestCreation.Exists() -> Optional.empty();
      case PullRequestCreation.NothingBetween() ->
          Optional.of(
              Written.without(
                  ReleaseResult.NOTHING_BETWEEN, "the release branch has every commit of " + head));
      case PullRequestCreation.Refused(String reason) ->
          Optional.of(Written.without(ReleaseResult.FAILED, reason));
    };
  }

  private PullRequestCreation created(String head, Existing texts) {
    try {
      return repository.createPullRequest(head, base, texts);
    } catch (AmbiguousWriteException ambiguous) {
      // A new read shows whether it was opened and, by its texts, by whom.
      return open(head)
          .map(
              found ->
                  found.texts().equals(texts)
                      ? new PullRequestCreation.Opened(found)
                      : new PullRequestCreation.Exists())
          .orElseThrow(() -> failure("open", ambiguous));
    }
  }

  private static TransientFailure failure(String what, AmbiguousWriteException ambiguous) {
    return new TransientFailure(
        StopReason.GITHUB,
        "could not %s the release pull request: %s".formatted(what, ambiguous.getMessage()),
        Duration.ZERO);
  }
}
