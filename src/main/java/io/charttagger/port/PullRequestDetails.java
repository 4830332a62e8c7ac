package io.charttagger.port;

import java.util.OptionalLong;

/**
 * A pull request with what only a look at it alone tells.
 *
 * @param listed the same as in a list
 * @param open whether it can still be merged
 * @param headRepository the id of the repository that its head is in; empty when that is deleted
 * @param conflicting whether its head conflicts with its base; false while nobody knows
 */
public record PullRequestDetails(
    ListedPullRequest listed, boolean open, OptionalLong headRepository, boolean conflicting) {}
