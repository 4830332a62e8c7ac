package io.charttagger.github;

import io.charttagger.port.TransientFailure;
import io.charttagger.report.BranchLine;
import io.charttagger.report.BranchResult;
import java.time.Duration;
import java.util.Optional;

/**
 * Deletes branches of which nothing would be lost.
 *
 * @see <a href="https://docs.github.com/en/rest/git/refs#delete-a-reference">Delete a reference</a>
 */
final class MergedBranches {
  private final RestClient rest;
  private final PullRequests pullRequests;
  private final String mainBranch;

  MergedBranches(RestClient rest, PullRequests pullRequests, String mainBranch) {
    this.rest = rest;
    this.pullRequests = pullRequests;
    this.mainBranch = mainBranch;
  }

  BranchLine delete(String branch, Optional<Integer> source) {
    Optional<String> head = head(branch);
    if (head.isEmpty()) {
      return new BranchLine(branch, BranchResult.MISSING, "there is no such branch");
    }
    if (!merged(head.get(), source) && !contained(head.get())) {
      return new BranchLine(
          branch,
          BranchResult.KEPT,
          "its head %s is neither on %s nor what the source pull request merged"
              .formatted(head.get(), mainBranch));
    }
    if (pullRequests.use(branch)) {
      return new BranchLine(branch, BranchResult.KEPT, "an open pull request uses it");
    }
    // Looked at once more: a commit pushed in between would be lost.
    if (!head(branch).equals(head)) {
      return pushed(branch);
    }
    return deleted(branch, head);
  }

  private BranchLine deleted(String branch, Optional<String> lookedAt) {
    try {
      RestResponse answer =
          rest.delete(rest.inRepository("git", "refs", "heads") + "/" + RestPath.file(branch));
      boolean gone =
          answer.isSuccess()
              || answer.status() == 404
              || (answer.status() == 422 && answer.message().contains("does not exist"));
      return gone
          ? gone(branch)
          : new BranchLine(
              branch, BranchResult.KEPT, "GitHub refused to delete it: " + answer.message());
    } catch (AmbiguousWriteException doubt) {
      Optional<String> now = head(branch);
      if (now.equals(lookedAt)) {
        throw new TransientFailure(
            "GitHub did not delete the branch %s".formatted(branch), Duration.ZERO);
      }
      return now.isEmpty() ? gone(branch) : pushed(branch);
    }
  }

  private static BranchLine gone(String branch) {
    return new BranchLine(
        branch, BranchResult.DELETED, "its chart is tagged and its commits are merged");
  }

  private static BranchLine pushed(String branch) {
    return new BranchLine(branch, BranchResult.KEPT, "somebody pushed to it just now");
  }

  private Optional<String> head(String branch) {
    return rest.find(rest.inRepository("git", "ref", "heads") + "/" + RestPath.file(branch))
        .map(ref -> ref.path("object").path("sha").asText());
  }

  private boolean merged(String head, Optional<Integer> source) {
    return source
        .map(number -> rest.get(rest.inRepository("pulls", number.toString())))
        .filter(pull -> pull.path("head").path("sha").asText().equals(head))
        .isPresent();
  }

  private boolean contained(String head) {
    return Comparison.of(rest, mainBranch, head).filter(Comparison::baseHoldsHead).isPresent();
  }
}
