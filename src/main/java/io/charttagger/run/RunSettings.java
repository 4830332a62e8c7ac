package io.charttagger.run;

import io.charttagger.dispatch.Dispatch;
import io.charttagger.plan.Planner;
import io.charttagger.release.ReleaseMode;
import java.util.Optional;
import java.util.function.Function;

/**
 * The owner's choices that the run depends on.
 *
 * @param planners the decision for a dispatch
 * @param writesAtOnce how many charts are written side by side
 * @param releaseMode how releases are offered
 * @param mainBranch the branch that is tagged
 * @param cleanupPattern the name of a spent branch, with {@code {chart}} in it; empty deletes
 *     nothing
 */
public record RunSettings(
    Function<Dispatch, Planner> planners,
    int writesAtOnce,
    ReleaseMode releaseMode,
    String mainBranch,
    Optional<String> cleanupPattern) {}
