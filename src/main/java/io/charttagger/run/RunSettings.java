package io.charttagger.run;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.CommitSha;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.MissedMerges;
import io.charttagger.history.StateReader;
import io.charttagger.plan.PlanRules;
import io.charttagger.release.ReleaseMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings that a run depends on.
 *
 * @param rules what the decision for a dispatch goes by
 * @param layout where the charts are, and the branch that is tagged
 * @param writesAtOnce how many charts are tagged side by side
 * @param releaseMode how releases are offered
 * @param releaseBranch the branch that releases are merged into
 * @param missedMerges what becomes of merges whose own dispatch has not come
 * @param cleanupPattern the name of a merged branch to delete, with {@code {chart}} in it; empty
 *     deletes nothing
 */
public record RunSettings(
    Function<Dispatch, PlanRules> rules,
    StateReader.Layout layout,
    int writesAtOnce,
    ReleaseMode releaseMode,
    String releaseBranch,
    MissedMerges missedMerges,
    Optional<String> cleanupPattern) {

  /**
   * What saved work answers: the window and the filter of a dispatch, and the settings that decide.
   * No run resumes the work of another question.
   */
  String question(Dispatch dispatch) {
    return "%s %s %s"
        .formatted(
            dispatch.before().map(CommitSha::value).orElse("none"),
            dispatch.after(),
            questionOfAnyWindow(dispatch));
  }

  /** The same, whatever part of the main branch is decided. */
  String questionOfAnyWindow(Dispatch dispatch) {
    PlanRules rules = this.rules.apply(dispatch);
    List<String> only = rules.only().stream().map(ChartName::value).sorted().toList();
    return "%s %s %s %s %s"
        .formatted(only, layout, rules.tagger(), rules.requireLineage(), missedMerges);
  }
}
