package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.CheckRun;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.release.ReleaseMode;
import io.charttagger.report.BranchLine;
import io.charttagger.report.BranchResult;
import io.charttagger.report.ReleaseLine;
import io.charttagger.report.ReleaseResult;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run that takes several attempts reports in the end what it did in all of them. */
final class ResumedReportTest {
  private static final Map<String, String> BOTH_CREATED =
      Map.of("a-v1.1.0", "created", "b-v1.1.0", "created");

  private Scene scene = Scene.usual();
  private CommitSha before = CommitSha.parse("0".repeat(40));
  private CommitSha after = before;

  @AfterEach
  void nothingStaysLocked() {
    assertThat(scene.locks().allReleased()).isTrue();
    scene.close();
  }

  private void twoRaisedCharts(Scene.Options options) {
    scene.close();
    scene = Scene.with(options);
    before =
        scene.commit(
            "main",
            "import",
            all(chart("charts/a", "a", "1.0.0"), chart("charts/b", "b", "1.0.0")));
    scene.history().branch("release", before);
    scene.history().branch("integration/a", before);
    scene.history().branch("integration/b", before);
    after =
        scene.mergePullRequest(
            "raise",
            MergeMethod.MERGE,
            all(chart("charts/a", "a", "1.1.0"), chart("charts/b", "b", "1.1.0")));
  }

  private Report incomplete() {
    Report report = scene.push(before, after);
    assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Incomplete.class);
    return report;
  }

  private Report tagged() {
    Report report = scene.push(before, after);
    assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Tagged.class);
    return report;
  }

  private void badGatewayAt(String method, String path) {
    scene
        .simulator()
        .faults()
        .next(arrival -> arrival.is(method, path), Fault.Refuse.with(502, "Bad Gateway"));
  }

  private List<CheckRun> shown() {
    return scene.repository().checks().all();
  }

  @Test
  void tagsThatAnEarlierAttemptCreatedAreCreated() {
    twoRaisedCharts(Scene.Options.USUAL);
    badGatewayAt("POST", "/pulls");

    assertThat(outcomes(incomplete())).isEqualTo(BOTH_CREATED);
    Report resumed = tagged();

    assertThat(outcomes(resumed)).isEqualTo(BOTH_CREATED);
    assertThat(resumed.releasePullRequests().getFirst().result()).isEqualTo(ReleaseResult.CREATED);
    assertThat(shown()).hasSize(1);
    assertThat(shown().getLast().fields().at("/output/summary").asText())
        .isEqualTo(ReportJson.of(resumed).path("summary").asText())
        .contains("✅&nbsp;created")
        .doesNotContain("already");
  }

  @Test
  void theyAreCreatedHoweverOftenTheRunIsResumed() {
    twoRaisedCharts(Scene.Options.USUAL);

    for (int attempt = 0; attempt < 3; attempt++) {
      badGatewayAt("POST", "/pulls");
      assertThat(outcomes(incomplete())).isEqualTo(BOTH_CREATED);
    }

    assertThat(outcomes(tagged())).isEqualTo(BOTH_CREATED);
  }

  @Test
  void theSameDispatchAfterTheRunIsDoneFindsThem() {
    twoRaisedCharts(Scene.Options.USUAL);
    badGatewayAt("POST", "/pulls");
    incomplete();
    tagged();

    assertThat(outcomes(tagged()).values()).containsOnly("already-tagged");
    assertThat(shown()).hasSize(1);
  }

  @Test
  void pullRequestsAndBranchesOfAnEarlierAttemptAreReportedToo() {
    twoRaisedCharts(Scene.Options.USUAL.cleaning("integration/{chart}"));
    badGatewayAt("DELETE", "integration/b");
    incomplete();

    Report resumed = tagged();

    assertThat(outcomes(resumed)).isEqualTo(BOTH_CREATED);
    assertThat(resumed.releasePullRequests())
        .extracting(ReleaseLine::result)
        .containsExactly(ReleaseResult.CREATED);
    assertThat(resumed.branches())
        .extracting(BranchLine::name, BranchLine::result)
        .containsExactly(
            tuple("integration/a", BranchResult.DELETED),
            tuple("integration/b", BranchResult.DELETED));
    assertThat(shown().getLast().conclusion()).isEqualTo("success");
  }

  @Test
  void everyPullRequestOfEveryAttemptIsReportedAsOpened() {
    twoRaisedCharts(Scene.Options.USUAL.releasing(ReleaseMode.PER_CHART));
    scene
        .simulator()
        .faults()
        .next(
            arrival -> arrival.is("POST", "/git/refs"),
            new Fault.After(
                () ->
                    scene
                        .simulator()
                        .faults()
                        .next(
                            arrival -> arrival.is("POST", "/pulls"),
                            new Fault.After(() -> badGatewayAt("POST", "/pulls")))));
    incomplete();

    Report resumed = tagged();

    assertThat(resumed.releasePullRequests())
        .extracting(ReleaseLine::result)
        .containsExactly(ReleaseResult.CREATED, ReleaseResult.CREATED);
    assertThat(scene.repository().pulls().open()).hasSize(2);
  }

  @Test
  void tagsWhoseCommitWasReleasedBetweenTwoAttemptsAreNotOfferedAgain() {
    twoRaisedCharts(Scene.Options.USUAL.cleaning("integration/{chart}"));
    badGatewayAt("DELETE", "integration/b");
    int number = incomplete().releasePullRequests().getFirst().number().orElseThrow();
    scene.repository().pulls().close(number);
    scene.history().branch("release", after);
    scene.mergePullRequest("more", MergeMethod.SQUASH, chart("charts/c", "c", "1.0.0"));

    Report resumed = tagged();

    assertThat(scene.repository().pulls().open()).isEmpty();
    assertThat(resumed.releasePullRequests())
        .extracting(ReleaseLine::result)
        .containsExactly(ReleaseResult.CREATED, ReleaseResult.NOTHING_BETWEEN);
  }

  @Test
  void aTagThatSomebodyElseMadeBetweenTwoAttemptsIsNotTakenForOurs() {
    twoRaisedCharts(Scene.Options.USUAL);
    scene
        .simulator()
        .faults()
        .every(arrival -> arrival.is("POST", "/git/tags"), Fault.Refuse.with(502, "Bad Gateway"));
    incomplete();
    scene.simulator().faults().clear();
    assertThat(scene.tags()).isEmpty();
    scene.history().lightweightTag("a-v1.1.0", after);

    assertThat(outcomes(tagged()))
        .isEqualTo(Map.of("a-v1.1.0", "already-tagged", "b-v1.1.0", "created"));
  }
}
