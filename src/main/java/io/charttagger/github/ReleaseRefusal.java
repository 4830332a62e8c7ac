package io.charttagger.github;

import io.charttagger.chart.Quoted;
import io.charttagger.chart.TagName;
import io.charttagger.github.http.RestResponse;
import io.charttagger.port.ReleaseCreation;
import java.util.Locale;
import java.util.Optional;

/**
 * What GitHub says when it does not publish a release.
 *
 * @see <a href="https://docs.github.com/en/rest/releases/releases#create-a-release">Create a
 *     release</a>
 */
final class ReleaseRefusal {
  private ReleaseRefusal() {}

  /** What came of the request; empty when the answer concerns more than this release. */
  static Optional<ReleaseCreation> judge(RestResponse answer, TagName tag) {
    return switch (answer.status()) {
      case 404, 409 -> Optional.of(new ReleaseCreation.NotFound(withoutPermission(answer, tag)));
      case 403 ->
          says(answer, "not accessible by integration")
              ? Optional.of(new ReleaseCreation.Refused(withoutPermission(answer, tag)))
              : Optional.empty();
      case 422 ->
          Optional.of(
              says(answer, "already_exists")
                  ? new ReleaseCreation.Exists()
                  : new ReleaseCreation.Refused(
                      "GitHub refused the release of tag %s; correct what it names, then send the same dispatch again (GitHub said %s)"
                          .formatted(tag, Quoted.of(answer.message()))));
      default -> Optional.empty();
    };
  }

  /** GitHub's description of the endpoint says that it answers 404, and sometimes 403. */
  private static String withoutPermission(RestResponse answer, TagName tag) {
    return "GitHub refused the release of tag %s: the commit's workflow files may differ from the default branch's; the App's owner grants it \"Workflows: write\", an owner of the organisation accepts that, then send the same dispatch again (GitHub said %s)"
        .formatted(tag, Quoted.of(answer.message()));
  }

  private static boolean says(RestResponse answer, String words) {
    return answer.message().toLowerCase(Locale.ROOT).contains(words);
  }
}
