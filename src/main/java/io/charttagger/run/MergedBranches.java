package io.charttagger.run;

import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.Comparison;
import io.charttagger.port.Repository;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.BranchLine;
import io.charttagger.report.BranchResult;
import java.time.Duration;
import java.util.Optional;

/** Deletes branches of which nothing would be lost. */
final class MergedBranches {
  private final Repository repository;
  private final String mainBranch;

  MergedBranches(Repository repository, String mainBranch) {
    this.repository = repository;
    this.mainBranch = mainBranch;
  }

  /**
   * Deletes a branch, or says why it is kept.
   *
   * @param source the number of the merged pull request that brought the chart, when there is one
   */
  BranchLine delete(String branch, Optional<Integer> source) {
    Optional<String> head = repository.branch(branch);
    if (head.isEmpty()) {
      return new BranchLine(branch, BranchResult.MISSING, "there is no such branch");
    }
    if (!isMerged(head.get(), source) && !isOnMain(head.get())) {
      return kept(
          branch,
          "its head %s is neither on %s nor what the source pull request merged"
              .formatted(head.get(), mainBranch));
    }
    if (isInUse(branch)) {
      return kept(branch, "an open pull request uses it");
    }
    // Read once more: a commit pushed in between would be lost.
    if (!repository.branch(branch).equals(head)) {
      return pushed(branch);
    }
    return deleted(branch, head);
  }

  private BranchLine deleted(String branch, Optional<String> head) {
    try {
      return repository
          .deleteBranch(branch)
          .map(words -> kept(branch, "GitHub refused to delete it: " + words))
          .orElseGet(() -> gone(branch));
    } catch (AmbiguousWriteException ambiguous) {
      Optional<String> now = repository.branch(branch);
      if (now.equals(head)) {
        throw new TransientFailure(
            StopReason.GITHUB,
            "GitHub did not delete the branch %s".formatted(branch),
            Duration.ZERO);
      }
      return now.isEmpty() ? gone(branch) : pushed(branch);
    }
  }

  private static BranchLine gone(String branch) {
    return new BranchLine(
        branch, BranchResult.DELETED, "its chart is tagged and its commits are merged");
  }

  private static BranchLine pushed(String branch) {
    return kept(branch, "somebody pushed to it just now");
  }

  private static BranchLine kept(String branch, String why) {
    return new BranchLine(branch, BranchResult.KEPT, why);
  }

  private boolean isMerged(String head, Optional<Integer> source) {
    return source
        .flatMap(repository::pullRequest)
        .filter(merged -> merged.pullRequest().headSha().value().equals(head))
        .isPresent();
  }

  private boolean isOnMain(String head) {
    return repository.compare(mainBranch, head).filter(Comparison::baseContainsHead).isPresent();
  }

  /** True when an open pull request merges this branch, or merges into it. */
  private boolean isInUse(String branch) {
    return !repository.openPullRequests(Optional.of(branch), Optional.empty()).isEmpty()
        || !repository.openPullRequests(Optional.empty(), Optional.of(branch)).isEmpty();
  }
}
