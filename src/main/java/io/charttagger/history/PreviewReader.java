package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Quoted;
import io.charttagger.port.Budget;
import io.charttagger.port.PullRequestDetails;
import io.charttagger.port.ReadableRepository;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Reads a test merge as the push that its pull request's merge would be. Its first parent, which is
 * on the main branch, is what was there before, whatever was merged since. Its second parent is the
 * head of the pull request, which is in this very repository: who cannot write to it gets no
 * preview.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request">The
 *     event pull_request</a>
 */
final class PreviewReader {
  private final ReadableRepository repository;
  private final MainBranch mainBranch;
  private final Budget budget;

  PreviewReader(ReadableRepository repository, MainBranch mainBranch, Budget budget) {
    this.repository = repository;
    this.mainBranch = mainBranch;
    this.budget = budget;
  }

  /**
   * Reads the merge.
   *
   * @throws NoPreview when it would not be the merge of that pull request
   */
  Push read(PreviewedMerge merge) {
    Seen seen = new LateAnswers(budget).settled(() -> see(merge), Seen::mayBeLate);
    PullRequestDetails pull = checked(seen.pullRequest(), merge);
    Commit commit = checked(seen.commit(), pull, merge);
    CommitSha before = commit.parents().getFirst();
    if (mainBranch.await(before).isEmpty()) {
      throw new NoPreview(
          "commit %s merges pull request #%d into %s, which is not on %s: update the branch of the pull request, and GitHub makes another test merge"
              .formatted(commit.sha(), merge.pullRequest(), before, mainBranch.name()));
    }
    return new Push(
        Optional.of(before),
        List.of(
            new Push.Span(
                commit, Optional.of(before), Optional.of(pull.listed().pullRequest()), true)),
        false,
        List.of());
  }

  /** What GitHub shows. */
  private record Seen(Optional<PullRequestDetails> pullRequest, Optional<Commit> commit) {

    /** A pull request and its test merge are seconds old when its workflow starts. */
    boolean mayBeLate() {
      return pullRequest.isEmpty()
          || commit.isEmpty()
          || (pullRequest.get().open() && !isOf(pullRequest.get(), commit.get()));
    }
  }

  private Seen see(PreviewedMerge merge) {
    Future<Optional<PullRequestDetails>> pullRequest =
        VirtualThreads.start(() -> repository.pullRequestDetails(merge.pullRequest()));
    Optional<Commit> commit = repository.commit(merge.testMerge());
    return new Seen(VirtualThreads.join(pullRequest), commit);
  }

  private PullRequestDetails checked(Optional<PullRequestDetails> shown, PreviewedMerge merge) {
    String name = "pull request #" + merge.pullRequest();
    PullRequestDetails pull =
        shown.orElseThrow(
            () ->
                new NoPreview(
                    "GitHub shows no %s in %s: send the number of one that is open"
                        .formatted(name, merge.repository())));
    if (!pull.open()) {
      throw new NoPreview(
          pull.listed().mergedAs().isPresent()
              ? name + " is merged already: the report of that merge's run says what was tagged"
              : name + " is closed: reopen it to see a preview");
    }
    if (!pull.listed().base().equals(mainBranch.name())) {
      throw new NoPreview(
          "%s is into %s, but only merges into %s make tags"
              .formatted(name, Quoted.of(pull.listed().base()), Quoted.of(mainBranch.name())));
    }
    if (pull.headRepository().isEmpty()) {
      throw new NoPreview(
          "the repository that %s comes from is deleted: push its commits to a branch of %s, and open a pull request from there"
              .formatted(name, merge.repository()));
    }
    if (pull.headRepository().getAsLong() != merge.repositoryId()) {
      throw new NoPreview(
          "%s comes from a fork, which has no preview: push its commits to a branch of %s, and open a pull request from there"
              .formatted(name, merge.repository()));
    }
    if (pull.conflicting()) {
      throw new NoPreview(
          "%s conflicts with %s: resolve the conflict, and GitHub makes another test merge"
              .formatted(name, mainBranch.name()));
    }
    return pull;
  }

  private static Commit checked(
      Optional<Commit> shown, PullRequestDetails pull, PreviewedMerge merge) {
    int number = merge.pullRequest();
    Commit commit =
        shown.orElseThrow(
            () ->
                new NoPreview(
                    "GitHub shows no commit %s: send the commit that refs/pull/%d/merge points at"
                        .formatted(merge.testMerge(), number)));
    if (commit.parents().size() != 2) {
      throw new NoPreview(
          "commit %s is no merge of two: send the commit that refs/pull/%d/merge points at"
              .formatted(commit.sha(), number));
    }
    if (!isOf(pull, commit)) {
      throw new NoPreview(
          "commit %s merges %s, and the head of pull request #%d is %s: the workflow that started for that head shows the preview"
              .formatted(
                  commit.sha(),
                  commit.parents().getLast(),
                  number,
                  pull.listed().pullRequest().headSha()));
    }
    return commit;
  }

  private static boolean isOf(PullRequestDetails pull, Commit commit) {
    return commit.parents().size() == 2
        && commit.parents().getLast().equals(pull.listed().pullRequest().headSha());
  }
}
