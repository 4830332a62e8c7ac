package io.charttagger.run;

import io.charttagger.dispatch.Dispatch;
import io.charttagger.history.StateReader;
import io.charttagger.port.Budget;
import io.charttagger.port.Lease;
import io.charttagger.port.Repository;

/**
 * What one run works with.
 *
 * @param dispatch what is asked
 * @param repository the repository, opened under the lease
 * @param lease the lease on the commit
 * @param budget the time there is
 * @param progress what is done so far
 * @param checkRuns shows reports on the commit
 * @param mainBranch the branch that is tagged
 * @param main how far it is decided
 */
record RunContext(
    Dispatch dispatch,
    Repository repository,
    Lease lease,
    Budget budget,
    Progress progress,
    CheckRuns checkRuns,
    String mainBranch,
    MainProgress main) {

  /** What reads the repository by the deployment's settings, and its own. */
  StateReader reader(RunSettings settings, SavedReads reads) {
    return reads.reader(repository, settings.layout(dispatch.repository(), mainBranch), budget);
  }
}
