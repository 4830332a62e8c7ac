package io.charttagger.dispatch;

import io.charttagger.chart.RepositoryName;
import java.util.Optional;
import java.util.OptionalLong;

/** The request in an event. */
public sealed interface Request {

  /** A request for tags, which still has to be admitted. */
  record Tagging(Dispatch dispatch, Caller caller) implements Request {}

  /**
   * A request for what merging a pull request would do; still has to be admitted.
   *
   * @param dispatch a dry run, of the pull request's test merge
   * @param pullRequest the pull request's number, as the caller gives it
   */
  record Preview(Dispatch dispatch, int pullRequest, Caller caller) implements Request {}

  /**
   * A request for the tags of merges that no dispatch told of; still has to be admitted.
   *
   * @param repository the repository; empty for all that the App is installed on
   * @param dryRun whether to report the plan and change nothing
   * @param installation the GitHub App's installation, as the caller gives it: saves a call, proves
   *     nothing
   * @param branch the branch, as the caller gives it
   * @param caller who sent it
   */
  record CatchUp(
      Optional<RepositoryName> repository,
      boolean dryRun,
      OptionalLong installation,
      Optional<String> branch,
      Caller caller)
      implements Request {}

  /**
   * A request for the tags that the charts on main have not got; still has to be admitted.
   *
   * @param dryRun whether to report the plan and change nothing
   */
  record Backfill(Survey survey, boolean dryRun, Caller caller) implements Request {}

  /** A request for the state of the tags of the charts on main; still has to be admitted. */
  record Audit(Survey survey, Caller caller) implements Request {}

  /**
   * A request for what is wrong with the set-up; still has to be admitted.
   *
   * @param repository the repository to check as well; empty for the deployment and all that the
   *     App is installed on
   * @param branch the branch, as the caller gives it
   */
  record CheckSetup(Optional<RepositoryName> repository, Optional<String> branch, Caller caller)
      implements Request {}

  /**
   * Another action or webhook event, which this function does not handle. Not an error.
   *
   * @param reason one printable line for the report
   */
  record NotOurs(String reason) implements Request {}
}
