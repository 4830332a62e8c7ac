package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.Latency;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.RequestLog;
import io.charttagger.report.ChartResult;
import io.charttagger.report.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a push costs, counted from the simulator's log. */
final class CallBudgetTest {

  /** Where the changelogs of the charts are. */
  enum Changelogs {
    // One of them is the listing that tells whether the repository has settings of its own.
    OWN(9, 6, 7),
    NONE(9, 8, 9);

    private final int fixed;
    private final int each;
    private final int roundTrips;

    Changelogs(int fixed, int each, int roundTrips) {
      this.fixed = fixed;
      this.each = each;
      this.roundTrips = roundTrips;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OWN, 1, MERGE",
    "OWN, 5, SQUASH",
    "OWN, 20, MERGE",
    "OWN, 20, SQUASH",
    "NONE, 1, MERGE",
    "NONE, 1, SQUASH",
    "NONE, 5, MERGE",
    "NONE, 5, SQUASH",
    "NONE, 20, MERGE",
  })
  void aPushCostsASmallNumberOfCallsForEachChart(
      Changelogs changelogs, int charts, MergeMethod method) {
    try (Scene scene = Scene.usual()) {
      Push push = raised(scene, changelogs, charts, method);
      scene.simulator().log().clear();

      Report report = scene.push(push.before(), push.after());

      List<LoggedRequest> counted =
          scene.simulator().log().matching(request -> !request.is("POST", "/check-runs"));
      List<LoggedRequest> writes = counted.stream().filter(request -> !request.isRead()).toList();
      assertThat(report.charts())
          .hasSize(charts)
          .allMatch(line -> line.result() == ChartResult.CREATED);
      // All that is below is listed once more where several charts changed, on both sides.
      int listing = changelogs == Changelogs.OWN && charts > 1 ? 1 : 0;
      assertThat(counted)
          .as(scene.simulator().log().print())
          .hasSizeLessThanOrEqualTo(changelogs.fixed + changelogs.each * charts + listing);
      assertThat(writes).hasSizeLessThanOrEqualTo(2 + 2 * charts);
      assertThat(report.effort().githubCalls()).isEqualTo(scene.simulator().log().all().size());
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "5", "20"})
  void aGitHubReleaseCostsOneWriteForEachTag(int charts) {
    try (Scene scene = Scene.with(Scene.Options.USUAL.publishing(true))) {
      Push push = raised(scene, Changelogs.OWN, charts, MergeMethod.SQUASH);
      scene.simulator().log().clear();

      Report report = scene.push(push.before(), push.after());

      List<LoggedRequest> counted =
          scene.simulator().log().matching(request -> !request.is("POST", "/check-runs"));
      assertThat(report.githubReleases()).hasSize(charts);
      assertThat(scene.simulator().log().matching(request -> request.path().contains("/releases")))
          .hasSize(charts)
          .noneMatch(LoggedRequest::isRead);
      assertThat(counted)
          .as(scene.simulator().log().print())
          .hasSizeLessThanOrEqualTo(
              Changelogs.OWN.fixed + (Changelogs.OWN.each + 1) * charts + (charts > 1 ? 1 : 0));
      assertThat(counted.stream().filter(request -> !request.isRead()))
          .hasSizeLessThanOrEqualTo(2 + 3 * charts);
    }
  }

  @ParameterizedTest
  @CsvSource({"OWN, MERGE", "OWN, SQUASH", "NONE, MERGE", "NONE, SQUASH"})
  void oneChartTakesFewRoundTripsInARow(Changelogs changelogs, MergeMethod method) {
    assertFewRoundTrips(
        () -> {
          try (Scene scene = Scene.usual()) {
            Push push = raised(scene, changelogs, 1, method);
            RequestLog log = slowly(scene, push);
            return new RoundTrips(roundTrips(log), changelogs.roundTrips, log.print());
          }
        });
  }

  /** How many there were in a row, how many there may be, and the requests. */
  private record RoundTrips(int counted, int most, String requests) {}

  /**
   * One too many at a time does not count: on a busy machine, a request that is side by side with
   * others may be so late that it seems to come after them.
   */
  private static void assertFewRoundTrips(Supplier<RoundTrips> push) {
    RoundTrips fewest = push.get();
    for (int again = 0; again < 2 && fewest.counted() > fewest.most(); again++) {
      fewest = push.get();
    }
    assertThat(fewest.counted()).as(fewest.requests()).isLessThanOrEqualTo(fewest.most());
  }

  /** The requests of a push, each so slow that those which could be side by side are. */
  private static RequestLog slowly(Scene scene, Push push) {
    scene.simulator().log().clear();
    scene.simulator().latency(Latency.millis(120, 120));
    Report report = scene.push(push.before(), push.after());
    assertThat(report.charts()).hasSize(1).allMatch(line -> line.result() == ChartResult.CREATED);
    return scene.simulator().log();
  }

  private static int roundTrips(RequestLog log) {
    return log.sequentialRoundTrips() - checkRuns(log);
  }

  private static int checkRuns(RequestLog log) {
    return log.matching(it -> it.is("POST", "/check-runs")).size();
  }

  @ParameterizedTest
  @CsvSource({"1, SQUASH", "1, MERGE", "5, SQUASH", "5, MERGE", "20, SQUASH", "20, MERGE"})
  void aChartChangedWithoutANewVersionCostsFourCalls(int charts, MergeMethod method) {
    try (Scene scene = Scene.usual()) {
      CommitSha before =
          imported(scene, Changelogs.OWN, Map.of(".github/workflows/tag.yaml", "on: push\n"));
      Map<String, String> values = new HashMap<>();
      for (int i = 0; i < charts; i++) {
        values.put("charts/chart-%d/values.yaml".formatted(i), "x: 1\n");
      }
      CommitSha after = scene.mergePullRequest("values", method, values);
      scene.simulator().log().clear();

      Report report = scene.push(before, after);

      assertThat(report.charts())
          .hasSize(charts)
          .allMatch(line -> line.result() == ChartResult.VERSION_UNCHANGED);
      // The token, main, the pull request, the settings, two listings; and two of all that is
      // below.
      assertThat(scene.simulator().log().all())
          .as(scene.simulator().log().print())
          .hasSizeLessThanOrEqualTo(8 + 4 * charts);
    }
  }

  @Test
  void aRepositoryWithoutTheDirectoryOfSettingsTakesNoRoundTripMore() {
    assertFewRoundTrips(
        () -> {
          try (Scene scene = Scene.usual()) {
            Push push = raised(scene, Changelogs.OWN, 1, MergeMethod.SQUASH, Map.of());
            // The root, which proves that there is none.
            return costingOneCallMore(scene, push, Changelogs.OWN);
          }
        });
  }

  @Test
  void settingsOfAnotherLayoutWasteTwoListings() {
    try (Scene scene = Scene.usual()) {
      scene.commit(
          "main", "settings", Map.of(".github/chart-tagger.yaml", "charts: [services/*/helm]\n"));
      CommitSha before = scene.commit("main", "import", chart("services/a/helm", "a", "1.0.0"));
      CommitSha after =
          scene.mergePullRequest(
              "raise", MergeMethod.SQUASH, chart("services/a/helm", "a", "1.1.0"));
      scene.simulator().log().clear();

      Report report = scene.push(before, after);

      assertThat(report.charts()).hasSize(1).allMatch(line -> line.result() == ChartResult.CREATED);
      assertThat(scene.simulator().log().matching(it -> it.is("GET", ":charts")))
          .as(scene.simulator().log().print())
          .hasSize(2);
      assertThat(scene.simulator().log().matching(it -> it.is("GET", "/git/trees/" + after)))
          .hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"OWN, MERGE", "NONE, SQUASH"})
  void settingsThatChangeNothingTakeNoRoundTripOfTheirOwn(
      Changelogs changelogs, MergeMethod method) {
    Map<String, String> settings = Map.of(".github/chart-tagger.yaml", "prereleases: skip\n");
    assertFewRoundTrips(
        () -> {
          try (Scene scene = Scene.usual()) {
            scene.commit("main", "settings", settings);
            Push push = raised(scene, changelogs, 1, method);
            // The file itself.
            return costingOneCallMore(scene, push, changelogs);
          }
        });
  }

  /** One call more than usual, and no round trip more. */
  private static RoundTrips costingOneCallMore(Scene scene, Push push, Changelogs changelogs) {
    RequestLog log = slowly(scene, push);
    assertThat(log.all().size() - checkRuns(log))
        .isLessThanOrEqualTo(changelogs.fixed + changelogs.each + 1);
    return new RoundTrips(roundTrips(log), changelogs.roundTrips, log.print());
  }

  record Push(CommitSha before, CommitSha after) {}

  /** Twenty charts, of which so many are raised; all have tags of their versions. */
  private static Push raised(Scene scene, Changelogs changelogs, int charts, MergeMethod method) {
    return raised(
        scene, changelogs, charts, method, Map.of(".github/workflows/tag.yaml", "on: push\n"));
  }

  private static Push raised(
      Scene scene,
      Changelogs changelogs,
      int charts,
      MergeMethod method,
      Map<String, String> others) {
    CommitSha before = imported(scene, changelogs, others);
    Map<String, String> raised = new HashMap<>();
    for (int i = 0; i < charts; i++) {
      raised.putAll(files(changelogs, i, "1.1.0"));
    }
    return new Push(before, scene.mergePullRequest("raise", method, raised));
  }

  private static CommitSha imported(
      Scene scene, Changelogs changelogs, Map<String, String> others) {
    Map<String, String> files = new HashMap<>(others);
    for (int i = 0; i < 20; i++) {
      files.putAll(files(changelogs, i, "1.0.0"));
    }
    CommitSha before = scene.commit("main", "import", files);
    scene.history().branch("release", before);
    for (int i = 0; i < 20; i++) {
      scene
          .history()
          .annotatedTag(
              "chart-%d-v1.0.0".formatted(i),
              before.value(),
              Note.of("Release: chart-%d v1.0.0\n".formatted(i), Scene.START));
    }
    return before;
  }

  private static Map<String, String> files(Changelogs changelogs, int number, String version) {
    String directory = "charts/chart-" + number;
    Map<String, String> files = new HashMap<>(chart(directory, "chart-" + number, version));
    if (changelogs == Changelogs.NONE) {
      files.remove(directory + "/CHANGELOG.md");
    }
    return files;
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
