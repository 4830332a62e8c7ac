package io.charttagger.plan;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.TagObject;
import io.charttagger.chart.Tagger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes plans, by the default rules unless others are given, and reads parts of them. */
public final class TestPlans {
  public static final Tagger TAGGER =
      new Tagger("chart-tagger[bot]", "chart-tagger[bot]@example.com");
  public static final PlanRules DEFAULT_RULES = new PlanRules(TAGGER, Set.of());
  public static final TaggingRules LINEAGE_REQUIRED = TaggingRules.DEFAULT.requiringLineage(true);

  private TestPlans() {}

  public static PlanRules only(String... charts) {
    return new PlanRules(
        TAGGER,
        Arrays.stream(charts).map(ChartName::parse).collect(Collectors.toUnmodifiableSet()));
  }

  public static TaggingPlan of(Merge... push) {
    return by(DEFAULT_RULES, push);
  }

  public static TaggingPlan by(TaggingRules rules, Merge... push) {
    return of(Arrays.stream(push).map(merge -> merge.by(rules)).toArray(Merge[]::new));
  }

  public static TaggingPlan by(PlanRules rules, Merge... push) {
    Commit last = push[push.length - 1].commit();
    return new Planner(rules)
        .plan(
            new RepositoryState(
                RepositoryName.parse("owner/charts"), last.sha(), List.of(push), List.of()));
  }

  /** The plan's only step. */
  public static Step step(TaggingPlan plan) {
    if (plan.steps().size() != 1) {
      throw new AssertionError("one step was expected: " + plan.steps());
    }
    return plan.steps().getFirst();
  }

  /** What a plan decides for a directory. */
  record Decided(String directory, ChartOutcome outcome, boolean fails) {}

  /** A decision that lets the run pass. */
  static Decided passing(String directory, ChartOutcome outcome) {
    return new Decided(directory, outcome, false);
  }

  /** A decision that fails the run. */
  static Decided failing(String directory, ChartOutcome outcome) {
    return new Decided(directory, outcome, true);
  }

  /** What is decided, step by step. */
  static List<Decided> outcomes(TaggingPlan plan) {
    return plan.steps().stream()
        .map(step -> new Decided(step.subject().directory(), step.outcome(), step.fails()))
        .toList();
  }

  /** The codes of the warnings, in order. */
  public static List<String> codes(TaggingPlan plan) {
    return plan.warnings().stream().map(Warning::code).toList();
  }

  /** The tag that a step makes or keeps. */
  public static TagObject tag(Step step) {
    return switch (step) {
      case Step.CreateTag create -> create.release().tag();
      case Step.KeepTag keep -> keep.release().tag();
      case Step.LeaveAlone left -> throw new AssertionError("no tag in " + left);
    };
  }

  /** A tag on a commit where the chart's tree differs from the current one. */
  public static TagState.Exists tagOn(CommitSha commit) {
    return new TagState.Exists("0".repeat(40), Optional.of(commit), Optional.empty(), false);
  }

  /** A tag on a commit where the chart's tree is the same as the current one. */
  public static TagState.Exists tagWithSameTreeOn(CommitSha commit) {
    return new TagState.Exists("0".repeat(40), Optional.of(commit), Optional.empty(), true);
  }

  /** A tag exactly as this step would write it. */
  public static TagState.Exists asWritten(Step step) {
    TagObject tag = tag(step);
    return new TagState.Exists(
        tag.sha(), Optional.of(tag.commit()), Optional.of(tag.annotation()), false);
  }
}
