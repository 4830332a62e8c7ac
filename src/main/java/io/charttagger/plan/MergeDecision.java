package io.charttagger.plan;

import io.charttagger.chart.AttestationMap;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Paths;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.Quoted;
import io.charttagger.chart.TagName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides the charts of one merge: deleted, moved and unreadable charts here, the others in {@link
 * ChartDecision}.
 */
final class MergeDecision {
  private final PlanRules rules;
  private final Merge merge;
  private final Map<TagName, Planner.PlannedTag> planned;
  private final VersionOwners owners;
  private final AttestationMap attestations;
  private final List<Warning> warnings = new ArrayList<>();

  MergeDecision(PlanRules rules, Merge merge, Map<TagName, Planner.PlannedTag> planned) {
    this.rules = rules;
    this.merge = merge;
    this.planned = planned;
    this.owners = new VersionOwners(rules, merge);
    this.attestations =
        AttestationMap.parse(
            merge
                .source()
                .filter(source -> merge.rules().trusts(source.author()))
                .map(PullRequest::body)
                .orElse(""));
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (ChartState state : merge.charts()) {
      step(state).filter(this::isCovered).ifPresent(steps::add);
    }
    owners.siblingConflicts().stream().filter(this::isCovered).forEach(steps::add);
    steps.sort(Comparator.comparing(step -> step.subject().directory()));
    warnAboutMerge(steps);
    warnAboutSkippedWorkflows(steps);
    return steps;
  }

  List<Warning> warnings() {
    return warnings;
  }

  String treeOf(Step step) {
    return merge.charts().stream()
        .filter(chart -> chart.directory().equals(step.subject().directory()))
        .findFirst()
        .orElseThrow()
        .tree();
  }

  /** The filter may name an unreadable chart by its directory's name as well. */
  private boolean isCovered(Step step) {
    return rules.covers(step.subject().chart())
        || (step.outcome() == ChartOutcome.INVALID
            && rules.covers(Paths.lastName(step.subject().directory())));
  }

  private Optional<Step> step(ChartState state) {
    return switch (state.after()) {
      case ChartAt.None() -> removed(state);
      case ChartAt.Excluded(String name) ->
          Optional.of(
              new Step.LeaveAlone(
                  subject(name, state, Optional.empty(), Optional.empty()),
                  ChartOutcome.SKIPPED,
                  false,
                  "the settings leave this chart out"));
      case ChartAt.Found(ChartYaml.Invalid(String problem)) ->
          Optional.of(unreadable(state, problem));
      case ChartAt.Found(ChartYaml.Chart chart)
          when !state.isChanged() && isOutOfDispute(state, chart) ->
          Optional.empty();
      case ChartAt.Found(ChartYaml.Chart chart) -> {
        ChartDecision decision =
            new ChartDecision(rules, merge, owners, attestations.lineageOf(chart.name()));
        Step step = decision.decide(state, chart, tagFor(state, chart));
        if (rules.covers(chart.name().value())) {
          warnings.addAll(decision.warnings());
        }
        yield Optional.of(step);
      }
    };
  }

  /** An earlier merge tagged the version, and this one brings it to no other directory. */
  private boolean isOutOfDispute(ChartState state, ChartYaml.Chart chart) {
    TagName tag = merge.tag(chart);
    return tagFor(state, chart) instanceof TagState.Taken taken
        && taken.commit().filter(merge.commit().sha()::equals).isEmpty()
        && (owners.directoriesSharing(tag).isEmpty() || !owners.isIntroduced(tag));
  }

  /** The state of the chart's tag after the earlier merges of this push. */
  private TagState tagFor(ChartState state, ChartYaml.Chart chart) {
    Planner.PlannedTag earlier = planned.get(merge.tag(chart));
    return earlier == null
        ? state.tag()
        : new TagState.Expected(earlier.commit(), earlier.tree().equals(state.tree()));
  }

  private Optional<Step> removed(ChartState state) {
    return switch (state.before()) {
      case ChartAt.None(), ChartAt.Excluded _ -> Optional.empty();
      case ChartAt.Found(ChartYaml.Invalid ignored) ->
          Optional.of(deleted(state, Optional.empty()));
      case ChartAt.Found(ChartYaml.Chart chart) ->
          owners.appeared(chart.name())
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
        "the chart was removed from " + state.directory());
  }

  private Step unreadable(ChartState state, String problem) {
    boolean introduced =
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
            introduced,
            message
                + (introduced
                    ? rules.either(
                        " (merge a fix, and the run for that merge makes the tag)",
                        " (fix it before the merge)")
                    : rules.either(
                        " (this push did not introduce it)",
                        " (this pull request did not introduce it)")));
    if (!introduced && isCovered(step)) {
      warnings.add(new Warning(step.subject().chart(), "chart-yaml-invalid", message));
    }
    return step;
  }

  /** The name of the directory's chart while it could be read. */
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

  private void warnAboutMerge(List<Step> steps) {
    if (steps.stream().noneMatch(MergeDecision::needsLineage)) {
      return;
    }
    merge
        .source()
        .filter(source -> !merge.rules().trusts(source.author()))
        .filter(source -> !AttestationMap.parse(source.body()).entries().isEmpty())
        .ifPresent(
            source ->
                warnings.add(
                    new Warning(
                        "",
                        "lineage-author",
                        "the lineage of pull request #%d does not count, because %s opened it and lineageAuthors does not name that account; let a named account open the next one"
                            .formatted(source.number(), Quoted.of(source.author())))));
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

  /** Release workflows are usually started by a tag, and nobody would learn why one is not. */
  private void warnAboutSkippedWorkflows(List<Step> steps) {
    if (steps.stream().noneMatch(Step.CreateTag.class::isInstance)) {
      return;
    }
    merge
        .commit()
        .skipInstruction()
        .map(
            instruction ->
                new Warning(
                    "",
                    "skip-ci",
                    "the message of commit %s has `%s`, so GitHub starts no workflow for its tags; start it by hand where one is needed"
                        .formatted(merge.commit().sha(), instruction)))
        .ifPresent(warnings::add);
  }

  private static boolean needsLineage(Step step) {
    return step instanceof Step.CreateTag || step.outcome() == ChartOutcome.UNATTESTED;
  }

  private static String lastName(ChartState state) {
    return Paths.lastName(state.directory());
  }
}
