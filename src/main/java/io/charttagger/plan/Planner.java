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
 * Makes the plan from the state of a repository. Pure: the same state gives the same plan. Each
 * merge of the push is decided as if it had been pushed alone, oldest first, so for a later merge
 * the tags of the earlier ones exist.
 */
public final class Planner {
  private final PlanRules rules;

  /** Plans by these rules. */
  public Planner(PlanRules rules) {
    this.rules = rules;
  }

  /**
   * Plans every chart that the push changed. Never fails: a chart that cannot be tagged is a step
   * of the plan too.
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
        if (isExpected(step)) {
          step.subject()
              .tag()
              .ifPresent(
                  tag ->
                      planned.putIfAbsent(
                          tag, new PlannedTag(merge.commit().sha(), decision.treeOf(step))));
        }
      }
    }
    warnings.addAll(unmatched(steps));
    return new TaggingPlan(state.repository(), state.commit(), steps, warnings, covered(state));
  }

  /** A tag that waits for its lineage comes as well. */
  private static boolean isExpected(Step step) {
    return step instanceof Step.CreateTag
        || step.outcome() == ChartOutcome.UNATTESTED
        || step.outcome() == ChartOutcome.UNDOCUMENTED;
  }

  private static Covered covered(RepositoryState state) {
    return new Covered(
        state.from(),
        state.merges().stream().map(merge -> merge.commit().sha()).toList(),
        state.lostMark());
  }

  /**
   * Without this warning, a filter that matches no chart would look like a push without changes.
   */
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
                    "the filter names chart %s, which this push did not change".formatted(name)))
        .toList();
  }

  /** A tag that an earlier merge of the same push is to get. */
  record PlannedTag(CommitSha commit, String tree) {}
}
