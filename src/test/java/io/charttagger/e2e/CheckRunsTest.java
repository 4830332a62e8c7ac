package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.CheckRun;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.Latency;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.report.ReleaseResult;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a commit shows of a run whose release pull request is open already. */
final class CheckRunsTest {
  private Scene scene;
  private CommitSha before;
  private CommitSha after;

  @BeforeEach
  void aReleaseThatIsOpen() {
    scene = Scene.usual();
    CommitSha start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
    scene.history().branch("release", start);
    before = scene.mergePullRequest("raise", MergeMethod.SQUASH, chart("charts/a", "a", "1.1.0"));
    assertThat(scene.push(start, before).outcome()).isInstanceOf(RunOutcome.Tagged.class);
    after = scene.mergePullRequest("raise", MergeMethod.SQUASH, chart("charts/a", "a", "1.2.0"));
    scene.simulator().log().clear();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private List<CheckRun> shown() {
    return scene.repository().checks().all().stream()
        .filter(run -> run.headSha().equals(after.value()))
        .toList();
  }

  @Test
  void theReportIsShownOnceWhileTheReleasePullRequestIsUpdated() {
    scene.simulator().latency(Latency.millis(500, 500));

    Report report = scene.push(before, after);

    assertThat(report.releasePullRequests().getFirst().result()).isEqualTo(ReleaseResult.UPDATED);
    assertThat(shown()).hasSize(1);
    assertThat(shown().getFirst().conclusion()).isEqualTo("success");
    assertThat(shown().getFirst().fields().at("/output/summary").asText())
        .contains("a-v1.2.0")
        .contains("#" + report.releasePullRequests().getFirst().number().orElseThrow());
    // The token, the first reads, the chart, its tag, two writes, the pull request, and the two
    // last side by side.
    assertThat(scene.simulator().log().sequentialRoundTrips())
        .as(scene.simulator().log().print())
        .isLessThanOrEqualTo(8);
  }

  @Test
  void aReleasePullRequestThatCannotBeUpdatedIsShownAsAFailureInTheEnd() {
    scene
        .simulator()
        .faults()
        .next(arrival -> arrival.is("PATCH", "/pulls/"), Fault.Refuse.with(403, "Forbidden"));

    Report report = scene.push(before, after);

    assertThat(report.outcome()).isInstanceOf(RunOutcome.Failed.class);
    assertThat(shown()).hasSize(2);
    assertThat(shown().getLast().conclusion()).isEqualTo("failure");
  }

  @Test
  void aRunThatIsInterruptedThenIsShownAsUnfinished() {
    scene
        .simulator()
        .faults()
        .next(arrival -> arrival.is("PATCH", "/pulls/"), new Fault.DropBefore());

    Report report = scene.push(before, after);

    assertThat(report.outcome()).isInstanceOf(RunOutcome.Incomplete.class);
    assertThat(shown().getLast().conclusion()).isEqualTo("neutral");

    Report resumed = scene.push(before, after);

    assertThat(resumed.outcome()).isInstanceOf(RunOutcome.Tagged.class);
    assertThat(outcomes(resumed)).isEqualTo(Map.of("a-v1.2.0", "created"));
    assertThat(shown().getLast().conclusion()).isEqualTo("success");
  }
}
