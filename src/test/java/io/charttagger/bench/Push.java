package io.charttagger.bench;

import io.charttagger.chart.CommitSha;

/**
 * One merge on the main branch.
 *
 * @param before where main was
 * @param after the merge commit
 */
record Push(CommitSha before, CommitSha after) {}
