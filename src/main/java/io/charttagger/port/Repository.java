package io.charttagger.port;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import io.charttagger.release.GitHubRelease;
import io.charttagger.release.ReleasePullRequest.Existing;
import io.charttagger.release.RepositoryPage;
import java.util.List;
import java.util.Optional;

/**
 * One repository of a forge for the time of one run: primitives only, each one request as a rule.
 * Every rule of Chart Tagger is written over these, so another forge needs another adapter and no
 * other rules. Safe for concurrent use.
 *
 * <p>As in {@link ReadableRepository}, every method may throw {@link TransientFailure} when a retry
 * of the run helps and {@link PermanentFailure} when it does not. Reads are retried by the adapter.
 * A method that returns an {@link Optional} reports absence as the forge does, which proves
 * nothing: replicas lag. A method that does not return one is for objects that must exist, and
 * their absence is a {@link TransientFailure}. A write throws {@link AmbiguousWriteException} when
 * nobody knows whether it was done; it is never sent twice by the adapter.
 */
public interface Repository extends ReadableRepository {

  /** The repository's page, for links. */
  RepositoryPage page();

  /** The repository's id, which stays when it is renamed. */
  long id();

  /** How many requests were sent so far. */
  int calls();

  /** The same repository, whose writes and waits renew these leases instead. */
  Repository under(Lease... leases);

  /** Announces the writes of a whole plan, before the first of them is sent. */
  void announceWrites(int writes);

  /**
   * Makes sure of writes that are useless when only some of them are done.
   *
   * @throws TransientFailure when the rate limits do not allow that many in time
   */
  void expectWrites(int writes);

  /**
   * The open pull requests.
   *
   * @param head only those from this branch
   * @param base only those into this branch
   */
  List<OpenPullRequest> openPullRequests(Optional<String> head, Optional<String> base);

  /**
   * Creates a tag object; without a ref nobody sees it.
   *
   * @return the SHA that the forge gave it
   */
  String createTagObject(TagObject tag) throws AmbiguousWriteException;

  /**
   * Creates a ref; an existing one is never changed.
   *
   * @param ref such as {@code refs/tags/a-v1.0.0}
   * @param object the SHA that it points at
   */
  RefCreation createRef(String ref, String object) throws AmbiguousWriteException;

  /**
   * Explains a refusal in one sentence: who must do what.
   *
   * @throws PermanentFailure when the refusal concerns all writes, not this ref alone
   */
  String explain(RefCreation.Refused refusal);

  /**
   * Deletes a branch.
   *
   * @return empty when it is gone, else why the forge keeps it
   */
  Optional<String> deleteBranch(String name) throws AmbiguousWriteException;

  /** Opens a pull request. */
  PullRequestCreation createPullRequest(String head, String base, Existing texts)
      throws AmbiguousWriteException;

  /** Replaces title and body of a pull request; the answer tells whether it is still open. */
  OpenPullRequest updatePullRequest(int number, Existing texts) throws AmbiguousWriteException;

  /**
   * The default branch, as the answer to the request for a token said: at most an hour ago.
   *
   * @param again whether to ask again, unless that was a minute ago at most
   */
  String defaultBranch(boolean again);

  /** Adds labels to a pull request; those that it has stay. */
  void addLabels(int number, List<String> labels) throws AmbiguousWriteException;

  /** The published release of a tag; empty when there is none. A draft is no release yet. */
  Optional<PublishedRelease> releaseOf(TagName tag);

  /**
   * Publishes the release of a tag that exists; an existing release is never changed. The forge
   * creates a tag that is missing, at the commit that is named.
   */
  ReleaseCreation createRelease(GitHubRelease release) throws AmbiguousWriteException;

  /** True when {@link #createCheckRun} is permitted. */
  boolean mayCreateCheckRuns();

  /** Shows a completed check run on a commit. */
  void createCheckRun(CommitSha commit, CheckRun checkRun) throws AmbiguousWriteException;
}
