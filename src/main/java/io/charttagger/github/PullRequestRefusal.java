package io.charttagger.github;

import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import io.charttagger.github.http.RestResponse;
import io.charttagger.port.PullRequestCreation;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What GitHub says when it does not open a pull request.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request">Create a pull
 *     request</a>
 */
final class PullRequestRefusal {
  private final RepositoryName repository;
  private final String head;
  private final String base;
  private final Supplier<Optional<String>> below;

  /**
   * Judges nothing yet.
   *
   * @param below finds a branch below the base, as {@code release/1.x} is below {@code release}
   */
  PullRequestRefusal(
      RepositoryName repository, String head, String base, Supplier<Optional<String>> below) {
    this.repository = repository;
    this.head = head;
    this.base = base;
    this.below = below;
  }

  /** What came of the request; empty when the answer concerns more than this pull request. */
  Optional<PullRequestCreation> judge(RestResponse answer) {
    if (answer.status() != 422) {
      return Optional.empty();
    }
    String words = answer.message().toLowerCase(Locale.ROOT);
    if (words.contains("already exists")) {
      return Optional.of(new PullRequestCreation.Exists());
    }
    if (words.contains("no commits between")) {
      return Optional.of(new PullRequestCreation.NothingBetween());
    }
    return Optional.of(
        new PullRequestCreation.Refused(
            words.contains("pullrequest base invalid") ? missing() : refused(answer)));
  }

  private String missing() {
    return below.get().map(this::impossible).orElseGet(this::creation);
  }

  private String impossible(String other) {
    return "branch %s is missing in %s, and git cannot create it while there is a branch %s; the operator sets another release branch with RELEASE_BRANCH"
        .formatted(base, repository, other);
  }

  private String creation() {
    return "branch %s is missing in %s; create it at the last released commit: gh api repos/%s/git/refs -f ref=refs/heads/%s -f sha=COMMIT"
        .formatted(base, repository, repository, base);
  }

  private String refused(RestResponse answer) {
    return "GitHub refused the pull request from %s into %s: %s"
        .formatted(head, base, Quoted.of(answer.message()));
  }
}
