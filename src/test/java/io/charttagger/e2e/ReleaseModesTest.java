package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.plan.Warning;
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
  void aReleaseBranchThatGitCannotCreateNamesTheSetting() {
    try (Scene scene = Scene.usual()) {
      CommitSha before = start(scene);
      scene.history().deleteBranch("release");
      scene.history().branch("release/x/v1", before);

      Report report = scene.push(before, raise(scene));

      assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(422));
      assertThat(scene.tags()).containsOnlyKeys("a-v1.1.0", "b-v1.1.0");
      assertThat(report.releasePullRequests().getFirst().message())
          .contains("branch release/x/v1", "RELEASE_BRANCH")
          .doesNotContain("gh api");
    }
  }

  @Test
  void linesThatAPersonAddedToTheListAreDropped() {
    try (Scene scene = Scene.usual()) {
      CommitSha before = start(scene);
      CommitSha first = raise(scene);
      scene.push(before, first);
      PullRequest open = scene.repository().pulls().open().getFirst();
      String forged =
          open.body()
              .replace(
                  "<!-- CHART_RELEASES [",
                  "<!-- CHART_RELEASES [" + line("web", "6.6.6", first) + "},")
              .replace(line("b", "1.1.0", first), line("b", "1.1.0", before));
      scene.repository().pulls().edit(open.number(), open.title(), forged);
      CommitSha second =
          scene.mergePullRequest("raise", MergeMethod.MERGE, chart("charts/a", "a", "1.2.0"));

      Report report = scene.push(first, second);

      assertThat(report.warnings())
          .filteredOn(warning -> warning.code().equals("release-list-forged"))
          .extracting(Warning::message)
          .hasSize(2)
          .anyMatch(message -> message.contains("web-v6.6.6 for commit " + first))
          .anyMatch(message -> message.contains("b-v1.1.0 for commit " + before));
      assertThat(scene.repository().pulls().get(open.number()).body())
          .contains(line("b", "1.1.0", first), "a-v1.2.0")
          .doesNotContain("6.6.6", line("b", "1.1.0", before));
    }
  }

  @Test
  void aLineThatATagBearsOutStays() {
    try (Scene scene = Scene.usual()) {
      CommitSha before = start(scene);
      CommitSha first = raise(scene);
      scene.push(before, first);
      PullRequest open = scene.repository().pulls().open().getFirst();
      scene.history().lightweightTag("c-v1.0.0", first);
      scene
          .repository()
          .pulls()
          .edit(
              open.number(),
              open.title(),
              open.body()
                  .replace(
                      "<!-- CHART_RELEASES [",
                      "<!-- CHART_RELEASES [" + line("c", "1.0.0", first) + "},"));
      CommitSha second =
          scene.mergePullRequest("raise", MergeMethod.MERGE, chart("charts/a", "a", "1.2.0"));

      Report report = scene.push(first, second);

      assertThat(report.warnings()).noneMatch(it -> it.code().equals("release-list-forged"));
      assertThat(scene.repository().pulls().get(open.number()).body()).contains("c-v1.0.0");
    }
  }

  /** The beginning of an entry. */
  private static String line(String chart, String version, CommitSha commit) {
    return "{\"chart\":\"%1$s\",\"version\":\"%2$s\",\"tag\":\"%1$s-v%2$s\",\"commit\":\"%3$s\""
        .formatted(chart, version, commit);
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
