package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.local.github.TagRuleset;
import io.charttagger.report.ReleaseResult;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people have not set up, what they refuse, and what they do between two of our calls. */
final class TroubleTest {
  private Scene scene;
  private CommitSha before;
  private CommitSha after;

  @BeforeEach
  void aMergeOfTwoCharts() {
    scene = Scene.usual();
    before =
        scene.commit(
            "main",
            "import",
            all(chart("charts/a", "a", "1.0.0"), chart("charts/b", "b", "1.0.0")));
    scene.history().branch("release", before);
    after =
        scene.mergePullRequest(
            "raise",
            MergeMethod.MERGE,
            all(chart("charts/a", "a", "1.1.0"), chart("charts/b", "b", "1.1.0")));
  }

  @AfterEach
  void nothingStaysLocked() {
    assertThat(scene.locks().allReleased()).isTrue();
    scene.close();
  }

  static Stream<Arguments> notSetUp() {
    return Stream.of(
        trouble(
            "the App is not installed on the repository",
            scene -> scene.repository().removeFromInstallation(),
            404,
            "not installed on example-org/helm-charts"),
        trouble(
            "the installation is gone",
            scene -> scene.repository().installation().uninstall(),
            404,
            "not installed"),
        trouble(
            "the installation is suspended",
            scene -> scene.repository().installation().suspend(Scene.START),
            404,
            "suspended"),
        trouble(
            "the repository was renamed",
            scene -> scene.repository().rename(RepositoryName.parse("example-org/charts")),
            404,
            "example-org/charts"),
        trouble(
            "the App may not write contents",
            scene ->
                scene
                    .repository()
                    .installation()
                    .grant(
                        Map.of("contents", "read", "pull_requests", "write", "metadata", "read")),
            502,
            "The GitHub App may not write contents in example-org/"),
        trouble(
            "the repository is archived", scene -> scene.repository().archive(), 502, "archived"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notSetUp")
  void theErrorSaysWhoMustDoWhatAndNothingIsWritten(
      String name, Consumer<Scene> trouble, int status, String words) {
    RepositoryName asked = scene.repository().name();
    trouble.accept(scene);

    Report report =
        scene.run(
            new io.charttagger.dispatch.Dispatch(
                asked,
                java.util.Optional.of(before),
                after,
                false,
                java.util.Set.of(),
                java.util.OptionalLong.of(scene.repository().installation().id()),
                java.util.Optional.empty()));

    assertThat(report.outcome()).as(report.message()).isEqualTo(new RunOutcome.Failed(status));
    assertThat(report.message()).contains(words);
    assertThat(scene.tags()).isEmpty();
    assertThat(scene.repository().pulls().open()).isEmpty();
  }

  @Test
  void aMissingReleaseBranchFailsTheRunAfterTheTagsAreMade() {
    scene.history().deleteBranch("release");

    Report report = scene.push(before, after);

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(422));
    assertThat(outcomes(report).values()).containsOnly("created");
    assertThat(report.releasePullRequests().getFirst().message())
        .contains("gh api repos/example-org/helm-charts/git/refs -f ref=refs/heads/release");
  }

  @Test
  void aRulesetThatRefusesTheTagIsNamedWithTheBypassEntryThatIsMissing() {
    scene.repository().ruleset(TagRuleset.lockingAllTags());

    Report report = scene.push(before, after);

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(422));
    assertThat(outcomes(report).values()).containsOnly("refused");
    assertThat(report.charts().getFirst().message())
        .contains("Tags are immutable", "Integration 7", "bypass");
    assertThat(scene.tags()).isEmpty();
  }

  static Stream<Arguments> revocations() {
    return Stream.of(
        Arguments.of(
            "removed",
            (Consumer<Scene>) scene -> scene.repository().installation().uninstall(),
            "not installed"),
        Arguments.of(
            "suspended",
            (Consumer<Scene>) scene -> scene.repository().installation().suspend(Scene.START),
            "suspended"));
  }

  @ParameterizedTest(name = "the App is {0}")
  @MethodSource("revocations")
  void anAppThatLosesItsPlaceMidRunSaysSoAndWhatItDidStands(
      String name, Consumer<Scene> revocation, String words) {
    scene
        .simulator()
        .faults()
        .next(
            arrival -> arrival.is("POST", "/pulls"),
            new Fault.After(() -> revocation.accept(scene)));
    scene.simulator().faults().next(arrival -> arrival.is("POST", "/pulls"), new Fault.DropAfter());

    Report report = scene.push(before, after);

    assertThat(report.outcome()).as(report.message()).isEqualTo(new RunOutcome.Failed(404));
    assertThat(report.message()).contains(words);
    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.1.0", "created", "b-v1.1.0", "created"));
    assertThat(scene.tags()).containsOnlyKeys("a-v1.1.0", "b-v1.1.0");
  }

  @Test
  void aTokenThatGitHubRefusesMidRunIsReplaced() {
    scene
        .simulator()
        .faults()
        .next(
            arrival -> arrival.is("POST", "/git/refs"), Fault.Refuse.with(401, "Bad credentials"));

    Report report = scene.push(before, after);

    assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Tagged.class);
    assertThat(scene.simulator().log().matching(LoggedRequest::authentication)).hasSize(2);
  }

  @Test
  void aProtectedReleaseBranchTakesPullRequestsAsAnyOther() {
    scene.repository().protect("release");

    Report report = scene.push(before, after);

    assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Tagged.class);
    assertThat(report.releasePullRequests().getFirst().result()).isEqualTo(ReleaseResult.CREATED);
  }

  @Test
  void aBadChartDoesNotStopTheGoodOne() {
    CommitSha worse =
        scene.mergePullRequest(
            "worse",
            MergeMethod.SQUASH,
            all(
                chart("charts/a", "a", "1.2.0"),
                Map.of("charts/b/Chart.yaml", "name: b\nversion: 1.2\n")));

    Report report = scene.push(after, worse);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.2.0", "created", "charts/b", "invalid"));
    assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(422));
    assertThat(report.charts().get(1).message()).contains("charts/b/Chart.yaml", "1.2");
  }

  @Test
  void aTagThatSomebodyMakesElsewhereBetweenLookAndWriteStays() {
    scene
        .simulator()
        .faults()
        .next(
            arrival -> arrival.method().equals("POST") && arrival.path().endsWith("/git/refs"),
            new Fault.Before(() -> scene.history().lightweightTag("a-v1.1.0", before)));

    Report report = scene.push(before, after);

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(422));
    assertThat(outcomes(report)).containsEntry("b-v1.1.0", "created");
    assertThat(scene.tags()).containsEntry("a-v1.1.0", before.value());
  }

  @Test
  void aPullRequestThatSomebodyOpensMeanwhileIsUpdated() {
    scene
        .simulator()
        .faults()
        .next(
            arrival -> arrival.method().equals("POST") && arrival.path().endsWith("/pulls"),
            new Fault.Before(
                () ->
                    scene
                        .repository()
                        .pulls()
                        .open(
                            new PullRequestDraft(
                                "release: by hand", "My own words", "main", "release"))));

    Report report = scene.push(before, after);

    assertThat(report.releasePullRequests().getFirst().result()).isEqualTo(ReleaseResult.UPDATED);
    assertThat(scene.repository().pulls().open()).hasSize(1);
    assertThat(scene.repository().pulls().open().getFirst().body())
        .contains("My own words", "a-v1.1.0", "b-v1.1.0");
  }

  @Test
  void aPullRequestThatSomebodyOpensWhileOursIsInDoubtIsNotTakenForOurs() {
    scene
        .simulator()
        .faults()
        .next(
            arrival -> arrival.is("POST", "/pulls"),
            new Fault.Before(
                () ->
                    scene
                        .repository()
                        .pulls()
                        .open(
                            new PullRequestDraft(
                                "release: by hand", "My own words", "main", "release"))));
    scene
        .simulator()
        .faults()
        .next(arrival -> arrival.is("POST", "/pulls"), new Fault.DropBefore());

    Report report = scene.push(before, after);

    assertThat(report.releasePullRequests().getFirst().result()).isEqualTo(ReleaseResult.UPDATED);
    assertThat(scene.repository().pulls().open()).hasSize(1);
    assertThat(scene.repository().pulls().open().getFirst().body())
        .contains("My own words", "a-v1.1.0", "b-v1.1.0");
  }

  @Test
  void aPullRequestThatSomebodyMergesMeanwhileIsFollowedByANewOne() {
    scene.push(before, after);
    CommitSha next =
        scene.mergePullRequest("next", MergeMethod.SQUASH, chart("charts/a", "a", "1.2.0"));
    int first = scene.repository().pulls().open().getFirst().number();
    scene
        .simulator()
        .faults()
        .next(
            arrival -> arrival.method().equals("PATCH"),
            new Fault.Before(() -> scene.repository().pulls().close(first)));

    Report report = scene.push(after, next);

    assertThat(report.releasePullRequests().getFirst().result()).isEqualTo(ReleaseResult.CREATED);
    assertThat(scene.repository().pulls().open()).hasSize(1);
    assertThat(scene.repository().pulls().open().getFirst().body()).contains("a-v1.2.0");
  }

  @Test
  void anAnnotatedTagByHandOnTheSameCommitIsLeftAloneAndTheDifferenceTold() {
    scene.history().annotatedTag("a-v1.1.0", after.value(), Note.of("by hand\n", scene.tick()));

    Report report = scene.push(before, after);

    assertThat(outcomes(report))
        .isEqualTo(Map.of("a-v1.1.0", "already-tagged", "b-v1.1.0", "created"));
    assertThat(report.warnings())
        .anySatisfy(warning -> assertThat(warning.message()).contains("by hand"));
    assertThat(scene.tagObject("a-v1.1.0")).contains("by hand");
  }

  private static Arguments trouble(String name, Consumer<Scene> trouble, int status, String words) {
    return Arguments.of(name, trouble, status, words);
  }
}
