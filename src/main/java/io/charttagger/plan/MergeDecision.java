package io.charttagger.plan;

import io.charttagger.chart.AttestationMap;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Paths;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.TagName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides the charts of one merge: who is deleted, moved or unreadable here; {@link ChartDecision}
 * does the rest.
 */
final class MergeDecision {
  private final PlanRules rules;
  private final Merge merge;
  private final Map<TagName, Planner.PlannedTag> planned;
  private final VersionOwners holders;
  private final AttestationMap attestations;
  private final List<Warning> warnings = new ArrayList<>();

  MergeDecision(PlanRules rules, Merge merge, Map<TagName, Planner.PlannedTag> planned) {
    this.rules = rules;
    this.merge = merge;
    this.planned = planned;
    this.holders = new VersionOwners(merge);
    this.attestations = AttestationMap.parse(merge.source().map(PullRequest::body).orElse(""));
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (ChartState state : merge.charts()) {
      step(state).filter(this::isCovered).ifPresent(steps::add);
    }
    holders.disputedBystanders().stream().filter(this::isCovered).forEach(steps::add);
    steps.sort(Comparator.comparing(step -> step.subject().directory()));
    warnAboutTheMerge(steps);
    return steps;
  }

  List<Warning> warnings() {
    return warnings;
  }

  String treeOf(Step.CreateTag step) {
    return merge.charts().stream()
        .filter(chart -> chart.directory().equals(step.subject().directory()))
        .findFirst()
        .orElseThrow()
        .tree();
  }

  /** A chart that nobody can read may be meant by its directory's name, too. */
  private boolean isCovered(Step step) {
    return rules.covers(step.subject().chart())
        || (step.outcome() == ChartOutcome.INVALID
            && rules.covers(Paths.lastName(step.subject().directory())));
  }

  private Optional<Step> step(ChartState state) {
    return switch (state.after()) {
      case ChartAt.None() -> gone(state);
      case ChartAt.Found(ChartYaml.Invalid(String problem)) ->
          Optional.of(unreadable(state, problem));
      case ChartAt.Found(ChartYaml.Chart chart) -> {
        ChartDecision decision =
            new ChartDecision(rules, merge, holders, attestations.lineageOf(chart.name()));
        Step step = decision.decide(state, chart, tagFor(state, chart));
        if (rules.covers(chart.name().value())) {
          warnings.addAll(decision.warnings());
        }
        yield Optional.of(step);
      }
    };
  }

  /** What stands under the chart's tag once the earlier merges of this push have theirs. */
  private TagState tagFor(ChartState state, ChartYaml.Chart chart) {
    Planner.PlannedTag earlier = planned.get(TagName.of(chart.name(), chart.version()));
    return earlier == null
        ? state.tag()
        : new TagState.Standing(
            earlier.commit().value(),
            Optional.of(earlier.commit()),
            Optional.empty(),
            earlier.tree().equals(state.tree()));
  }

  private Optional<Step> gone(ChartState state) {
    return switch (state.before()) {
      case ChartAt.None() -> Optional.empty();
      case ChartAt.Found(ChartYaml.Invalid ignored) ->
          Optional.of(deleted(state, Optional.empty()));
      case ChartAt.Found(ChartYaml.Chart chart) ->
          holders.newlyHeld(chart.name())
              ? Optional.empty()
              : Optional.of(deleted(state, Optional.of(chart)));
    };
  }

  private Step deleted(ChartState state, Optional<ChartYaml.Chart> chart) {
    String name = chart.map(found -> found.name().value()).orElseGet(() -> lastName(state));
    return new Step.LeaveAlone(
        subject(name, state, chart.map(ChartYaml.Chart::version), Optional.empty()),
        ChartOutcome.DELETED,
        false,
        "the chart is gone from " + state.directory());
  }

  private Step unreadable(ChartState state, String problem) {
    boolean broughtIn =
        merge.charts().stream()
            .noneMatch(
                chart ->
                    (chart.directory().equals(state.directory())
                            || chart.after() instanceof ChartAt.None)
                        && chart.before()
                            instanceof ChartAt.Found(ChartYaml.Invalid(String earlier))
                        && earlier.equals(problem));
    String file = Paths.in(state.directory(), "Chart.yaml");
    String message = "%s at %s: %s".formatted(file, merge.commit().sha().abbreviated(), problem);
    Step step =
        new Step.LeaveAlone(
            subject(formerName(state), state, Optional.empty(), Optional.empty()),
            ChartOutcome.INVALID,
            broughtIn,
            broughtIn ? message : message + " (it was so before this push)");
    if (!broughtIn && isCovered(step)) {
      warnings.add(new Warning(step.subject().chart(), "chart-yaml-invalid", message));
    }
    return step;
  }

  /** What the directory's chart called itself, while it could be read. */
  private static String formerName(ChartState state) {
    return state.before() instanceof ChartAt.Found(ChartYaml.Chart chart)
        ? chart.name().value()
        : lastName(state);
  }

  private ChartRef subject(
      String name, ChartState state, Optional<ChartVersion> version, Optional<TagName> tag) {
    return new ChartRef(
        name,
        state.directory(),
        version,
        tag,
        merge.commit().sha(),
        merge.source().map(PullRequest::number));
  }

  private void warnAboutTheMerge(List<Step> steps) {
    if (steps.stream().noneMatch(MergeDecision::asksForLineage)) {
      return;
    }
    for (String problem : attestations.problems()) {
      warnings.add(
          new Warning(
              "",
              "lineage-unreadable",
              merge.source().map(source -> "pull request #" + source.number() + ": ").orElse("")
                  + problem));
    }
    if (merge.source().isEmpty() && steps.stream().anyMatch(Step.CreateTag.class::isInstance)) {
      warnings.add(
          new Warning(
              "",
              "no-source-pull-request",
              "no merged pull request was found for commit "
                  + merge.commit().sha()
                  + "; its tags name the author and subject instead"));
    }
  }

  private static boolean asksForLineage(Step step) {
    return step instanceof Step.CreateTag || step.outcome() == ChartOutcome.UNATTESTED;
  }

  private static String lastName(ChartState state) {
    return Paths.lastName(state.directory());
  }
}
