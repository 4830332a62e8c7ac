package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.local.git.Refs;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.Release;
import io.charttagger.local.github.TagRuleset;
import io.charttagger.report.GitHubReleaseLine;
import io.charttagger.report.GitHubReleaseResult;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import io.charttagger.report.Summary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each tag gets a GitHub Release where that is wanted: one, whatever happens. */
final class GitHubReleasesTest {
  private static final Scene.Options PUBLISHING = Scene.Options.USUAL.publishing(true);
  private static final Map<String, GitHubReleaseResult> BOTH_CREATED =
      Map.of("a-v1.1.0", GitHubReleaseResult.CREATED, "b-v1.1.0", GitHubReleaseResult.CREATED);
  private static final String RELEASES = "/releases";

  private Scene scene = Scene.with(PUBLISHING);
  private CommitSha before = start();
  private CommitSha after = raise("1.1.0");

  @AfterEach
  void nothingStaysLocked() {
    assertThat(scene.locks().allReleased()).isTrue();
    assertThat(scene.simulator().log().unsupported()).isEmpty();
    scene.close();
  }

  private void with(Scene.Options options) {
    scene.close();
    scene = Scene.with(options);
    before = start();
    after = raise("1.1.0");
  }

  private CommitSha start() {
    CommitSha imported =
        scene.commit(
            "main",
            "import",
            all(chart("charts/a", "a", "1.0.0"), chart("charts/b", "b", "1.0.0")));
    scene.history().branch("release", imported);
    return imported;
  }

  private CommitSha raise(String version) {
    return scene.mergePullRequest(
        "<!-- ATTESTATION_MAP {\"lint\":\"1\"} -->",
        MergeMethod.MERGE,
        all(chart("charts/a", "a", version), chart("charts/b", "b", version)));
  }

  private Report push() {
    return scene.push(before, after);
  }

  private Report tagged() {
    Report report = push();
    assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Tagged.class);
    return report;
  }

  private List<Release> releases() {
    return scene.repository().releases().all();
  }

  private static Map<String, GitHubReleaseResult> results(Report report) {
    return report.githubReleases().stream()
        .collect(Collectors.toMap(line -> line.tag().value(), GitHubReleaseLine::result));
  }

  private void next(String method, String path, Fault fault) {
    scene.simulator().faults().next(arrival -> arrival.is(method, path), fault);
  }

  private void every(String method, Fault fault) {
    scene.simulator().faults().every(arrival -> arrival.is(method, RELEASES), fault);
  }

  private List<LoggedRequest> requests(String method) {
    return scene.simulator().log().matching(it -> it.is(method, RELEASES));
  }

  @Test
  void eachTagGetsOneWithItsChangelogItsLineageAndWhereItCameFrom() {
    Report report = tagged();

    assertThat(results(report)).isEqualTo(BOTH_CREATED);
    assertThat(report.githubReleases())
        .extracting(line -> line.url().orElseThrow())
        .contains("https://github.com/example-org/helm-charts/releases/tag/a-v1.1.0");
    assertThat(releases()).hasSize(2);
    assertThat(scene.repository().releases().of("a-v1.1.0").orElseThrow())
        .returns(after.value(), Release::target)
        .returns(false, Release::draft)
        .returns(false, Release::prerelease)
        .returns(false, Release::latest)
        .returns(
            new Release.Texts(
                "a v1.1.0",
                """
                ### Changelog

                > - a 1.1.0

                ### Attestation lineage

                | Check | Attestation |
                |---|---|
                | `lint` | `1` |

                - Source pull request: #1
                - Commit: %s
                """
                    .formatted(after)),
            Release::texts);
    assertThat(scene.tags().get("a-v1.1.0")).isNotEqualTo(after.value());
    assertThat(Summary.of(report)).contains("- GitHub Releases created: 2\n");
  }

  @Test
  void onlyWhatIsMissingIsCreatedAndItIsLookedUpFirst() {
    tagged();
    scene.repository().releases().delete("b-v1.1.0");
    scene.simulator().log().clear();

    assertThat(results(tagged()))
        .isEqualTo(
            Map.of(
                "a-v1.1.0", GitHubReleaseResult.EXISTS, "b-v1.1.0", GitHubReleaseResult.CREATED));
    assertThat(requests("GET")).hasSize(2);
    assertThat(requests("POST")).hasSize(1);
    assertThat(scene.repository().checks().all()).hasSize(2);

    scene.simulator().log().clear();
    tagged();
    assertThat(scene.simulator().log().writes()).allMatch(LoggedRequest::authentication);
  }

  @Test
  void withoutTheSettingNoneIsLookedAt() {
    with(Scene.Options.USUAL);

    assertThat(tagged().githubReleases()).isEmpty();
    assertThat(scene.simulator().log().matching(it -> it.path().contains(RELEASES))).isEmpty();
  }

  @Test
  void aRepositorySwitchesThemOnAndOff() {
    with(Scene.Options.USUAL);
    tagged();
    CommitSha on =
        scene.mergePullRequest(
            "raise",
            MergeMethod.SQUASH,
            all(
                chart("charts/a", "a", "1.2.0-rc.1"),
                Map.of(".github/chart-tagger.yaml", "githubReleases: true\n")));
    CommitSha off =
        scene.mergePullRequest(
            "raise",
            MergeMethod.SQUASH,
            all(
                chart("charts/a", "a", "1.3.0"),
                Map.of(".github/chart-tagger.yaml", "githubReleases: false\n")));

    assertThat(results(scene.push(after, on)))
        .isEqualTo(Map.of("a-v1.2.0-rc.1", GitHubReleaseResult.CREATED));
    assertThat(scene.push(on, off).githubReleases()).isEmpty();
    assertThat(releases()).hasSize(1).allMatch(Release::prerelease);
  }

  @Test
  void aDryRunPublishesNone() {
    Dispatch dispatch = scene.dispatch(Optional.of(before), after);

    Report report =
        scene.run(
            new Dispatch(
                dispatch.repository(),
                dispatch.before(),
                dispatch.after(),
                true,
                dispatch.charts(),
                dispatch.installation(),
                dispatch.branch()));

    assertThat(report.outcome()).isInstanceOf(RunOutcome.Planned.class);
    assertThat(scene.simulator().log().matching(it -> it.path().contains(RELEASES))).isEmpty();
  }

  @Test
  void oneThatSomebodyWroteIsLeftAsItIs() {
    with(Scene.Options.USUAL);
    tagged();
    scene.repository().releases().publish("a-v1.1.0", "By hand");
    scene.commit("main", "on", Map.of(".github/chart-tagger.yaml", "githubReleases: true\n"));

    CommitSha head = scene.history().tip("main");
    assertThat(scene.push(before, head).outcome()).isInstanceOf(RunOutcome.Tagged.class);

    assertThat(releases()).hasSize(2);
    assertThat(scene.repository().releases().of("a-v1.1.0").orElseThrow().texts().body())
        .isEqualTo("By hand");
  }

  @Test
  void aReleaseThatIsPublishedBetweenTheTagAndOursExists() {
    next(
        "POST",
        RELEASES,
        new Fault.Before(
            () -> {
              for (String tag : scene.tags().keySet()) {
                scene.repository().releases().publish(tag, "By another tool");
              }
            }));

    Report report = tagged();

    assertThat(results(report).values()).contains(GitHubReleaseResult.EXISTS);
    assertThat(releases())
        .hasSize(2)
        .anyMatch(release -> release.texts().body().equals("By another tool"));
  }

  @Test
  void aRefusalFailsTheRunNamesTheRemedyAndStopsNoOther() {
    next("POST", RELEASES, Fault.Refuse.with(422, "Validation Failed"));

    Report report = push();

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(422));
    assertThat(results(report).values())
        .containsExactlyInAnyOrder(GitHubReleaseResult.FAILED, GitHubReleaseResult.CREATED);
    assertThat(failed(report).message())
        .contains(
            failed(report).tag().value(), "send the same dispatch again", "Validation Failed");
    assertThat(scene.tags()).containsOnlyKeys("a-v1.1.0", "b-v1.1.0");
    assertThat(scene.repository().pulls().open()).hasSize(1);
    assertThat(results(tagged()).values())
        .containsExactlyInAnyOrder(GitHubReleaseResult.EXISTS, GitHubReleaseResult.CREATED);
    assertThat(releases()).hasSize(2);
  }

  private static GitHubReleaseLine failed(Report report) {
    return report.githubReleases().stream()
        .filter(line -> line.result().fails())
        .findFirst()
        .orElseThrow();
  }

  /** As GitHub's description of the endpoint says: 404, and sometimes 403. */
  @Test
  void whereWorkflowFilesDifferThePermissionIsNamed() {
    tagged();
    for (String tag : List.of("a-v1.1.0", "b-v1.1.0")) {
      scene.repository().releases().delete(tag);
    }
    scene.commit("main", "workflow", Map.of(".github/workflows/ci.yaml", "on: push\n"));
    scene.repository().guardWorkflows();

    Report report = push();

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(422));
    assertThat(report.githubReleases())
        .hasSize(2)
        .allMatch(line -> line.message().contains("grants it \"Workflows: write\""));
    assertThat(releases()).isEmpty();
  }

  /** Nothing more than the work needs is asked of an App, until it is needed. */
  @Test
  void whereTheAppHasThatPermissionItIsUsed() {
    tagged();
    for (String tag : List.of("a-v1.1.0", "b-v1.1.0")) {
      scene.repository().releases().delete(tag);
    }
    scene.commit("main", "workflow", Map.of(".github/workflows/ci.yaml", "on: push\n"));
    scene.repository().guardWorkflows();
    Map<String, String> granted = new HashMap<>(scene.repository().installation().permissions());
    granted.put("workflows", "write");
    scene.repository().installation().grant(granted);

    Report report = push();

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Tagged());
    assertThat(releases()).hasSize(2);
  }

  @Test
  void aDraftIsNoReleaseYet() {
    scene.repository().releases().draft("a-v1.1.0");

    assertThat(results(tagged())).isEqualTo(BOTH_CREATED);
    assertThat(scene.repository().releases().published()).hasSize(2);
  }

  @Test
  void whatGitHubSaysExistsAndNeverShowsFails() {
    String exists =
        "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"Release\","
            + "\"code\":\"already_exists\",\"field\":\"tag_name\"}]}";
    every("POST", new Fault.Refuse(422, exists, Map.of()));

    Report report = push();

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(422));
    assertThat(failed(report).message()).contains("publish or delete its draft");
    assertThat(requests("POST")).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 409})
  void whatIsNotFoundOnceIsRetried(int status) {
    next("POST", RELEASES, Fault.Refuse.with(status, "Not Found"));

    assertThat(results(tagged())).isEqualTo(BOTH_CREATED);
  }

  @Test
  void aLostAnswerIsReadBackAndNothingIsPublishedTwice() {
    next("POST", RELEASES, new Fault.DropAfter());

    assertThat(results(tagged())).isEqualTo(BOTH_CREATED);
    assertThat(requests("POST")).hasSize(2);
    assertThat(releases()).hasSize(2);
  }

  @Test
  void passingTroubleIsLeftToTheNextAttempt() {
    every("POST", Fault.Refuse.with(502, "Bad Gateway"));

    Report first = push();
    assertThat(first.outcome()).as(first.message()).isInstanceOf(RunOutcome.Incomplete.class);
    assertThat(first.message()).contains("did not publish the release of tag");
    assertThat(scene.tags()).containsOnlyKeys("a-v1.1.0", "b-v1.1.0");
    assertThat(releases()).isEmpty();
    scene.simulator().faults().clear();
    scene.simulator().log().clear();

    assertThat(results(tagged())).isEqualTo(BOTH_CREATED);
    assertThat(requests("GET")).isEmpty();
    assertThat(requests("POST")).hasSize(2);
  }

  @Test
  void aResumedRunReportsThoseOfItsEarlierAttemptsAndLooksAtNone() {
    next("POST", "/pulls", Fault.Refuse.with(502, "Bad Gateway"));
    Report first = push();
    assertThat(first.outcome()).isInstanceOf(RunOutcome.Incomplete.class);
    assertThat(results(first)).isEqualTo(BOTH_CREATED);
    scene.simulator().log().clear();

    assertThat(results(tagged())).isEqualTo(BOTH_CREATED);
    assertThat(scene.simulator().log().matching(it -> it.path().contains(RELEASES))).isEmpty();
  }

  /** Its answer was lost, and so was the chance to read back. */
  @Test
  void oneThatAnEarlierAttemptPublishedUnawaresIsItsOwn() {
    every("POST", new Fault.DropAfter());
    every("GET", Fault.Refuse.with(502, "Bad Gateway"));
    assertThat(push().outcome()).isInstanceOf(RunOutcome.Incomplete.class);
    scene.simulator().faults().clear();

    assertThat(results(tagged())).isEqualTo(BOTH_CREATED);
    assertThat(releases()).hasSize(2);
  }

  /** Where no ruleset keeps people from it. */
  @Test
  void aTagThatIsDeletedBeforeItsReleaseIsMadeAgainOnItsCommit() {
    CommitSha raised =
        scene.mergePullRequest("raise", MergeMethod.SQUASH, chart("charts/a", "a", "1.2.0"));
    next(
        "POST",
        RELEASES,
        new Fault.Before(
            () -> {
              Refs.delete(scene.repository().git(), "refs/tags/a-v1.2.0");
              scene.commit("main", "go on", Map.of("README.md", "On\n"));
            }));

    assertThat(results(scene.push(after, raised)))
        .isEqualTo(Map.of("a-v1.2.0", GitHubReleaseResult.CREATED));

    assertThat(scene.tags()).isEqualTo(Map.of("a-v1.2.0", raised.value()));
  }

  @Test
  void aTagThatWasOwedGetsOneOnceItIsMade() {
    scene
        .repository()
        .ruleset(
            new TagRuleset(1, "held", List.of("refs/tags/a-v1.1.0"), java.util.Set.of(), true));
    Report refused = push();
    assertThat(refused.outcome()).isEqualTo(new RunOutcome.Failed(422));
    assertThat(results(refused)).isEqualTo(Map.of("b-v1.1.0", GitHubReleaseResult.CREATED));
    scene.repository().deleteRulesets();

    assertThat(results(tagged()))
        .isEqualTo(
            Map.of(
                "a-v1.1.0", GitHubReleaseResult.CREATED, "b-v1.1.0", GitHubReleaseResult.EXISTS));
  }

  @Test
  void aBackfillPublishesThoseOfTheTagsThatItMakes() {
    byte[] backfill =
        """
        {"action":"backfill","repository":{"full_name":"%s"},"installation":{"id":%d},
         "client_payload":{"dry_run":false}}
        """
            .formatted(scene.repository().name(), scene.repository().installation().id())
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);

    Report report = scene.run(backfill);

    assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Tagged.class);
    assertThat(results(report)).isEqualTo(BOTH_CREATED);
    assertThat(scene.run(backfill).githubReleases()).isEmpty();
    assertThat(releases()).hasSize(2);
  }
}
