package io.charttagger.run;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.history.CurrentCharts;
import io.charttagger.history.CurrentCharts.CurrentChart;
import io.charttagger.history.CurrentCharts.CurrentChart.Invalid;
import io.charttagger.history.CurrentCharts.CurrentChart.Valid;
import io.charttagger.history.ExistingTag;
import io.charttagger.history.Origin;
import io.charttagger.history.StateReader;
import io.charttagger.history.Window;
import io.charttagger.plan.ChartOutcome;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Covered;
import io.charttagger.plan.PlanRules;
import io.charttagger.plan.Planner;
import io.charttagger.plan.RepositoryState;
import io.charttagger.plan.Step;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.plan.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans the tags that the charts on main have not got. Each merge that brought one of their
 * versions is decided as if its dispatch came now, and only for the charts that it is asked for.
 */
final class BackfillPlanner {
  private final StateReader reader;
  private final PlanRules rules;
  private final Dispatch dispatch;
  private final Map<TagName, List<CommitSha>> owed;

  /**
   * Reads nothing yet.
   *
   * @param owed the tags that are still missing on earlier commits, with these
   */
  BackfillPlanner(
      StateReader reader, PlanRules rules, Dispatch dispatch, Map<TagName, List<CommitSha>> owed) {
    this.reader = reader;
    this.rules = rules;
    this.dispatch = dispatch;
    this.owed = owed;
  }

  /** Charts that one merge brought. */
  private record Brought(RepositoryState state, List<Valid> charts) {
    Instant date() {
      return state.merges().getLast().commit().committedAt();
    }
  }

  /** A step for each chart: those that are left alone first, then the merges, oldest first. */
  TaggingPlan plan() {
    CurrentCharts current = reader.currentCharts(dispatch.after());
    List<CurrentChart> charts = SurveyedCharts.named(current.read(), dispatch);
    List<Step> steps = new ArrayList<>();
    List<Valid> missing = new ArrayList<>();
    for (CurrentChart chart : charts) {
      switch (chart) {
        case Invalid invalid -> steps.add(invalid(invalid));
        case Valid valid ->
            leftAlone(valid, charts).ifPresentOrElse(steps::add, () -> missing.add(valid));
      }
    }
    List<Warning> warnings = new ArrayList<>(current.warnings());
    for (Brought merge : brought(missing, current.origins(missing), steps)) {
      decide(merge, steps, warnings);
    }
    return new TaggingPlan(
        dispatch.repository(),
        dispatch.after(),
        steps,
        warnings,
        new Covered(
            Optional.empty(),
            steps.stream().map(step -> step.subject().commit()).distinct().toList(),
            Optional.empty()));
  }

  private List<Brought> brought(List<Valid> missing, List<Origin> origins, List<Step> unknown) {
    Map<Origin.Merge, List<Valid>> merges = new LinkedHashMap<>();
    for (int i = 0; i < missing.size(); i++) {
      Valid chart = missing.get(i);
      switch (origins.get(i)) {
        case Origin.Merge merge -> merges.computeIfAbsent(merge, _ -> new ArrayList<>()).add(chart);
        case Origin.Unknown(String why) ->
            unknown.add(step(chart, dispatch.after(), ChartOutcome.UNTAGGED, "not tagged: " + why));
      }
    }
    List<RepositoryState> states =
        reader.readEach(
            merges.keySet().stream()
                .map(
                    merge ->
                        new Window(
                                dispatch.repository(),
                                Optional.empty(),
                                merge.before(),
                                merge.commit())
                            .owing(owed))
                .toList(),
            dispatch.after());
    List<Brought> brought = new ArrayList<>();
    for (List<Valid> charts : merges.values()) {
      brought.add(new Brought(states.get(brought.size()), charts));
    }
    brought.sort(Comparator.comparing(Brought::date));
    return brought;
  }

  private void decide(Brought merge, List<Step> steps, List<Warning> warnings) {
    PlanRules only =
        rules.covering(
            merge.charts().stream().map(it -> it.chart().name()).collect(Collectors.toSet()));
    TaggingPlan plan = new Planner(only).plan(merge.state());
    warnings.addAll(plan.warnings());
    for (Valid chart : merge.charts()) {
      List<Step> decided =
          plan.steps().stream().filter(step -> isOf(step.subject(), chart.chart())).toList();
      steps.addAll(
          decided.isEmpty()
              ? List.of(
                  step(
                      chart,
                      merge.state().commit(),
                      ChartOutcome.UNTAGGED,
                      "not tagged: commit %s brought this version to more than one directory"
                          .formatted(merge.state().commit())))
              : decided);
    }
  }

  private static boolean isOf(ChartRef subject, ChartYaml.Chart chart) {
    return subject.chart().equals(chart.name().value())
        && subject.version().equals(Optional.of(chart.version()));
  }

  /** The step of a chart for which no merge has to be searched. */
  private Optional<Step> leftAlone(Valid chart, List<CurrentChart> all) {
    return others(chart, all)
        .map(directory -> inDispute(chart, directory))
        .or(() -> chart.tag().map(tag -> tagged(chart, tag)))
        .or(() -> chart.otherForm().map(tag -> taggedOtherwise(chart, tag)));
  }

  private static Optional<String> others(Valid chart, List<CurrentChart> all) {
    return all.stream()
        .filter(
            other ->
                other instanceof Valid(String directory, ChartYaml.Chart same, _, _, _)
                    && !directory.equals(chart.directory())
                    && same.name().equals(chart.chart().name())
                    && same.version().equals(chart.chart().version()))
        .map(CurrentChart::directory)
        .findFirst()
        .filter(_ -> chart.tag().isEmpty());
  }

  private Step inDispute(Valid chart, String directory) {
    return step(
        chart,
        dispatch.after(),
        ChartOutcome.CONFLICT,
        "%s has the same name and version; merge a change that gives one of them another name or version, and the run for that merge tags the other"
            .formatted(directory));
  }

  private Step tagged(Valid chart, ExistingTag tag) {
    return step(
        chart,
        tag.commit().orElse(dispatch.after()),
        ChartOutcome.ALREADY_TAGGED,
        "its tag exists");
  }

  private Step taggedOtherwise(Valid chart, String tag) {
    return step(
        chart,
        dispatch.after(),
        ChartOutcome.UNTAGGED,
        "tag %s marks this version; no second tag is made for it".formatted(tag));
  }

  private Step invalid(Invalid chart) {
    return new Step.LeaveAlone(
        SurveyedCharts.ref(chart, dispatch.after()),
        ChartOutcome.INVALID,
        /* fails= */ false,
        SurveyedCharts.problem(chart));
  }

  private static Step step(Valid chart, CommitSha commit, ChartOutcome outcome, String message) {
    return new Step.LeaveAlone(
        SurveyedCharts.ref(chart, commit), outcome, /* fails= */ false, message);
  }
}
