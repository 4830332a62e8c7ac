package io.charttagger.run;

import io.charttagger.chart.TagName;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.Budget;
import io.charttagger.port.PublishedRelease;
import io.charttagger.port.ReleaseCreation;
import io.charttagger.port.Repository;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import io.charttagger.release.GitHubRelease;
import io.charttagger.report.GitHubReleaseLine;
import io.charttagger.report.GitHubReleaseResult;
import java.time.Duration;
import java.util.Optional;

/**
 * Publishes the GitHub Release of one tag. After all but a success the state is read back before
 * anything else is done, and a release that exists is never changed.
 */
record GitHubReleaseWriter(Repository repository, Budget budget) {
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);

  /** What came of one request. */
  private sealed interface Attempt {
    record Published(String url) implements Attempt {}

    /** Nobody knows whether it was published. */
    record Lost(String how) implements Attempt {}

    /** It was not. */
    record Refused(String reason, boolean mayPass) implements Attempt {}
  }

  /** Publishes it, or finds the release that the tag has. */
  GitHubReleaseLine create(GitHubRelease release) {
    for (int attempt = 1; ; attempt++) {
      Attempt made = attempt(release);
      if (made instanceof Attempt.Published(String url)) {
        return created(release.tag(), url);
      }
      Optional<GitHubReleaseLine> found =
          repository.releaseOf(release.tag()).map(it -> readBack(it, release));
      if (found.isPresent()) {
        return found.get();
      }
      boolean last = attempt == ATTEMPTS;
      if (made instanceof Attempt.Refused(String reason, boolean mayPass) && (last || !mayPass)) {
        return new GitHubReleaseLine(
            release.tag(), Optional.empty(), GitHubReleaseResult.FAILED, reason);
      }
      if (last && made instanceof Attempt.Lost(String how)) {
        throw new TransientFailure(
            StopReason.GITHUB,
            "GitHub did not publish the release of tag %s in %d attempts: %s"
                .formatted(release.tag(), ATTEMPTS, how),
            Duration.ZERO);
      }
      budget.pause(FIRST_RETRY.multipliedBy(1L << (attempt - 1)));
    }
  }

  /** The release that the tag has, if it has one. */
  Optional<GitHubReleaseLine> find(GitHubRelease release) {
    return repository.releaseOf(release.tag()).map(found -> exists(release.tag(), found));
  }

  /** One with the same texts was published by a write whose answer was lost. */
  private static GitHubReleaseLine readBack(PublishedRelease found, GitHubRelease release) {
    return found.name().equals(release.name()) && found.body().equals(release.body())
        ? created(release.tag(), found.url())
        : exists(release.tag(), found);
  }

  private static GitHubReleaseLine exists(TagName tag, PublishedRelease found) {
    return new GitHubReleaseLine(
        tag,
        Optional.of(found.url()),
        GitHubReleaseResult.EXISTS,
        "the tag has a release already, which is left as it is");
  }

  private Attempt attempt(GitHubRelease release) {
    try {
      return switch (repository.createRelease(release)) {
        case ReleaseCreation.Created(String url) -> new Attempt.Published(url);
        case ReleaseCreation.Exists() ->
            new Attempt.Refused(
                "GitHub says that tag %s has a release, but shows none; publish or delete its draft, then send the same dispatch again"
                    .formatted(release.tag()),
                true);
        case ReleaseCreation.NotFound(String reason) -> new Attempt.Refused(reason, true);
        case ReleaseCreation.Refused(String reason) -> new Attempt.Refused(reason, false);
      };
    } catch (AmbiguousWriteException lost) {
      return new Attempt.Lost(String.valueOf(lost.getMessage()));
    }
  }

  private static GitHubReleaseLine created(TagName tag, String url) {
    return new GitHubReleaseLine(
        tag, Optional.of(url), GitHubReleaseResult.CREATED, "the release was published");
  }
}
