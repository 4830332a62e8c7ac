package io.charttagger.port;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the history of a repository is read with: primitives only, each one request as a rule. Safe
 * for concurrent use.
 *
 * <p>Every method may throw {@link TransientFailure} when a retry of the run helps and {@link
 * PermanentFailure} when it does not. Reads are retried by the adapter. A method that returns an
 * {@link Optional} reports absence as the forge does, which proves nothing: replicas lag. A method
 * that does not return one is for objects that must exist, and their absence is a {@link
 * TransientFailure}.
 */
public interface ReadableRepository {

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
  List<Commit> commitsBetween(CommitSha base, CommitSha head, int page);

  /** A commit; empty when it is unknown. */
  Optional<Commit> commit(CommitSha sha);

  /**
   * One page of the commits that touched a path, newest first, as {@code git log head -- path}
   * lists them.
   *
   * @param page counted from 1; {@link Comparison#PAGE} commits each, and fewer on the last one,
   *     which may be empty when it is not the first
   */
  List<Commit> commitsTouching(CommitSha head, String path, int page);

  /** A directory at a commit, {@code .} for the root; empty when there is none. */
  Optional<Listing> directory(CommitSha commit, String path);

  /** A directory by the SHA of its tree. */
  Listing tree(String sha);

  /**
   * All directories, links and submodules below a tree, and those of the files that are wanted.
   * Costs one request, whatever the size; the answer may have several megabytes, of which only this
   * is kept.
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

  /** The same, with all that is known of it. */
  Optional<PullRequestDetails> pullRequestDetails(int number);
}
