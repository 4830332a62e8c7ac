package io.charttagger.port;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import java.util.Optional;

/**
 * A pull request as the forge lists it.
 *
 * @param pullRequest number, text and head
 * @param base the branch that it merges into
 * @param mergedAs the merge, squash or last rebased commit; empty when it was not merged
 */
public record ListedPullRequest(
    PullRequest pullRequest, String base, Optional<CommitSha> mergedAs) {}
