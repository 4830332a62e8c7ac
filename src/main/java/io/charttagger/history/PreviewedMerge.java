package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;

/**
 * A merge that is not made yet, as who asks for its preview describes it.
 *
 * @param repository the repository
 * @param repositoryId its id
 * @param pullRequest the number of the pull request
 * @param testMerge the commit of {@code refs/pull/<number>/merge}, on which GitHub starts the
 *     workflows of the event {@code pull_request}
 */
public record PreviewedMerge(
    RepositoryName repository, long repositoryId, int pullRequest, CommitSha testMerge) {}
