package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.Latency;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.report.ChartResult;
import io.charttagger.report.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a push costs, counted from the simulator's log. */
final class CallBudgetTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20})
  void aMergeOfNChartsTakesAtMostEightAndSevenForEachChart(int charts) {
    try (Scene scene = Scene.usual()) {
      Report report = raise(scene, charts);

      List<LoggedRequest> counted =
          scene.simulator().log().matching(request -> !request.is("POST", "/check-runs"));
      List<LoggedRequest> writes = counted.stream().filter(request -> !request.isRead()).toList();
      assertThat(report.charts())
          .hasSize(charts)
          .allMatch(line -> line.result() == ChartResult.CREATED);
      assertThat(counted).hasSizeLessThanOrEqualTo(8 + 7 * charts);
      assertThat(writes).hasSizeLessThanOrEqualTo(2 + 2 * charts);
      assertThat(report.effort().githubCalls()).isEqualTo(scene.simulator().log().all().size());
    }
  }

  @Test
  void oneChartTakesEightRoundTripsInARow() {
    try (Scene scene = Scene.usual()) {
      raise(scene, 1);
      scene.simulator().log().clear();
      // Long enough that requests which could be side by side are.
      scene.simulator().latency(Latency.millis(120, 120));
      CommitSha before = scene.history().tip("main");
      CommitSha after =
          scene.mergePullRequest(
              "again", MergeMethod.SQUASH, chart("charts/chart-0", "chart-0", "1.2.0"));

      scene.push(before, after);

      assertThat(
              scene.simulator().log().sequentialRoundTrips()
                  - scene.simulator().log().matching(it -> it.is("POST", "/check-runs")).size())
          .as(scene.simulator().log().print())
          .isLessThanOrEqualTo(8);
    }
  }

  @Test
  void theBytesReadDoNotGrowWithTheRepository() {
    try (Scene small = Scene.usual();
        Scene large = Scene.usual()) {
      raise(small, 1);
      Map<String, String> others = new HashMap<>();
      for (int i = 0; i < 60; i++) {
        for (int j = 0; j < 20; j++) {
          others.put("charts/other-" + i + "/templates/t" + j + ".yaml", "x".repeat(500) + j);
        }
      }
      large.commit("main", "a large repository", others);
      raise(large, 1);

      // One line for each unchanged chart in the listing of the charts directory, on either side.
      assertThat(large.simulator().log().bytesSent())
          .isLessThan(small.simulator().log().bytesSent() + 2 * 60 * 400);
    }
  }

  private static Report raise(Scene scene, int charts) {
    Map<String, String> old = new HashMap<>();
    Map<String, String> raised = new HashMap<>();
    for (int i = 0; i < charts; i++) {
      old.putAll(chart("charts/chart-" + i, "chart-" + i, "1.0.0"));
      raised.putAll(chart("charts/chart-" + i, "chart-" + i, "1.1.0"));
    }
    CommitSha before = scene.commit("main", "import", old);
    scene.history().branch("release", before);
    CommitSha after = scene.mergePullRequest("raise", MergeMethod.MERGE, raised);
    return scene.push(before, after);
  }
}
