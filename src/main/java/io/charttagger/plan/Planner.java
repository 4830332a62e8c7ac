package io.charttagger.plan;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The decision: the state of a repository in, the plan out. Pure: the same state gives the same
 * plan. Each merge of the push is decided as if it had been pushed alone, oldest first, so a later
 * merge finds the tags of the earlier ones standing.
 */
public final class Planner {
  private final PlanRules rules;

  /** Decides by these rules. */
  public Planner(PlanRules rules) {
    this.rules = rules;
  }

  /**
   * Decides on every chart that the push changed. Never fails: what cannot be tagged is a line of
   * the plan too.
   */
  public TaggingPlan plan(RepositoryState state) {
    Map<TagName, PlannedTag> planned = new HashMap<>();
    List<Step> steps = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>(state.warnings());
    for (Merge merge : state.merges()) {
      MergeDecision decision = new MergeDecision(rules, merge, planned);
      List<Step> decided = decision.steps();
      steps.addAll(decided);
      warnings.addAll(decision.warnings());
      for (Step step : decided) {
        if (step instanceof Step.CreateTag create) {
          planned.put(
              create.release().tag().name(),
              new PlannedTag(merge.commit().sha(), decision.treeOf(create)));
        }
      }
    }
    warnings.addAll(unmatched(steps));
    return new TaggingPlan(state.repository(), state.commit(), steps, warnings);
  }

  /** A filter that names no chart of the push would otherwise look like a push without any. */
  private List<Warning> unmatched(List<Step> steps) {
    Set<String> found =
        steps.stream().map(step -> step.subject().chart()).collect(Collectors.toSet());
    return rules.only().stream()
        .map(ChartName::value)
        .filter(name -> !found.contains(name))
        .sorted()
        .map(
            name ->
                new Warning(
                    name,
                    "filter-unmatched",
                    "the filter asks for chart %s, which this push did not change".formatted(name)))
        .toList();
  }

  /** A tag that an earlier merge of the same push gets. */
  record PlannedTag(CommitSha commit, String tree) {}
}
