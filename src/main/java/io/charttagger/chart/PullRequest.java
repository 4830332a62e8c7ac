package io.charttagger.chart;

/**
 * The merged pull request that a commit came from.
 *
 * @param number its number
 * @param body its text, untrusted; empty when there is none
 * @param headBranch the branch that it merged, without {@code refs/heads/}
 * @param headSha the last commit of that branch when it was merged
 */
public record PullRequest(int number, String body, String headBranch, CommitSha headSha) {}
