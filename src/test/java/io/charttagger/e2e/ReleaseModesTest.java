package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.release.ReleaseMode;
import io.charttagger.report.BranchLine;
import io.charttagger.report.BranchResult;
import io.charttagger.report.ReleaseLine;
import io.charttagger.report.ReleaseResult;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import org.junit.jupiter.api.Test;

/** The ways to offer a release, and what becomes of spent branches. */
final class ReleaseModesTest {

  @Test
  void eachTagGetsAPullRequestOfItsOwnFromABranchOfItsOwn() {
    try (Scene scene = Scene.with(Scene.Options.USUAL.releasing(ReleaseMode.PER_CHART))) {
      CommitSha before = start(scene);
      CommitSha after = raise(scene);

      Report report = scene.push(before, after);
      Report again = scene.push(before, after);

      assertThat(report.releasePullRequests())
          .extracting(ReleaseLine::result)
          .containsExactly(ReleaseResult.CREATED, ReleaseResult.CREATED);
      assertThat(again.releasePullRequests())
          .extracting(ReleaseLine::result)
          .containsExactly(ReleaseResult.UNCHANGED, ReleaseResult.UNCHANGED);
      assertThat(scene.repository().pulls().open())
          .extracting(PullRequest::title)
          .containsExactly("release: a-v1.1.0", "release: b-v1.1.0");
      assertThat(scene.history().tip("chart-release/a-v1.1.0")).isEqualTo(after);
    }
  }

  @Test
  void noPullRequestIsOpenedWhereNoneIsWanted() {
    try (Scene scene = Scene.with(Scene.Options.USUAL.releasing(ReleaseMode.OFF))) {
      CommitSha before = start(scene);

      Report report = scene.push(before, raise(scene));

      assertThat(report.outcome()).isInstanceOf(RunOutcome.Tagged.class);
      assertThat(scene.repository().pulls().open()).isEmpty();
    }
  }

  @Test
  void nothingBetweenTheBranchesIsNoError() {
    try (Scene scene = Scene.usual()) {
      CommitSha before = start(scene);
      CommitSha after = raise(scene);
      scene.history().branch("release", after);

      Report report = scene.push(before, after);

      assertThat(report.outcome()).isInstanceOf(RunOutcome.Tagged.class);
      assertThat(report.releasePullRequests().getFirst().result())
          .isEqualTo(ReleaseResult.NOTHING_BETWEEN);
    }
  }

  @Test
  void aSpentBranchIsDeletedAndOneWithUnmergedWorkIsKept() {
    try (Scene scene = Scene.with(Scene.Options.USUAL.cleaning("integration/{chart}"))) {
      CommitSha before = start(scene);
      scene.history().branch("integration/a", before);
      scene.history().branch("integration/b", before);
      CommitSha work =
          scene.commit("integration/b", "more to come", chart("charts/b", "b", "9.0.0"));
      CommitSha after = raise(scene);

      Report report = scene.push(before, after);

      assertThat(report.branches())
          .extracting(BranchLine::name, BranchLine::result)
          .containsExactly(
              tuple("integration/a", BranchResult.DELETED),
              tuple("integration/b", BranchResult.KEPT));
      assertThat(report.branches().get(1).message()).contains(work.value());
      assertThat(scene.history().tip("integration/b")).isEqualTo(work);
      assertThat(scene.push(before, after).branches().getFirst().result())
          .isEqualTo(BranchResult.MISSING);
    }
  }

  @Test
  void aSpentBranchThatIsProtectedIsKept() {
    try (Scene scene = Scene.with(Scene.Options.USUAL.cleaning("integration/{chart}"))) {
      CommitSha before = start(scene);
      scene.history().branch("integration/a", before);
      scene.repository().protect("integration/a");

      Report report = scene.push(before, raise(scene));

      assertThat(report.outcome()).isInstanceOf(RunOutcome.Tagged.class);
      assertThat(report.branches().getFirst().result()).isEqualTo(BranchResult.KEPT);
      assertThat(report.branches().getFirst().message()).contains("GitHub refused to delete it");
      assertThat(scene.history().tip("integration/a")).isEqualTo(before);
    }
  }

  @Test
  void aBranchThatGitHubCouldNotDeleteJustNowIsDeletedWhenAskedAgain() {
    try (Scene scene = Scene.with(Scene.Options.USUAL.cleaning("integration/{chart}"))) {
      CommitSha before = start(scene);
      scene.history().branch("integration/a", before);
      CommitSha after = raise(scene);
      scene
          .simulator()
          .faults()
          .next(
              arrival -> arrival.is("DELETE", "integration/a"),
              Fault.Refuse.with(502, "Bad Gateway"));

      Report report = scene.push(before, after);
      Report again = scene.push(before, after);

      assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Incomplete.class);
      assertThat(report.message()).contains("integration/a");
      assertThat(again.branches())
          .extracting(BranchLine::name, BranchLine::result)
          .containsExactly(
              tuple("integration/a", BranchResult.DELETED),
              tuple("integration/b", BranchResult.MISSING));
    }
  }

  private static CommitSha start(Scene scene) {
    CommitSha before =
        scene.commit(
            "main",
            "import",
            all(chart("charts/a", "a", "1.0.0"), chart("charts/b", "b", "1.0.0")));
    scene.history().branch("release", before);
    return before;
  }

  private static CommitSha raise(Scene scene) {
    return scene.mergePullRequest(
        "raise",
        MergeMethod.MERGE,
        all(chart("charts/a", "a", "1.1.0"), chart("charts/b", "b", "1.1.0")));
  }
}
