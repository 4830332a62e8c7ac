package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.Survey;
import io.charttagger.history.CurrentCharts.CurrentChart;
import io.charttagger.plan.ChartRef;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.Repository;
import java.util.List;
import java.util.Optional;

/** What a survey is about: the charts that the main branch has at its head. */
final class SurveyedCharts {
  private SurveyedCharts() {}

  /** The survey as a dispatch of the head of main. */
  static Dispatch atHead(Survey survey, boolean dryRun, Repository repository, String mainBranch) {
    return new Dispatch(
        survey.repository(),
        Optional.empty(),
        head(repository, mainBranch),
        dryRun,
        survey.charts(),
        survey.installation(),
        survey.branch());
  }

  private static CommitSha head(Repository repository, String mainBranch) {
    return repository
        .branch(mainBranch)
        // A replica may lag.
        .or(() -> repository.branch(mainBranch))
        .map(CommitSha::parse)
        .orElseThrow(
            () ->
                new PermanentFailure(
                    422,
                    "GitHub shows no branch %s; the operator sets the branch that is tagged with MAIN_BRANCH"
                        .formatted(mainBranch)));
  }

  /** What a report says of a chart, at that commit. */
  static ChartRef ref(CurrentChart chart, CommitSha commit) {
    return switch (chart) {
      case CurrentChart.Valid valid ->
          new ChartRef(
              valid.chart().name().value(),
              valid.directory(),
              Optional.of(valid.chart().version()),
              Optional.of(valid.tagName()),
              commit,
              Optional.empty());
      case CurrentChart.Invalid invalid ->
          new ChartRef(
              Paths.lastName(invalid.directory()),
              invalid.directory(),
              Optional.empty(),
              Optional.empty(),
              commit,
              Optional.empty());
    };
  }

  /** Why a chart cannot be tagged. */
  static String problem(CurrentChart.Invalid chart) {
    return "%s: %s".formatted(Paths.in(chart.directory(), "Chart.yaml"), chart.problem());
  }

  /** Those that the survey names, or all. */
  static List<CurrentChart> named(List<CurrentChart> charts, Dispatch survey) {
    return charts.stream().filter(chart -> isNamed(chart, survey)).toList();
  }

  private static boolean isNamed(CurrentChart chart, Dispatch survey) {
    return survey.charts().isEmpty()
        || switch (chart) {
          case CurrentChart.Valid valid -> survey.charts().contains(valid.chart().name());
          case CurrentChart.Invalid _ -> false;
        };
  }
}
