package io.charttagger.run;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.MissedMerges;
import io.charttagger.history.StateReader;
import io.charttagger.plan.PlanRules;
import io.charttagger.port.SigningKeys;
import io.charttagger.settings.RepositorySettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings that a run depends on.
 *
 * @param rules what the decision for a dispatch goes by
 * @param repository what holds where a repository sets nothing else; for a run that has read its
 *     repository's settings, those
 * @param mainBranch the branch that is tagged; empty for each repository's default branch
 * @param writesAtOnce how many charts are tagged side by side
 * @param readme the page that tells of this program, for those who meet it in a pull request
 * @param missedMerges what becomes of merges whose own dispatch has not come
 * @param signing whether tags are signed
 */
public record RunSettings(
    Function<Dispatch, PlanRules> rules,
    RepositorySettings repository,
    Optional<String> mainBranch,
    int writesAtOnce,
    Optional<String> readme,
    MissedMerges missedMerges,
    SigningKeys signing) {

  /**
   * What a repository is read by.
   *
   * @param mainBranch its branch that is tagged
   */
  StateReader.Layout layout(RepositoryName name, String mainBranch) {
    return new StateReader.Layout(name, repository, mainBranch);
  }

  /** The same, where the repository's own settings are known. */
  RunSettings in(RepositorySettings own) {
    return new RunSettings(rules, own, mainBranch, writesAtOnce, readme, missedMerges, signing);
  }

  /** How releases are offered. */
  RepositorySettings.Releases releases() {
    return repository.releases();
  }

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
        .formatted(only, repository, mainBranch.orElse(""), rules.tagger(), missedMerges);
  }
}
