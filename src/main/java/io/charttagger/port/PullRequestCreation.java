package io.charttagger.port;

/** What came of opening a pull request. */
public sealed interface PullRequestCreation {
  /** It is open. */
  record Opened(OpenPullRequest pullRequest) implements PullRequestCreation {}

  /** One with this head and base is open already. */
  record Exists() implements PullRequestCreation {}

  /** The base has every commit of the head. */
  record NothingBetween() implements PullRequestCreation {}

  /** The forge refuses it for good; the reason says who must do what. */
  record Refused(String reason) implements PullRequestCreation {}
}
