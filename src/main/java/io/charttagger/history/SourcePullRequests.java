package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.port.Budget;
import io.charttagger.port.ListedPullRequest;
import io.charttagger.port.MustExist;
import io.charttagger.port.ReadableRepository;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The merged pull request that a commit of the main branch came from. GitHub learns of it some
 * seconds after the merge, so it is looked for again when the commit is young. Whatever is found
 * must name the very commit as its merge commit, because GitHub also lists open pull requests that
 * merely contain it, and anybody can write a number into a subject.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit">List
 *     pull requests associated with a commit</a>
 */
final class SourcePullRequests {
  private static final Duration YOUNG = Duration.ofMinutes(2);
  // The first look is at the start; the others follow 2, 5 and 10 s later.
  private static final List<Duration> RETRIES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(5));
  private static final Pattern MERGE_SUBJECT =
      Pattern.compile("Merge pull request #([1-9][0-9]{0,8}) ");
  private static final Pattern NUMBER = Pattern.compile("\\(#([1-9][0-9]{0,8})\\)");

  private final ReadableRepository repository;
  private final String mainBranch;
  private final Budget budget;
  private final MustExist mustExist;
  private final Memoizer<CommitSha, Optional<List<ListedPullRequest>>> associated;
  private final Memoizer<String, List<ListedPullRequest>> recentlyClosed;

  SourcePullRequests(ReadableRepository repository, String mainBranch, Budget budget) {
    this.repository = repository;
    this.mainBranch = mainBranch;
    this.budget = budget;
    this.mustExist = new MustExist(budget);
    this.associated = new Memoizer<>(repository::pullRequestsOf);
    this.recentlyClosed = new Memoizer<>(repository::recentlyClosed);
  }

  /** Begins to read. */
  void begin(CommitSha commit) {
    associated.begin(commit);
  }

  /** What GitHub knows at once. */
  Optional<PullRequest> known(Commit commit) {
    return pick(associated(commit.sha()), commit);
  }

  /** True when a pull request was merged into main as this very commit, as far as is known. */
  boolean isMerged(CommitSha commit) {
    return merged(commit).anyMatch(it -> it.mergedAs().equals(Optional.of(commit)));
  }

  /** True when that pull request, which was merged as a later commit, brought this one. */
  boolean isPart(CommitSha commit, PullRequest pullRequest) {
    return !isMerged(commit)
        && merged(commit).anyMatch(it -> it.pullRequest().number() == pullRequest.number());
  }

  /** True when a pull request brought this commit that was merged as one of those. */
  boolean isPart(CommitSha commit, Set<CommitSha> merges) {
    return !isMerged(commit)
        && merged(commit).anyMatch(it -> it.mergedAs().filter(merges::contains).isPresent());
  }

  /** True when GitHub itself says that the commit came from that pull request. */
  boolean isAssociated(CommitSha commit, PullRequest pullRequest) {
    return merged(commit).anyMatch(it -> it.pullRequest().number() == pullRequest.number());
  }

  /** The commits of main as which pull requests were merged that brought this commit. */
  List<CommitSha> mergesOf(CommitSha commit) {
    return merged(commit).flatMap(it -> it.mergedAs().stream()).distinct().toList();
  }

  private Stream<ListedPullRequest> merged(CommitSha commit) {
    return associated(commit).stream()
        .filter(it -> it.base().equals(mainBranch) && it.mergedAs().isPresent());
  }

  private List<ListedPullRequest> associated(CommitSha commit) {
    return associated.get(commit).orElseGet(() -> list(commit));
  }

  /** What can be found with more reads and retries, once {@link #known} was empty. */
  Optional<PullRequest> late(Commit commit) {
    Optional<PullRequest> found =
        pick(recentlyClosed.get(mainBranch), commit).or(() -> named(commit));
    if (found.isPresent() || !isYoung(commit)) {
      return found;
    }
    for (Duration wait : RETRIES) {
      budget.pause(wait);
      found = pick(list(commit.sha()), commit);
      if (found.isPresent()) {
        return found;
      }
    }
    return pick(repository.recentlyClosed(mainBranch), commit).or(() -> named(commit));
  }

  private List<ListedPullRequest> list(CommitSha commit) {
    return mustExist.read("commit " + commit, () -> repository.pullRequestsOf(commit));
  }

  /** True while GitHub may not know of the commit's pull request yet. */
  boolean isYoung(Commit commit) {
    return Duration.between(commit.committedAt(), budget.clock().instant()).compareTo(YOUNG) < 0;
  }

  /** The pull request that the subject names, if GitHub confirms it. */
  private Optional<PullRequest> named(Commit commit) {
    return numberIn(commit.subject())
        // Not found: most often an issue's number, but a replica may lag.
        .flatMap(number -> repository.pullRequest(number).or(() -> repository.pullRequest(number)))
        .flatMap(listed -> pick(List.of(listed), commit));
  }

  /** True when the subject is the one that GitHub gives to a merge. */
  static boolean isMergeOfPullRequest(Commit commit) {
    return MERGE_SUBJECT.matcher(commit.subject()).lookingAt();
  }

  /** The pull request's number that the subject of a merge or squash commit names. */
  static Optional<Integer> numberIn(String subject) {
    Matcher merge = MERGE_SUBJECT.matcher(subject);
    if (merge.lookingAt()) {
      return Optional.of(Integer.valueOf(merge.group(1)));
    }
    // The last one: a squash merge appends its own number.
    return NUMBER
        .matcher(subject)
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .reduce((one, next) -> next);
  }

  /**
   * The one merged into main as this commit. Of several (rare) the one that the subject names, else
   * the oldest.
   */
  private Optional<PullRequest> pick(List<ListedPullRequest> candidates, Commit commit) {
    Optional<Integer> named = numberIn(commit.subject());
    return candidates.stream()
        .filter(
            listed ->
                listed.base().equals(mainBranch)
                    && listed.mergedAs().equals(Optional.of(commit.sha())))
        .map(ListedPullRequest::pullRequest)
        .min(
            Comparator.comparing(
                    (PullRequest candidate) -> !named.equals(Optional.of(candidate.number())))
                .thenComparingInt(PullRequest::number));
  }
}
