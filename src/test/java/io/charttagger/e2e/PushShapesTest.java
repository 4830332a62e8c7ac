package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.chartYaml;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ChartResult;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every shape in which commits reach the main branch. */
final class PushShapesTest {
  private Scene scene;
  private CommitSha start;

  @BeforeEach
  void aRepositoryWithTwoCharts() {
    scene = Scene.usual();
    start =
        scene.commit(
            "main",
            "import",
            all(chart("charts/a", "a", "1.0.0"), chart("charts/b", "b", "1.0.0")));
    scene.history().branch("release", start);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void severalMergesInOnePushAreDecidedEachForItself() {
    CommitSha first =
        scene.mergePullRequest("one", MergeMethod.MERGE, chart("charts/a", "a", "1.1.0"));
    CommitSha second =
        scene.mergePullRequest("two", MergeMethod.SQUASH, chart("charts/a", "a", "1.2.0"));
    CommitSha third =
        scene.mergePullRequest("three", MergeMethod.REBASE, chart("charts/b", "b", "2.0.0"));

    Report report = scene.push(start, third);

    assertThat(outcomes(report))
        .isEqualTo(Map.of("a-v1.1.0", "created", "a-v1.2.0", "created", "b-v2.0.0", "created"));
    assertThat(scene.tagObject("a-v1.1.0")).contains("Commit: " + first, "Source PR: #1");
    assertThat(scene.tagObject("a-v1.2.0")).contains("Commit: " + second, "Source PR: #2");
    assertThat(scene.tagObject("b-v2.0.0")).contains("Commit: " + third, "Source PR: #3");
    assertThat(outcomes(scene.push(start, third)).values()).containsOnly("already-tagged");
  }

  @Test
  void aRebaseMergedPullRequestOfManyCommitsIsOneMerge() {
    scene.history().branch("feature", start);
    scene.commit("feature", "raise a", chart("charts/a", "a", "1.1.0"));
    scene.commit("feature", "raise b", chart("charts/b", "b", "1.1.0"));
    scene.commit("feature", "words", Map.of("charts/a/README.md", "words"));
    var pull =
        scene.repository().pulls().open(new PullRequestDraft("Raise", "", "feature", "main"));
    scene.repository().pulls().merge(pull.number(), MergeMethod.REBASE, scene.tick());
    CommitSha after = scene.history().tip("main");

    Report report = scene.push(start, after);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.1.0", "created", "b-v1.1.0", "created"));
    assertThat(scene.tagObject("a-v1.1.0")).contains("Commit: " + after, "Source PR: #1");
    assertThat(scene.tagObject("b-v1.1.0")).contains("Commit: " + after);
  }

  @Test
  void aCommitInsideOfAMergeIsNeverTaggedWhoeverDispatchesIt() {
    CommitSha earlier =
        scene.mergePullRequest("b", MergeMethod.SQUASH, chart("charts/b", "b", "1.1.0"));
    scene.history().branch("feature", earlier);
    scene.commit("feature", "raise a", chart("charts/a", "a", "1.1.0"));
    scene.commit("feature", "words", Map.of("charts/a/README.md", "words"));
    var pull =
        scene.repository().pulls().open(new PullRequestDraft("Raise", "", "feature", "main"));
    scene.repository().pulls().merge(pull.number(), MergeMethod.REBASE, scene.tick());
    CommitSha after = scene.history().tip("main");
    CommitSha inside =
        CommitSha.parse(
            scene.history().text(after.value()).split("parent ", -1)[1].substring(0, 40));

    Report byHand = scene.run(scene.dispatch(Optional.empty(), inside));

    assertThat(byHand.outcome()).isEqualTo(new RunOutcome.NothingToTag());
    assertThat(byHand.warnings()).extracting("code").containsExactly("inside-merge");
    assertThat(scene.tags()).isEmpty();
    assertThat(scene.marks().read(scene.repository().id()).commit()).isEmpty();

    Report withBefore = scene.push(start, inside);

    assertThat(outcomes(withBefore)).isEqualTo(Map.of("b-v1.1.0", "created"));
    assertThat(scene.marks().read(scene.repository().id()).commit()).contains(earlier);

    assertThat(outcomes(scene.push(earlier, after))).isEqualTo(Map.of("a-v1.1.0", "created"));
    assertThat(scene.tagObject("a-v1.1.0")).contains("Commit: " + after);
    assertThat(outcomes(scene.run(scene.dispatch(Optional.empty(), inside)))).isEmpty();
    assertThat(scene.marks().read(scene.repository().id()).commit()).contains(after);
  }

  @Test
  void aDirectPushIsTaggedWithItsAuthorInPlaceOfAPullRequest() {
    CommitSha after = scene.commit("main", "raise a by hand", chart("charts/a", "a", "1.1.0"));

    Report report = scene.push(start, after);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.1.0", "created"));
    assertThat(scene.tagObject("a-v1.1.0"))
        .containsPattern("Source PR: none \\(.+: raise a by hand\\)");
    assertThat(report.warnings()).extracting("code").containsExactly("no-source-pull-request");
  }

  @Test
  void aMergeThatSkipsWorkflowsIsTaggedWithAWarning() {
    CommitSha earlier = scene.commit("main", "words [skip ci]", Map.of("README.md", "words"));
    CommitSha middle =
        scene.commit("main", "raise b\n\n* [ci skip]", chart("charts/b", "b", "1.1.0"));
    CommitSha after = scene.commit("main", "raise a", chart("charts/a", "a", "1.1.0"));

    Report report = scene.push(start, after);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.1.0", "created", "b-v1.1.0", "created"));
    assertThat(report.warnings())
        .filteredOn(warning -> warning.code().equals("skip-ci"))
        .singleElement()
        .satisfies(
            warning ->
                assertThat(warning.message())
                    .contains(middle.value(), "`[ci skip]`")
                    .doesNotContain(earlier.value()));
  }

  @Test
  void aTagNameThatGitHubWouldRefuseForItsLengthIsInvalid() {
    CommitSha after =
        scene.commit("main", "raise", chart("charts/a", "a", "1.1.0-" + "x".repeat(240)));

    Report report = scene.push(start, after);

    assertThat(outcomes(report).values()).containsExactly("invalid");
    assertThat(report.charts().getFirst().message()).contains("GitHub accepts 244 at most");
  }

  @Test
  void commitsWithoutAPullRequestAreTaggedThemselves() {
    CommitSha byHand = scene.commit("main", "by hand", chart("charts/b", "b", "1.1.0"));
    CommitSha merged =
        scene.mergePullRequest("a", MergeMethod.SQUASH, chart("charts/a", "a", "1.1.0"));
    CommitSha last = scene.commit("main", "after it", Map.of("charts/a/README.md", "more"));

    Report report = scene.push(start, last);

    assertThat(scene.tagObject("a-v1.1.0")).contains("Commit: " + merged, "Source PR: #1");
    assertThat(scene.tagObject("b-v1.1.0")).contains("Commit: " + byHand, "Source PR: none (");
    assertThat(report.charts())
        .extracting(line -> line.subject().chart(), ChartLine::result)
        .containsExactly(
            tuple("b", ChartResult.CREATED),
            tuple("a", ChartResult.CREATED),
            tuple("a", ChartResult.VERSION_UNCHANGED));
  }

  @Test
  void remoteMainMergedIntoALocalOneIsOnePush() {
    scene.history().branch("local", start);
    CommitSha local = scene.commit("local", "raise b", chart("charts/b", "b", "1.1.0"));
    CommitSha remote = scene.commit("main", "raise a", chart("charts/a", "a", "1.1.0"));
    CommitSha merge =
        scene
            .history()
            .merge("local", remote, Note.of("Merge branch 'main' of github.com\n", scene.tick()));
    scene.history().branch("main", merge);

    Report report = scene.push(remote, merge);

    assertThat(local).isNotEqualTo(merge);
    assertThat(outcomes(report)).isEqualTo(Map.of("b-v1.1.0", "created"));
    assertThat(scene.tagObject("b-v1.1.0")).contains("Commit: " + merge);
  }

  @Test
  void aForcedPushIsDecidedFromTheMergeBase() {
    CommitSha lost = scene.commit("main", "to be lost", chart("charts/a", "a", "3.0.0"));
    scene.history().branch("main", start);
    CommitSha after = scene.commit("main", "instead", chart("charts/a", "a", "1.1.0"));

    Report report = scene.push(lost, after);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.1.0", "created"));
    assertThat(report.warnings()).extracting("code").contains("before-lost");
  }

  @Test
  void aStateBeforeThatNobodyKnowsFallsBackToTheFirstParent() {
    CommitSha after = scene.commit("main", "raise", chart("charts/a", "a", "1.1.0"));

    assertThat(outcomes(scene.push(CommitSha.parse("1".repeat(40)), after)))
        .isEqualTo(Map.of("a-v1.1.0", "created"));
    assertThat(outcomes(scene.run(scene.dispatch(Optional.empty(), after))))
        .isEqualTo(Map.of("a-v1.1.0", "already-tagged"));
    assertThat(outcomes(scene.push(CommitSha.parse("0".repeat(40)), after)))
        .isEqualTo(Map.of("a-v1.1.0", "already-tagged"));
  }

  @Test
  void aRootCommitBringsEveryChart() {
    Report report = scene.run(scene.dispatch(Optional.empty(), start));

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.0.0", "created", "b-v1.0.0", "created"));
  }

  @Test
  void aCommitOfAForkIsRejectedAndNothingWritten() {
    CommitSha fork =
        scene
            .history()
            .commit(
                List.of(start),
                FileChanges.none().write("charts/a/Chart.yaml", chartYaml("a", "6.6.6")),
                Note.of("evil\n", scene.tick()));
    scene.repository().forkBranch("mallory", "evil", fork);

    Report report = scene.push(start, fork);

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Rejected(422));
    assertThat(report.message()).contains(fork.value(), "not on main");
    assertThat(scene.tags()).isEmpty();
  }

  @Test
  void aCommitThatNobodyKnowsIsRejected() {
    Report report = scene.push(start, CommitSha.parse("2".repeat(40)));

    assertThat(report.outcome()).as(report.message()).isEqualTo(new RunOutcome.Rejected(422));
  }

  @Test
  void aTypoInARepositoryWithTagsOfAnotherFormMakesNoTag() {
    scene.history().lightweightTag("a-1.0.0", start);
    CommitSha after =
        scene.mergePullRequest("typo", MergeMethod.SQUASH, Map.of("charts/a/values.yaml", "x: 1"));

    Report report = scene.push(start, after);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.0.0", "untagged"));
    assertThat(report.outcome()).isEqualTo(new RunOutcome.NothingToTag());
    assertThat(report.charts().getFirst().message()).contains("only a-1.0.0; raise the version");
    assertThat(scene.tags()).containsOnlyKeys("a-1.0.0");
  }

  @Test
  void theEndOfADisputeTagsTheOneThatKeepsTheVersion() {
    CommitSha both =
        scene.mergePullRequest(
            "copy",
            MergeMethod.SQUASH,
            all(chart("charts/a", "a", "1.1.0"), chart("charts/copy", "a", "1.1.0")));
    CommitSha after =
        scene.mergePullRequest("rename", MergeMethod.SQUASH, chart("charts/copy", "copy", "1.1.0"));

    assertThat(scene.push(start, both).outcome()).isEqualTo(new RunOutcome.Failed(422));
    assertThat(outcomes(scene.push(both, after)))
        .isEqualTo(Map.of("a-v1.1.0", "created", "copy-v1.1.0", "created"));
    assertThat(scene.tagObject("a-v1.1.0")).contains("Commit: " + after, "Source PR: #2");
    assertThat(outcomes(scene.push(both, after)).values()).containsOnly("already-tagged");
  }

  @Test
  void aRepairOfATaggedVersionWithOtherContentIsNoConflict() {
    scene.run(scene.dispatch(Optional.empty(), start));
    CommitSha broken =
        scene.mergePullRequest(
            "break", MergeMethod.SQUASH, Map.of("charts/a/Chart.yaml", "name: a\n"));
    CommitSha after =
        scene.mergePullRequest(
            "repair",
            MergeMethod.SQUASH,
            all(chart("charts/a", "a", "1.0.0"), Map.of("charts/a/values.yaml", "x: 1")));

    assertThat(outcomes(scene.push(start, broken)).values()).containsOnly("invalid");
    assertThat(outcomes(scene.push(broken, after)))
        .isEqualTo(Map.of("a-v1.0.0", "version-unchanged"));
  }

  @Test
  void aDispatchThatArrivesLateTagsWhereTheVersionCame() {
    CommitSha first =
        scene.mergePullRequest("1", MergeMethod.SQUASH, chart("charts/a", "a", "1.1.0"));
    CommitSha second =
        scene.mergePullRequest("2", MergeMethod.SQUASH, chart("charts/a", "a", "1.2.0"));

    scene.push(first, second);
    scene.push(start, first);

    assertThat(scene.tagObject("a-v1.1.0")).contains("Commit: " + first);
    assertThat(scene.tagObject("a-v1.2.0")).contains("Commit: " + second);
  }

  @Test
  void aRevertFindsTheOldTagStandingWithTheSameContent() {
    scene.run(scene.dispatch(Optional.empty(), start));
    CommitSha raised = scene.commit("main", "raise", chart("charts/a", "a", "1.1.0"));
    scene.push(start, raised);
    CommitSha reverted = scene.commit("main", "revert", chart("charts/a", "a", "1.0.0"));

    Report report = scene.push(raised, reverted);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.0.0", "already-tagged"));
    assertThat(scene.tagObject("a-v1.0.0")).contains("Commit: " + start);
  }

  @Test
  void aVersionUsedTwiceWithOtherContentIsAConflictAndTheTagStays() {
    scene.run(scene.dispatch(Optional.empty(), start));
    CommitSha raised = scene.commit("main", "raise", chart("charts/a", "a", "1.1.0"));
    scene.push(start, raised);
    CommitSha back =
        scene.commit(
            "main",
            "back, but different",
            all(chart("charts/a", "a", "1.0.0"), Map.of("charts/a/values.yaml", "x: 1\n")));

    Report report = scene.push(raised, back);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.0.0", "conflict"));
    assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(422));
    assertThat(report.charts().getFirst().message()).contains(start.value(), back.value());
    assertThat(scene.tagObject("a-v1.0.0")).contains("Commit: " + start);
  }

  @Test
  void aRebaseMergedPullRequestThatReusesATaggedVersionConflictsThoughItsOwnCommitsHoldIt() {
    CommitSha raised = taggedAndRaised();
    scene.history().branch("feature", raised);
    scene.commit("feature", "back", reused());
    scene.commit("feature", "words", Map.of("charts/a/README.md", "words"));
    CommitSha after = merged("feature", MergeMethod.REBASE);

    Report report = scene.push(raised, after);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.0.0", "conflict"));
    assertThat(outcomes(scene.push(raised, after))).isEqualTo(Map.of("a-v1.0.0", "conflict"));
  }

  @Test
  void aMergedBranchThatReusesATaggedVersionConflictsThoughItsOwnHeadHoldsIt() {
    CommitSha raised = taggedAndRaised();
    CommitSha after = scene.mergePullRequest("back", MergeMethod.MERGE, reused());

    assertThat(outcomes(scene.push(raised, after))).isEqualTo(Map.of("a-v1.0.0", "conflict"));
    assertThat(scene.tagObject("a-v1.0.0")).contains("Commit: " + start);
  }

  @Test
  void aVersionThatGoesAndComesBackInOnePushConflictsAskedOnceOrTwice() {
    scene.mergePullRequest("up", MergeMethod.MERGE, chart("charts/a", "a", "1.1.0"));
    scene.mergePullRequest("up again", MergeMethod.MERGE, chart("charts/a", "a", "1.2.0"));
    CommitSha after =
        scene.mergePullRequest(
            "back",
            MergeMethod.MERGE,
            all(chart("charts/a", "a", "1.1.0"), Map.of("charts/a/values.yaml", "x: 1\n")));

    Report report = scene.push(start, after);
    Report again = scene.push(start, after);

    assertThat(report.charts())
        .extracting(line -> line.subject().tag().orElseThrow().value(), ChartLine::result)
        .containsExactly(
            tuple("a-v1.1.0", ChartResult.CREATED),
            tuple("a-v1.2.0", ChartResult.CREATED),
            tuple("a-v1.1.0", ChartResult.CONFLICT));
    assertThat(again.charts())
        .extracting(line -> line.subject().tag().orElseThrow().value(), ChartLine::result)
        .containsExactly(
            tuple("a-v1.1.0", ChartResult.ALREADY_TAGGED),
            tuple("a-v1.2.0", ChartResult.ALREADY_TAGGED),
            tuple("a-v1.1.0", ChartResult.CONFLICT));
  }

  @Test
  void aVersionThatComesBackFromAnotherLineConflictsAskedOnceOrTwice() {
    CommitSha first =
        scene.mergePullRequest("up", MergeMethod.SQUASH, chart("charts/a", "a", "1.1.0"));
    scene.history().branch("other", first);
    CommitSha other = scene.commit("other", "values", Map.of("charts/a/values.yaml", "x: 1\n"));
    CommitSha second =
        scene.mergePullRequest("up again", MergeMethod.SQUASH, chart("charts/a", "a", "1.2.0"));
    FileChanges theirs =
        FileChanges.none()
            .write("charts/a/Chart.yaml", chartYaml("a", "1.1.0"))
            .write("charts/a/values.yaml", "x: 1\n");
    CommitSha merge =
        scene
            .history()
            .commit(
                List.of(second, other), theirs, Note.of("Merge branch 'other'\n", scene.tick()));
    scene.history().branch("main", merge);

    Report report = scene.push(start, merge);
    Report again = scene.push(start, merge);

    assertThat(report.charts().getLast().result()).isEqualTo(ChartResult.CONFLICT);
    assertThat(again.charts().getLast().result()).isEqualTo(ChartResult.CONFLICT);
    assertThat(scene.tagObject("a-v1.1.0")).contains("Commit: " + first);
  }

  /** Version 1.0.0 of chart a is tagged, and 1.1.0 has taken its place. */
  private CommitSha taggedAndRaised() {
    scene.run(scene.dispatch(Optional.empty(), start));
    CommitSha raised = scene.commit("main", "raise", chart("charts/a", "a", "1.1.0"));
    scene.push(start, raised);
    return raised;
  }

  private static Map<String, String> reused() {
    return all(chart("charts/a", "a", "1.0.0"), Map.of("charts/a/values.yaml", "x: 1\n"));
  }

  private CommitSha merged(String branch, MergeMethod method) {
    PullRequest opened =
        scene.repository().pulls().open(new PullRequestDraft("Change", "", branch, "main"));
    scene.repository().pulls().merge(opened.number(), method, scene.tick());
    return scene.history().tip("main");
  }

  @Test
  void aPushBeyondTwoHundredAndFiftyCommitsIsDecidedMergeByMerge() {
    CommitSha first =
        scene.mergePullRequest("raise", MergeMethod.SQUASH, chart("charts/a", "a", "1.1.0"));
    CommitSha tip = first;
    for (int i = 0; i < 125; i++) {
      tip = scene.mergePullRequest("words " + i, MergeMethod.MERGE, Map.of("README.md", "" + i));
    }

    Report report = scene.push(start, tip);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.1.0", "created"));
    assertThat(scene.tagObject("a-v1.1.0")).contains("Commit: " + first, "Source PR: #1");
    assertThat(report.warnings()).isEmpty();
  }
}
