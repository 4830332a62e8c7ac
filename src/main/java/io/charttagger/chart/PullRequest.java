package io.charttagger.chart;

/**
 * The merged pull request that a commit came from.
 *
 * @param number its number
 * @param body its description, untrusted; may be empty
 * @param author who opened it; empty when that account is gone
 * @param headBranch the branch that was merged, without {@code refs/heads/}
 * @param headSha the last commit of that branch when it was merged
 */
public record PullRequest(
    int number, String body, String author, String headBranch, CommitSha headSha) {}
