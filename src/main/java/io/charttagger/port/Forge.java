package io.charttagger.port;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagObject;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.plan.RepositoryState;
import io.charttagger.release.ReleasePullRequest.Existing;
import io.charttagger.report.BranchLine;
import io.charttagger.report.Report;
import java.util.Optional;

/**
 * One repository on GitHub, for the time of one run. Every method may throw {@link
 * TransientFailure} when asking again later helps and {@link PermanentFailure} when it does not.
 * Safe for concurrent use.
 */
public interface Forge {

  /** Opens repositories. */
  interface Forges {
    /**
     * Logs in for one repository; the first call to GitHub is made when it is needed.
     *
     * @param budget the time that reads, writes and waits may take
     */
    Forge open(Dispatch dispatch, Budget budget);
  }

  /**
   * Reads everything that the decision needs.
   *
   * @throws io.charttagger.dispatch.Rejection when the commit is not on the main branch
   */
  RepositoryState read();

  /** Makes the tag, or verifies that it stands. A tag that stands elsewhere is left alone. */
  TagAnswer create(TagObject tag);

  /** Makes a branch at a commit; one that stands there already will do. */
  TagAnswer createBranch(String branch, CommitSha commit);

  /** The open pull request from this branch into the release branch. */
  Optional<OpenPullRequest> releasePullRequest(String head);

  /** Opens a pull request from this branch into the release branch. */
  PullRequestAnswer open(String head, Existing texts);

  /** Replaces the texts of a pull request; the answer tells whether it is still open. */
  OpenPullRequest update(OpenPullRequest pullRequest, Existing texts);

  /** True when the release branch holds this commit. */
  boolean released(CommitSha commit);

  /**
   * Deletes a spent branch, if nothing of it would be lost.
   *
   * @param source the number of the merged pull request that brought the chart, when there is one
   */
  BranchLine delete(String branch, Optional<Integer> source);

  /** Shows the report as a check run on the commit, if the App may. */
  void publish(Report report);

  /**
   * Sets what is called right before every write and now and then while waiting: it renews a lease,
   * and its exception stops the writing.
   */
  void guard(Runnable check);

  /** The repository's page, for links. */
  String page();

  /** How many calls to GitHub were made. */
  int calls();
}
