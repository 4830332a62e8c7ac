package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.chartYaml;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.TagRuleset;
import io.charttagger.port.TagSigning;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ChartResult;
import io.charttagger.report.ReleaseResult;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import io.charttagger.signature.SignedTags;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A repository with charts and tags of its own adopts Chart Tagger: 40 charts, of which 34 have a
 * tag of another form, two a right one, and four none.
 */
final class BackfillTest {
  private static final int CHARTS = 40;
  private static final List<Integer> TAGGED_OTHERWISE = IntStream.range(6, CHARTS).boxed().toList();

  private Scene scene;
  private CommitSha imported;
  private CommitSha adopted;
  private CommitSha raised;
  private CommitSha both;

  @BeforeEach
  void aRepositoryThatAdopts() {
    scene = Scene.usual();
    imported = scene.commit("main", "import", charts("1.0.0", CHARTS));
    scene.history().branch("release", imported);
    CommitSha first = merge(MergeMethod.SQUASH, 0);
    adopted = merge(MergeMethod.REBASE, 1);
    scene.push(imported, first);
    scene.push(first, adopted);
    raised = merge(MergeMethod.MERGE, 2);
    both = merge(MergeMethod.SQUASH, 3, 4);
    for (int chart : TAGGED_OTHERWISE) {
      scene.history().lightweightTag("c%d-1.0.0".formatted(chart), imported);
    }
    typo(0);
  }

  @AfterEach
  void nothingStaysLocked() {
    assertThat(scene.locks().allReleased()).isTrue();
    scene.close();
  }

  private static Map<String, String> charts(String version, int charts) {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < charts; i++) {
      files.putAll(chart("charts/c" + i, "c" + i, version));
    }
    return files;
  }

  private CommitSha merge(MergeMethod method, int... charts) {
    Map<String, String> files = new HashMap<>();
    for (int i : charts) {
      files.putAll(chart("charts/c" + i, "c" + i, "1.1.0"));
    }
    return scene.mergePullRequest("<!-- ATTESTATION_MAP {\"build\": \"7\"} -->", method, files);
  }

  private CommitSha typo(int chart) {
    return scene.mergePullRequest(
        "fix a typo",
        MergeMethod.SQUASH,
        Map.of("charts/c%d/values.yaml".formatted(chart), "a: b\n"));
  }

  private static byte[] request(Scene scene, String action, String payload) {
    return """
    {"action":"%s","repository":{"full_name":"%s"},"installation":{"id":%d},
     "client_payload":{%s}}
    """
        .formatted(
            action, scene.repository().name(), scene.repository().installation().id(), payload)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void oneThatCannotSignTheRestTellsWhatItHasMade() {
    scene.signing(SignedTags.signing(SignedTags.newKey()));
    scene
        .simulator()
        .faults()
        .next(call -> call.is("POST", "/git/refs"), Fault.Refuse.secondaryLimit(403, true));
    Report cut =
        scene.run(request(scene, "backfill", "\"dry_run\": false"), Duration.ofSeconds(20));
    assertThat(cut.outcome()).isInstanceOf(RunOutcome.Incomplete.class);
    assertThat(cut.charts()).isNotEmpty();

    Report failed =
        scene
            .signing(new TagSigning.Unusable("its field x"))
            .run(request(scene, "backfill", "\"dry_run\": false"));

    assertThat(failed.message()).startsWith("its field x");
    assertThat(Scene.outcomes(failed)).isEqualTo(Scene.outcomes(cut));
  }

  private Report backfill() {
    return scene.run(request(scene, "backfill", "\"dry_run\": false"));
  }

  private Report audit() {
    return scene.run(request(scene, "audit", ""));
  }

  private List<LoggedRequest> changes() {
    return scene.simulator().log().writes().stream()
        .filter(it -> !it.path().contains("/access_tokens"))
        .toList();
  }

  private static Map<String, String> made(Report report) {
    Map<String, String> made = new TreeMap<>(outcomes(report));
    made.values().removeIf(outcome -> !outcome.equals("created") && !outcome.equals("create"));
    return made;
  }

  // Adoption.

  @Test
  void aTypoMergeMakesNoTag() {
    CommitSha before = scene.history().tip("main");
    scene.push(both, before);
    Map<String, String> tags = scene.tags();

    Report report = scene.push(before, typo(20));

    assertThat(outcomes(report)).isEqualTo(Map.of("c20-v1.0.0", "untagged"));
    assertThat(report.charts().getFirst().message()).contains("only c20-1.0.0; raise the version");
    assertThat(scene.tags()).isEqualTo(tags);
  }

  @Test
  void anAuditTellsTheStateOfEveryChartAndWritesNothing() {
    int before = changes().size();

    Report report = audit();

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Audited());
    assertThat(report.charts()).hasSize(CHARTS);
    assertThat(outcomes(report))
        .containsEntry("c0-v1.1.0", "ok")
        .containsEntry("c1-v1.1.0", "ok")
        .containsEntry("c2-v1.1.0", "missing")
        .containsEntry("c5-v1.0.0", "missing")
        .containsEntry("c20-v1.0.0", "missing");
    assertThat(report.charts())
        .filteredOn(line -> line.subject().chart().equals("c20"))
        .first()
        .extracting(ChartLine::message)
        .asString()
        .contains("c20-1.0.0");
    assertThat(changes()).hasSize(before);
  }

  @Test
  void aDryRunSaysWhatTheBackfillMakesAndWritesNothing() {
    int before = changes().size();
    Map<String, String> tags = scene.tags();

    Report report = scene.run(request(scene, "backfill", ""));

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Planned());
    assertThat(report.charts()).hasSize(CHARTS);
    assertThat(made(report))
        .isEqualTo(
            Map.of(
                "c2-v1.1.0", "create",
                "c3-v1.1.0", "create",
                "c4-v1.1.0", "create",
                "c5-v1.0.0", "create"));
    assertThat(report.charts())
        .filteredOn(line -> line.result() == ChartResult.UNTAGGED)
        .hasSize(TAGGED_OTHERWISE.size());
    assertThat(changes()).hasSize(before);
    assertThat(scene.tags()).isEqualTo(tags);
  }

  @Test
  void aBackfillMakesEachTagOnTheMergeThatBroughtItsVersion() {
    Report report = backfill();

    assertThat(report.outcome()).as(report.message()).isEqualTo(new RunOutcome.Tagged());
    assertThat(made(report)).containsOnlyKeys("c2-v1.1.0", "c3-v1.1.0", "c4-v1.1.0", "c5-v1.0.0");
    assertThat(scene.tagObject("c2-v1.1.0")).startsWith("object " + raised).contains("- build: 7");
    assertThat(scene.tagObject("c3-v1.1.0")).startsWith("object " + both);
    assertThat(scene.tagObject("c4-v1.1.0")).startsWith("object " + both);
    assertThat(scene.tagObject("c5-v1.0.0")).startsWith("object " + imported);
    assertThat(outcomes(audit())).containsEntry("c2-v1.1.0", "ok").containsEntry("c5-v1.0.0", "ok");
  }

  @Test
  void itsTagsAreTheVeryObjectsThatOrdinaryRunsWouldHaveMade() {
    backfill();
    Map<String, String> backfilled = scene.tags();
    scene.close();
    aRepositoryThatAdopts();

    scene.push(adopted, raised);
    scene.push(raised, both);

    assertThat(scene.tags()).containsKeys("c2-v1.1.0", "c3-v1.1.0", "c4-v1.1.0");
    assertThat(backfilled).containsAllEntriesOf(scene.tags());
  }

  @Test
  void aVersionWhoseDisputeEndedIsTaggedWhereItsOrdinaryRunTagsIt() {
    CommitSha before = scene.history().tip("main");
    CommitSha two =
        scene.mergePullRequest(
            "two",
            MergeMethod.SQUASH,
            Map.of(
                "charts/c7/Chart.yaml", chartYaml("c7", "2.0.0"),
                "charts/copy/Chart.yaml", chartYaml("c7", "2.0.0")));
    CommitSha end =
        scene.mergePullRequest(
            "rename",
            MergeMethod.SQUASH,
            Map.of("charts/copy/Chart.yaml", chartYaml("x", "1.0.0")));
    typo(7);

    assertThat(made(backfill())).containsKeys("c7-v2.0.0", "x-v1.0.0");

    assertThat(scene.tagObject("c7-v2.0.0")).startsWith("object " + end);
    assertThat(outcomes(scene.push(before, two))).containsEntry("c7-v2.0.0", "conflict");
    assertThat(outcomes(scene.push(two, end))).containsEntry("c7-v2.0.0", "already-tagged");
    assertThat(outcomes(audit())).containsEntry("c7-v2.0.0", "ok");
  }

  @Test
  void itDoesNotMoveTheMark() {
    var mark = scene.marks().read(scene.repository().id());

    backfill();

    assertThat(scene.marks().read(scene.repository().id())).isEqualTo(mark);
  }

  @Test
  void itListsItsTagsInTheReleasePullRequestButThoseThatAreReleased() {
    Report report = backfill();

    assertThat(report.releasePullRequests())
        .singleElement()
        .extracting(line -> line.result())
        .isEqualTo(ReleaseResult.UPDATED);
    String body = scene.repository().pulls().open().getFirst().body();
    assertThat(body).contains("c2-v1.1.0", "c3-v1.1.0", "c4-v1.1.0").doesNotContain("c5-v1.0.0");
  }

  @Test
  void itShowsNoCheckRunOnTheHeadWhichItIsNotAbout() {
    int before = changes().size();

    backfill();

    assertThat(changes().subList(before, changes().size()))
        .noneMatch(it -> it.path().contains("/check-runs"));
  }

  @Test
  void aSecondBackfillFindsNothingToDo() {
    backfill();
    Map<String, String> tags = scene.tags();
    int before = changes().size();

    Report again = backfill();

    assertThat(again.outcome()).isEqualTo(new RunOutcome.Tagged());
    assertThat(made(again)).isEmpty();
    assertThat(scene.tags()).isEqualTo(tags);
    assertThat(changes()).hasSize(before);
  }

  @Test
  void aFilterTagsOnlyTheChartsThatItNames() {
    Report report =
        scene.run(request(scene, "backfill", "\"dry_run\": false, \"charts\": [\"c3\"]"));

    assertThat(outcomes(report)).isEqualTo(Map.of("c3-v1.1.0", "created"));
    assertThat(scene.tags()).doesNotContainKeys("c2-v1.1.0", "c4-v1.1.0");
  }

  // What is not right.

  @Test
  void anAuditTellsWhatIsWrongWithATag() {
    CommitSha aside = scene.commit("aside", "aside", chart("charts/c4", "c4", "1.1.0"));
    scene.history().lightweightTag("c2-v1.1.0", raised);
    scene.history().annotatedTag("c3-v1.1.0", both.value(), Note.of("by hand", scene.tick()));
    scene.history().lightweightTag("c4-v1.1.0", aside);

    Report report = audit();

    assertThat(outcomes(report))
        .containsEntry("c2-v1.1.0", "lightweight")
        .containsEntry("c3-v1.1.0", "annotation-differs")
        .containsEntry("c4-v1.1.0", "off-main");
    assertThat(report.charts())
        .extracting(ChartLine::message)
        .contains(
            "its tag's annotation lacks: Release: c3 v1.1.0 and Commit: " + both,
            "its tag points at %s, which is not on the main branch; find out who made it, delete it if it is wrong, then send a backfill"
                .formatted(aside));
  }

  @Test
  void anAuditNamesOnlyTheLinesThatAnAnnotationLacks() {
    scene
        .history()
        .annotatedTag(
            "c3-v1.1.0", both.value(), Note.of("Release: c3 v1.1.0\nBy: hand", scene.tick()));

    assertThat(audit().charts())
        .extracting(ChartLine::message)
        .contains("its tag's annotation lacks: Commit: " + both);
  }

  @Test
  void aVersionThatTwoDirectoriesHoldIsTaggedByNobody() {
    scene.mergePullRequest(
        "copy", MergeMethod.SQUASH, Map.of("charts/copy/Chart.yaml", chartYaml("c2", "1.1.0")));

    Report report = backfill();

    assertThat(report.charts())
        .filteredOn(line -> line.subject().chart().equals("c2"))
        .extracting(ChartLine::result)
        .containsOnly(ChartResult.CONFLICT_AS_BEFORE);
    assertThat(scene.tags()).doesNotContainKey("c2-v1.1.0").containsKey("c3-v1.1.0");
  }

  @Test
  void aChartThatCannotBeReadStopsNoOther() {
    scene.mergePullRequest(
        "break", MergeMethod.SQUASH, Map.of("charts/c39/Chart.yaml", "name: c39\nversion: new\n"));

    Report report = backfill();

    assertThat(report.charts())
        .filteredOn(line -> line.subject().directory().equals("charts/c39"))
        .extracting(ChartLine::result)
        .containsExactly(ChartResult.INVALID_AS_BEFORE);
    assertThat(made(report)).hasSize(4);
    assertThat(outcomes(audit())).containsEntry("charts/c39", "invalid");
  }

  @Test
  void aTagThatGitHubRefusesFailsTheBackfillAndStopsNoOther() {
    scene
        .repository()
        .ruleset(new TagRuleset(4711, "No c2", List.of("refs/tags/c2-*"), Set.of(), true));

    Report report = backfill();

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(422));
    assertThat(outcomes(report)).containsEntry("c2-v1.1.0", "refused");
    assertThat(made(report)).hasSize(3);
  }

  // At once, cut short, asked again.

  @Test
  void ofTwoBackfillsAtOnceOneIsToldThatAnotherRuns() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Report>> both =
          List.of(threads.submit(this::backfill), threads.submit(this::backfill));

      for (Future<Report> one : both) {
        assertThat(one.get().outcome()).isIn(new RunOutcome.Tagged(), new RunOutcome.InProgress());
      }
    }
    assertThat(made(backfill()).keySet()).isSubsetOf(scene.tags().keySet());
    assertThat(scene.tags()).containsKeys("c2-v1.1.0", "c3-v1.1.0", "c4-v1.1.0", "c5-v1.0.0");
    assertThat(
            scene
                .simulator()
                .log()
                .matching(it -> it.is("POST", "/git/refs") && it.status() == 201))
        .hasSize(2 + 4);
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void whatATroubleCutShortTheNextBackfillEnds(Trouble trouble) {
    trouble.happens(scene);

    Report first = backfill();
    scene.simulator().faults().clear();
    scene.locks().runOut();
    Report second = first.outcome().shouldRetry() ? backfill() : first;

    assertThat(second.outcome()).as(second.message()).isEqualTo(new RunOutcome.Tagged());
    assertThat(made(second)).hasSize(4);
    assertThat(scene.tags()).containsKeys("c2-v1.1.0", "c3-v1.1.0", "c4-v1.1.0", "c5-v1.0.0");
    assertThat(scene.repository().pulls().open()).hasSize(1);
  }

  @Test
  void aBackfillThatWasKilledAfterItsFirstTagGoesOnAndListsThatTagToo() {
    killedAfterItsFirstTag();

    Report next = backfill();

    assertThat(next.outcome()).as(next.message()).isEqualTo(new RunOutcome.Tagged());
    assertThat(made(next)).hasSize(4);
    assertThat(scene.tags()).containsKeys("c2-v1.1.0", "c3-v1.1.0", "c4-v1.1.0", "c5-v1.0.0");
    assertThat(scene.repository().pulls().open().getFirst().body())
        .contains("c2-v1.1.0", "c3-v1.1.0", "c4-v1.1.0");
  }

  @Test
  void aBackfillThatWasKilledIsFinishedAlthoughMainHasMovedOn() {
    killedAfterItsFirstTag();
    CommitSha raised = merge(MergeMethod.SQUASH, 5);

    Report next = backfill();

    assertThat(next.outcome()).as(next.message()).isEqualTo(new RunOutcome.Tagged());
    assertThat(made(next)).containsOnlyKeys("c2-v1.1.0", "c3-v1.1.0", "c4-v1.1.0", "c5-v1.0.0");
    assertThat(next.warnings())
        .filteredOn(warning -> warning.code().equals("main-moved"))
        .singleElement()
        .satisfies(warning -> assertThat(warning.message()).contains(raised.value()));
    assertThat(scene.repository().pulls().open().getFirst().body())
        .contains("c2-v1.1.0", "c3-v1.1.0", "c4-v1.1.0");

    assertThat(made(backfill())).containsOnlyKeys("c5-v1.1.0");
    assertThat(scene.tagObject("c5-v1.1.0")).startsWith("object " + raised);
  }

  @Test
  void aBackfillThatWasCutShortReportsWhatItMadeAlthoughMainHasMovedOn() {
    scene
        .simulator()
        .faults()
        .every(it -> it.is("PATCH", "/pulls/"), Fault.Refuse.with(502, "Bad Gateway"));
    Report first = backfill();
    scene.simulator().faults().clear();
    typo(0);

    assertThat(first.outcome()).isInstanceOf(RunOutcome.Incomplete.class);
    assertThat(made(backfill())).hasSize(4);
    assertThat(scene.repository().pulls().open().getFirst().body())
        .contains("c2-v1.1.0", "c3-v1.1.0", "c4-v1.1.0");
  }

  @Test
  void aDryRunLeavesToTheNextBackfillWhatAKilledOneHadBegun() {
    killedAfterItsFirstTag();

    Report shown = scene.run(request(scene, "backfill", ""));

    assertThat(shown.outcome()).isEqualTo(new RunOutcome.Planned());
    assertThat(made(backfill())).hasSize(4);
    assertThat(scene.repository().pulls().open().getFirst().body())
        .contains("c2-v1.1.0", "c3-v1.1.0", "c4-v1.1.0");
  }

  private void killedAfterItsFirstTag() {
    scene
        .simulator()
        .faults()
        .next(it -> it.is("POST", "/git/refs"), new Fault.After(scene.locks()::killOwners));
    assertThat(backfill().outcome()).isInstanceOf(RunOutcome.Incomplete.class);
  }

  /** What cuts a backfill short. */
  enum Trouble {
    READS,
    LATER_TAGS,
    LOST_ANSWER,
    PULL_REQUEST;

    void happens(Scene scene) {
      var faults = scene.simulator().faults();
      switch (this) {
        case READS ->
            faults.every(it -> it.is("GET", "/commits?"), Fault.Refuse.with(502, "Bad Gateway"));
        case LATER_TAGS ->
            faults.next(
                it -> it.is("POST", "/git/refs"),
                new Fault.After(
                    () ->
                        faults.every(
                            it -> it.is("POST", "/git/refs"),
                            Fault.Refuse.with(502, "Bad Gateway"))));
        case LOST_ANSWER -> faults.next(it -> it.is("POST", "/git/refs"), new Fault.DropAfter());
        case PULL_REQUEST ->
            faults.every(it -> it.is("GET", "/pulls?"), Fault.Refuse.with(502, "Bad Gateway"));
      }
    }
  }
}
