package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.local.github.CheckRun;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.port.LockKey;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a commit shows of a run that was admitted and then had to give up: whoever merged sees
 * nothing else when the dispatch came as a webhook.
 */
final class FailedCheckRunsTest {
  private static final String FORBIDDEN = "Resource not accessible by integration";
  private static final RunOutcome NOT_ON_MAIN = new RunOutcome.Rejected(422);
  private static final RunOutcome REFUSED = new RunOutcome.Failed(502);

  private Scene scene;
  private CommitSha before;
  private CommitSha after;

  @BeforeEach
  void aRaisedChart() {
    scene = Scene.usual();
    before = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
    scene.history().branch("release", before);
    after = scene.mergePullRequest("raise", MergeMethod.SQUASH, chart("charts/a", "a", "1.1.0"));
  }

  @AfterEach
  void nothingStaysLocked() {
    assertThat(scene.locks().allReleased()).isTrue();
    scene.close();
  }

  private CommitSha onABranch() {
    scene.history().branch("feature", after);
    return scene.commit("feature", "try", chart("charts/a", "a", "1.2.0"));
  }

  private List<CheckRun> shown(CommitSha commit) {
    return scene.repository().checks().all().stream()
        .filter(run -> run.headSha().equals(commit.value()))
        .toList();
  }

  private void refusedAt(String method, String path) {
    scene
        .simulator()
        .faults()
        .next(arrival -> arrival.is(method, path), Fault.Refuse.with(403, FORBIDDEN));
  }

  private void showsOnly(Report report, CommitSha commit) {
    assertThat(shown(commit)).hasSize(1);
    CheckRun run = shown(commit).getFirst();
    assertThat(run.conclusion()).isEqualTo("failure");
    assertThat(run.fields().at("/output/summary").asText())
        .isEqualTo(ReportJson.of(report).path("summary").asText());
  }

  @Test
  void aCommitThatIsNotOnMainShowsThatItsDispatchWasRejected() {
    CommitSha commit = onABranch();

    Report report = scene.push(after, commit);

    assertThat(report.outcome()).isEqualTo(NOT_ON_MAIN);
    showsOnly(report, commit);
  }

  @Test
  void onceItIsOnMainTheRunThatTagsItShowsThatInstead() {
    CommitSha commit = onABranch();
    scene.push(after, commit);
    scene.history().branch("main", commit);

    assertThat(outcomes(scene.push(after, commit))).isEqualTo(Map.of("a-v1.2.0", "created"));
    assertThat(shown(commit))
        .extracting(CheckRun::conclusion)
        .containsExactly("failure", "success");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("it reads", "GET", "/compare/"),
        Arguments.of("it lists the charts", "GET", "/git/trees/"),
        Arguments.of("it creates the tag", "POST", "/git/tags"),
        Arguments.of("it opens the release pull request", "POST", "/pulls"));
  }

  @ParameterizedTest(name = "while {0}")
  @MethodSource("refusals")
  void aRunThatGitHubRefusesForGoodIsShownAsFailed(String name, String method, String path) {
    refusedAt(method, path);

    Report report = scene.push(before, after);

    assertThat(report.outcome()).as(report.message()).isEqualTo(REFUSED);
    assertThat(report.message()).endsWith("Fix that, then send the dispatch again.");
    showsOnly(report, after);
  }

  @Test
  void whatIsFixedIsShownAsDoneEvenWhenNothingWasLeftToDo() {
    scene.push(before, after);
    refusedAt("GET", "/compare/");
    scene.push(before, after);

    assertThat(outcomes(scene.push(before, after)).values()).containsOnly("already-tagged");
    assertThat(shown(after))
        .extracting(CheckRun::conclusion)
        .containsExactly("success", "failure", "success");

    scene.push(before, after);
    assertThat(shown(after)).hasSize(3);
  }

  @Test
  void aPushWithoutChartsShowsThatItsFailureIsFixed() {
    CommitSha next = scene.commit("main", "docs", Map.of("README.md", "Charts\n"));
    refusedAt("GET", "/compare/");
    scene.push(after, next);

    assertThat(scene.push(after, next).outcome()).isEqualTo(new RunOutcome.NothingToTag());
    assertThat(shown(next)).extracting(CheckRun::conclusion).containsExactly("failure", "neutral");
  }

  @Test
  void aDryRunShowsNothing() {
    CommitSha commit = onABranch();
    Dispatch asked = scene.dispatch(Optional.of(after), commit);

    Report report =
        scene.run(
            new Dispatch(
                asked.repository(),
                asked.before(),
                asked.after(),
                true,
                Set.of(),
                asked.installation(),
                Optional.empty()));

    assertThat(report.outcome()).isEqualTo(NOT_ON_MAIN);
    assertThat(shown(commit)).isEmpty();
    assertThat(scene.locks().lastReport(LockKey.ofCommit(asked.repository(), commit))).isEmpty();
  }

  @Test
  void aCallerThatIsNotAdmittedShowsNothing() {
    String event =
        """
        {"action":"charts-merged","branch":"other","repository":{"full_name":"%s"},
         "client_payload":{"before":"%s","after":"%s"}}
        """
            .formatted(scene.repository().name(), before, after);
    scene.simulator().log().clear();

    Report report = scene.run(event.getBytes(StandardCharsets.UTF_8));

    assertThat(report.outcome()).isInstanceOf(RunOutcome.Rejected.class);
    assertThat(scene.simulator().log().all()).isEmpty();
    assertThat(shown(after)).isEmpty();
  }

  @Test
  void anAppThatIsNotInstalledTriesToShowNothing() {
    scene.repository().installation().suspend(Scene.START);

    Report report = scene.push(before, after);

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(404));
    assertThat(scene.simulator().log().matching(it -> it.is("POST", "/check-runs"))).isEmpty();
  }

  @Test
  void anUnknownCommitIsRejectedAlthoughItCanShowNothing() {
    Report report = scene.push(after, CommitSha.parse("d".repeat(40)));

    assertThat(report.outcome()).as(report.message()).isEqualTo(NOT_ON_MAIN);
    assertThat(scene.repository().checks().all()).isEmpty();
  }

  static Stream<Arguments> lostCheckRuns() {
    return Stream.of(
        Arguments.of("refused", Fault.Refuse.with(403, FORBIDDEN), 0),
        Arguments.of("limited", Fault.Refuse.secondaryLimit(403, true), 1),
        Arguments.of("answered with an error", Fault.Refuse.with(502, "Bad Gateway"), 0),
        Arguments.of("lost", new Fault.DropBefore(), 0),
        Arguments.of("made, and its answer lost", new Fault.DropAfter(), 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lostCheckRuns")
  void aRunEndsTheSameWhateverBecomesOfItsCheckRun(String name, Fault fault, int shown) {
    CommitSha commit = onABranch();
    scene.simulator().faults().next(arrival -> arrival.is("POST", "/check-runs"), fault);

    Report report = scene.push(after, commit);

    assertThat(report.outcome()).isEqualTo(NOT_ON_MAIN);
    assertThat(report.message()).contains("is not on main");
    assertThat(shown(commit)).hasSize(shown);
  }

  @Test
  void aRunThatLostItsLeaseShowsNothingAndEndsTheSame() {
    CommitSha commit = onABranch();
    scene
        .simulator()
        .faults()
        .next(
            arrival -> arrival.is("GET", "/compare/"),
            new Fault.After(
                () -> {
                  scene.locks().runOut();
                  scene.locks().acquire(LockKey.ofCommit(scene.repository().name(), commit));
                  scene.locks().runOut();
                }));

    Report report = scene.push(after, commit);

    assertThat(report.outcome()).isEqualTo(NOT_ON_MAIN);
    assertThat(shown(commit)).isEmpty();
    // The other run's lease.
    assertThat(scene.locks().allReleased()).isFalse();
    scene.push(after, commit);
  }

  @Test
  void anIncompleteRunShowsNothingUntilItIsDone() {
    scene
        .simulator()
        .faults()
        .next(arrival -> arrival.is("POST", "/pulls"), Fault.Refuse.with(502, "Bad Gateway"));

    assertThat(scene.push(before, after).outcome()).isInstanceOf(RunOutcome.Incomplete.class);
    assertThat(shown(after)).isEmpty();

    assertThat(scene.push(before, after).outcome()).isInstanceOf(RunOutcome.Tagged.class);
    assertThat(shown(after)).extracting(CheckRun::conclusion).containsExactly("success");
  }
}
