package io.charttagger.github.http;

import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns an unwanted answer into a failure that names the repository, GitHub's own words and the
 * remedy.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api">Troubleshooting
 *     the REST API</a>
 */
public final class GitHubFailure {
  private GitHubFailure() {}

  /** The exception to throw: passing for 408, 429 and 5xx, lasting otherwise. */
  public static RuntimeException of(RepositoryName repository, RestResponse answer) {
    return of(repository.toString(), answer);
  }

  /**
   * As above.
   *
   * @param place the repository, or what else was asked for
   */
  public static RuntimeException of(String place, RestResponse answer) {
    int status = answer.status();
    if (status == 408 || status == 429 || status >= 500) {
      return new TransientFailure(
          status == 429 ? StopReason.RATE_LIMIT : StopReason.GITHUB, said(answer), Duration.ZERO);
    }
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          new TransientFailure(
              StopReason.GITHUB,
              "GitHub's answer to %s points to another address; it was not followed"
                  .formatted(answer.request()),
              Duration.ZERO);
      case 401 -> notInstalled(place, "GitHub no longer accepts the App's token");
      case 403 -> forbidden(place, answer);
      default -> new PermanentFailure(502, "In " + place + ": " + said(answer));
    };
  }

  /** The App is not installed on the repository, or no longer, or is suspended there. */
  public static PermanentFailure notInstalled(RepositoryName repository, String why) {
    return notInstalled(repository.toString(), why);
  }

  private static PermanentFailure notInstalled(String place, String why) {
    return new PermanentFailure(
        404,
        "The GitHub App is not installed on "
            + place
            + " ("
            + why
            + "): an owner installs it from the App's page, or adds the repository to its"
            + " installation under Settings > GitHub Apps");
  }

  /** The App is installed but switched off. */
  public static PermanentFailure suspended(RepositoryName repository) {
    return suspended(repository.toString());
  }

  private static PermanentFailure suspended(String place) {
    return new PermanentFailure(
        404,
        "The GitHub App's installation on "
            + place
            + " is suspended: an owner lifts that under Settings > GitHub Apps");
  }

  /** The App's credentials do not fit together. */
  public static PermanentFailure signatureRefused() {
    return new PermanentFailure(
        502,
        "GitHub does not accept the App's signature: the privateKey in the App's secret is not a"
            + " current key of the App with that appId; the operator creates a key in the App's"
            + " settings and stores it in the secret");
  }

  /** The repository goes by another name now. */
  public static PermanentFailure renamed(RepositoryName repository, Optional<String> newName) {
    return new PermanentFailure(
        404,
        repository
            + " was renamed"
            + newName.map(name -> " to " + Quoted.of(name)).orElse("")
            + ": the operator puts the new name into ALLOWED_REPOSITORIES, and the next dispatch must use it");
  }

  public static boolean isSuspended(RestResponse answer) {
    return answer.status() == 403 && says(answer, "suspended");
  }

  private static PermanentFailure forbidden(String place, RestResponse answer) {
    if (isSuspended(answer)) {
      return suspended(place);
    }
    if (says(answer, "archived")) {
      return new PermanentFailure(
          502, place + " is archived, hence read-only: unarchive it to tag its charts");
    }
    if (says(answer, "ip allow list")) {
      return new PermanentFailure(
          502,
          "GitHub does not let the function into "
              + place
              + ", because the organisation has an IP allow list: the operator gives the function a"
              + " fixed outgoing address, and an owner of the organisation adds it to that list; "
              + said(answer));
    }
    String needed =
        answer
            .header("X-Accepted-GitHub-Permissions")
            .map(permissions -> " (it needs " + Quoted.of(permissions) + ")")
            .orElse("");
    return new PermanentFailure(
        502,
        "The GitHub App lacks a permission in "
            + place
            + needed
            + ": the App's owner grants that in the App's settings, then the owner of the account it is installed on accepts it; "
            + said(answer));
  }

  private static boolean says(RestResponse answer, String word) {
    return answer.message().toLowerCase(Locale.ROOT).contains(word);
  }

  private static String said(RestResponse answer) {
    String message = answer.message();
    return "GitHub answered "
        + answer.status()
        + " to "
        + answer.request()
        + (message.isEmpty() ? "" : ": " + Quoted.of(message))
        + answer
            .header("X-GitHub-Request-Id")
            .map(id -> " (request id " + Quoted.of(id) + ")")
            .orElse("");
  }
}
