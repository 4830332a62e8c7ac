package io.charttagger.run;

import io.charttagger.dispatch.Dispatch;

/**
 * What a run works with.
 *
 * @param dispatch what is asked
 * @param forge the repository
 * @param lease the lease on the commit
 * @param budget the time there is
 */
record Means(Dispatch dispatch, Forge forge, Lease lease, Budget budget) {}
