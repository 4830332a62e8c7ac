package io.charttagger.run;

/**
 * What a run works with.
 *
 * @param forge the repository
 * @param lease the lease on the commit
 * @param budget the time there is
 */
record Means(Forge forge, Lease lease, Budget budget) {}
