package io.charttagger.port;

/** What came of opening a pull request. */
public sealed interface PullRequestAnswer {
  /** It is open. */
  record Opened(OpenPullRequest pullRequest) implements PullRequestAnswer {}

  /**
   * One with this head and base is open already, opened by somebody between our look and our write.
   */
  record Exists() implements PullRequestAnswer {}

  /** The base holds every commit of the head. */
  record NothingBetween() implements PullRequestAnswer {}

  /** GitHub refuses it for good; the reason says who must do what. */
  record Refused(String reason) implements PullRequestAnswer {}
}
