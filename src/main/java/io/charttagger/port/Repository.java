package io.charttagger.port;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagObject;
import io.charttagger.release.ReleasePullRequest.Existing;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One repository of a forge for the time of one run: primitives only, each one request as a rule.
 * Every rule of Chart Tagger is written over these, so another forge needs another adapter and no
 * other rules. Safe for concurrent use.
 *
 * <p>Every method may throw {@link TransientFailure} when a retry of the run helps and {@link
 * PermanentFailure} when it does not. Reads are retried by the adapter. A method that returns an
 * {@link Optional} reports absence as the forge does, which proves nothing: replicas lag. A method
 * that does not return one is for objects that must exist, and their absence is a {@link
 * TransientFailure}. A write throws {@link AmbiguousWriteException} when nobody knows whether it
 * was done; it is never sent twice by the adapter.
 */
public interface Repository {

  /** The repository's page, for links: {@code https://github.com/owner/name}. */
  String page();

  /** How many requests were sent so far. */
  int calls();

  /** The same repository, whose writes and waits renew these leases instead. */
  Repository under(Lease... leases);

  /**
   * Announces writes that are useless when only some of them are done.
   *
   * @throws TransientFailure when the rate limits do not allow that many in time
   */
  void expectWrites(int writes);

  /**
   * How a commit relates to another one; empty when either is unknown or they have no common
   * ancestor.
   *
   * @param base a branch or a full SHA
   * @param head likewise
   */
  Optional<Comparison> compare(String base, String head);

  /**
   * One page of the commits that the head has and the base does not have, oldest first.
   *
   * @param page counted from 1; {@link Comparison#PAGE} commits each
   */
  List<CommitSha> commitsBetween(CommitSha base, CommitSha head, int page);

  /** A commit; empty when it is unknown. */
  Optional<Commit> commit(CommitSha sha);

  /** The latest 100 commits that touched a path, newest first, as {@code git log head -- path}. */
  List<Commit> commitsTouching(CommitSha head, String path);

  /** A directory at a commit, {@code .} for the root; empty when there is none. */
  Optional<Listing> directory(CommitSha commit, String path);

  /** A directory by the SHA of its tree. */
  Listing tree(String sha);

  /**
   * All directories below a tree, and those of the files that are wanted. Costs one request,
   * whatever the size; the answer may have several megabytes, of which only this is kept.
   *
   * @param tree the SHA of the tree
   * @param files tells by its name, without the path, whether a file is wanted
   */
  Subtree below(String tree, Predicate<String> files);

  /** A file at a commit; empty when there is none. */
  Optional<FileContent> file(CommitSha commit, String path);

  /** A file's content by the SHA of its blob. */
  FileContent blob(String sha);

  /** All tags whose names begin with this. */
  List<TagRef> tags(String prefix);

  /** An annotated tag's object; empty when it is unknown. */
  Optional<TagContent> tagObject(String sha);

  /** The commit that a branch points at; empty when there is no such branch. */
  Optional<String> branch(String name);

  /**
   * The pull requests that brought a commit, and the open ones that contain it; empty when the
   * commit is unknown.
   */
  Optional<List<ListedPullRequest>> pullRequestsOf(CommitSha commit);

  /** The 50 pull requests into this branch that were closed most recently. */
  List<ListedPullRequest> recentlyClosed(String base);

  /** A pull request; empty when there is none of that number. */
  Optional<ListedPullRequest> pullRequest(int number);

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

  /** True when {@link #createCheckRun} is permitted. */
  boolean mayCreateCheckRuns();

  /** Shows a completed check run on a commit. */
  void createCheckRun(CommitSha commit, CheckRun checkRun) throws AmbiguousWriteException;
}
