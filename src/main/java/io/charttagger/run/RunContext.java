package io.charttagger.run;

import io.charttagger.dispatch.Dispatch;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.Lease;

/**
 * What a run works with.
 *
 * @param dispatch what is asked
 * @param forge the repository
 * @param lease the lease on the commit
 * @param budget the time there is
 */
record RunContext(Dispatch dispatch, Forge forge, Lease lease, Budget budget) {}
