package io.charttagger.run;

import io.charttagger.dispatch.Dispatch;
import io.charttagger.history.StateReader;
import io.charttagger.plan.Planner;
import io.charttagger.release.ReleaseMode;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings that a run depends on.
 *
 * @param planners the decision for a dispatch
 * @param layout where the charts are, and the branch that is tagged
 * @param writesAtOnce how many charts are tagged side by side
 * @param releaseMode how releases are offered
 * @param releaseBranch the branch that releases are merged into
 * @param cleanupPattern the name of a merged branch to delete, with {@code {chart}} in it; empty
 *     deletes nothing
 */
public record RunSettings(
    Function<Dispatch, Planner> planners,
    StateReader.Layout layout,
    int writesAtOnce,
    ReleaseMode releaseMode,
    String releaseBranch,
    Optional<String> cleanupPattern) {}
