package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.TagRuleset;
import io.charttagger.plan.Warning;
import io.charttagger.port.ManualClock;
import io.charttagger.port.Mark;
import io.charttagger.report.ChartResult;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tags that were missing until a person acted, without a new commit. */
final class OwedTagsTest {
  private static final TagRuleset ON_A =
      new TagRuleset(4711, "No a", List.of("refs/tags/a-*"), Set.of(), true);

  private final ManualClock clock = new ManualClock();

  @Test
  void aRefusedTagIsMadeOnItsOwnCommitOnceItIsAllowed() {
    try (Scene scene = Scene.at(clock)) {
      CommitSha start = imported(scene);
      scene.repository().ruleset(ON_A);
      CommitSha refused = raise(scene, "a", "Fix.\n");
      assertThat(scene.push(start, refused).outcome()).isEqualTo(new RunOutcome.Failed(422));
      scene.repository().deleteRulesets();
      clock.advance(Duration.ofHours(2));

      CommitSha next = raise(scene, "b", "Fix.\n");
      Report report = scene.push(refused, next);

      assertThat(report.outcome()).isEqualTo(new RunOutcome.Tagged());
      assertThat(report.from()).contains(refused);
      assertThat(report.charts())
          .extracting(line -> line.subject().commit())
          .containsExactly(refused, next);
      assertThat(scene.tagObject("a-v1.1.0")).startsWith("object " + refused);
      assertThat(owed(scene)).isEmpty();
    }
  }

  @Test
  void laterPushesAreNotHeldBackAndDoNotFail() {
    try (Scene scene = Scene.at(clock)) {
      CommitSha refused = refused(scene);
      CommitSha second = raise(scene, "b", "Fix.\n");

      Report soon = scene.push(refused, second);
      clock.advance(Duration.ofHours(2));
      CommitSha third = raise(scene, "c", "Fix.\n");
      Report later = scene.push(second, third);

      assertThat(soon.outcome()).isEqualTo(new RunOutcome.Tagged());
      assertThat(soon.charts()).hasSize(1);
      assertThat(soon.warnings()).extracting(Warning::code).contains("owed");
      assertThat(later.outcome()).isEqualTo(new RunOutcome.Tagged());
      assertThat(later.charts())
          .extracting(line -> line.result())
          .containsExactly(ChartResult.REFUSED, ChartResult.CREATED);
      assertThat(owed(scene)).extracting(Mark.Owed::commit).containsExactly(refused);
    }
  }

  @Test
  void aTagThatWasTriedWithinTheHourCostsNothing() {
    try (Scene scene = Scene.at(clock)) {
      CommitSha refused = refused(scene);
      CommitSha next = raise(scene, "b", "Fix.\n");
      scene.simulator().log().clear();

      scene.push(refused, next);

      assertThat(scene.simulator().log().matching(LoggedRequest::isRead))
          .noneMatch(request -> request.path().contains("tags/a-"));
    }
  }

  @Test
  void troubleWithItsCommitStopsNoLaterPush() {
    try (Scene scene = Scene.at(clock)) {
      CommitSha refused = refused(scene);
      clock.advance(Duration.ofHours(2));
      CommitSha next = raise(scene, "b", "Fix.\n");
      scene
          .simulator()
          .faults()
          .every(
              call -> call.is("GET", "/commits/" + refused + "/pulls"),
              Fault.Refuse.with(403, "Resource not accessible by integration"));

      Report report = scene.push(refused, next);

      assertThat(report.outcome()).isEqualTo(new RunOutcome.Tagged());
      assertThat(report.warnings()).extracting(Warning::code).contains("owed");
      assertThat(owed(scene)).hasSize(1);
    }
  }

  @Test
  void aMissingLineageIsReadAgain() {
    try (Scene scene = Scene.at(clock, Scene.Options.USUAL.requiringLineage())) {
      CommitSha start = imported(scene);
      CommitSha unattested = raise(scene, "a", "Fix.\n");
      assertThat(scene.push(start, unattested).charts().getFirst().result())
          .isEqualTo(ChartResult.UNATTESTED);
      scene.repository().pulls().edit(1, "raise a", "<!-- ATTESTATION_MAP {\"lint\": \"1\"} -->\n");
      clock.advance(Duration.ofHours(2));

      CommitSha next = raise(scene, "b", "<!-- ATTESTATION_MAP {\"lint\": \"2\"} -->\n");
      Report report = scene.push(unattested, next);

      assertThat(report.outcome()).isEqualTo(new RunOutcome.Tagged());
      assertThat(scene.tagObject("a-v1.1.0"))
          .startsWith("object " + unattested)
          .contains("- lint: 1\n");
    }
  }

  @Test
  void aCatchUpMakesItWithoutAnotherPush() {
    try (Scene scene = Scene.at(clock)) {
      CommitSha refused = refused(scene);
      scene.repository().deleteRulesets();

      assertThat(scene.run(catchUp(scene)).outcome()).isEqualTo(new RunOutcome.NothingToTag());
      clock.advance(Duration.ofHours(2));
      Report report = scene.run(catchUp(scene));

      assertThat(report.outcome()).isEqualTo(new RunOutcome.Tagged());
      assertThat(scene.tagObject("a-v1.1.0")).startsWith("object " + refused);
      assertThat(owed(scene)).isEmpty();
    }
  }

  @Test
  void whatFollowsIsDecidedAsIfItExisted() {
    try (Scene scene = Scene.at(clock)) {
      CommitSha start = imported(scene);
      scene.repository().ruleset(ON_A);
      CommitSha refused = merge(scene, "1.1.0", "Add x");
      scene.push(start, refused);
      scene.repository().deleteRulesets();
      CommitSha higher = merge(scene, "1.2.0", "Add y");
      CommitSha again = merge(scene, "1.1.0", "Add z");

      scene.push(refused, higher);
      Report report = scene.push(higher, again);
      clock.advance(Duration.ofHours(2));
      scene.run(catchUp(scene));

      assertThat(scene.tagObject("a-v1.2.0")).contains("- Add y (").doesNotContain("- Add x (");
      assertThat(report.charts().getFirst().result()).isEqualTo(ChartResult.CONFLICT);
      assertThat(report.charts().getFirst().message())
          .startsWith("a-v1.1.0 belongs to the earlier merge " + refused + ", but");
      assertThat(scene.tagObject("a-v1.1.0")).startsWith("object " + refused);
      assertThat(owed(scene)).isEmpty();
    }
  }

  @Test
  void aBackfillDecidesWhatFollowsInTheSameWay() {
    try (Scene scene = Scene.at(clock)) {
      CommitSha start = imported(scene);
      scene.history().lightweightTag("a-v1.0.0", start);
      scene.repository().ruleset(ON_A);
      CommitSha refused = merge(scene, "1.1.0", "Add x");
      scene.push(start, refused);
      scene.repository().deleteRulesets();
      merge(scene, "1.2.0", "Add y");

      scene.run(request(scene, "backfill", "\"client_payload\": {\"dry_run\": false}, "));

      assertThat(scene.tagObject("a-v1.2.0")).contains("- Add y (").doesNotContain("- Add x (");
    }
  }

  @Test
  void aPushThatIsDispatchedOnceMoreIsNotInItsOwnWay() {
    try (Scene scene = Scene.at(clock)) {
      CommitSha start = imported(scene);
      scene.repository().ruleset(ON_A);
      CommitSha refused = merge(scene, "1.1.0", "Add x");
      scene.push(start, refused);
      scene.repository().deleteRulesets();

      Report report = scene.push(start, refused);

      assertThat(report.outcome()).isEqualTo(new RunOutcome.Tagged());
      assertThat(scene.tagObject("a-v1.1.0")).contains("- Add x (");
    }
  }

  private static CommitSha merge(Scene scene, String version, String subject) {
    return scene.commit(
        "main",
        subject,
        Map.of(
            "charts/a/Chart.yaml",
            Scene.chartYaml("a", version),
            "charts/a/values.yaml",
            "x: " + subject + "\n",
            "charts/a/CHANGELOG.md",
            "# Changelog\n"));
  }

  private static byte[] catchUp(Scene scene) {
    return request(scene, "catch-up", "");
  }

  private static byte[] request(Scene scene, String action, String more) {
    return "{\"action\": \"%s\", %s\"repository\": {\"full_name\": \"%s\"}}"
        .formatted(action, more, scene.repository().name())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anOwedTagOfACommitThatIsNotOnMainAnyMoreIsGivenUp() {
    try (Scene scene = Scene.at(clock)) {
      CommitSha start = imported(scene);
      scene.repository().ruleset(ON_A);
      CommitSha refused = raise(scene, "a", "Fix.\n");
      scene.push(start, refused);
      scene.history().branch("main", start);
      clock.advance(Duration.ofHours(2));

      CommitSha next = raise(scene, "b", "Fix.\n");
      Report report = scene.push(refused, next);

      assertThat(report.outcome()).isEqualTo(new RunOutcome.Tagged());
      assertThat(report.warnings()).extracting(Warning::code).contains("owed");
      assertThat(owed(scene)).isEmpty();
      assertThat(scene.marks().read(scene.repository().id()).commit()).contains(next);
    }
  }

  @Test
  void aTagThatIsOwedOnACommitThatIsGoneHidesNotThatItIsOwedOnAnother() {
    try (Scene scene = Scene.at(clock)) {
      CommitSha start = imported(scene);
      scene.repository().ruleset(ON_A);
      CommitSha gone = merge(scene, "1.1.0", "Add w");
      scene.push(start, gone);
      scene.history().branch("main", start);
      CommitSha refused = merge(scene, "1.1.0", "Add x");
      scene.push(gone, refused);
      scene.repository().deleteRulesets();
      CommitSha higher = merge(scene, "1.2.0", "Add y");
      scene.push(refused, higher);
      CommitSha again = merge(scene, "1.1.0", "Add z");

      Report report = scene.push(higher, again);
      clock.advance(Duration.ofHours(2));
      scene.run(catchUp(scene));

      assertThat(report.charts().getFirst().result()).isEqualTo(ChartResult.CONFLICT);
      assertThat(scene.tagObject("a-v1.1.0")).startsWith("object " + refused);
      assertThat(owed(scene)).isEmpty();
    }
  }

  /** A merge that raises a, dispatched while its tag is refused. */
  private static CommitSha refused(Scene scene) {
    CommitSha start = imported(scene);
    scene.repository().ruleset(ON_A);
    CommitSha merge = raise(scene, "a", "Fix.\n");
    scene.push(start, merge);
    return merge;
  }

  private static CommitSha imported(Scene scene) {
    Map<String, String> files = new HashMap<>();
    for (String name : new String[] {"a", "b", "c"}) {
      files.putAll(chart("charts/" + name, name, "1.0.0"));
    }
    CommitSha start = scene.commit("main", "import", files);
    scene.history().branch("release", start);
    return start;
  }

  private static CommitSha raise(Scene scene, String name, String body) {
    return scene.mergePullRequest(body, MergeMethod.MERGE, chart("charts/" + name, name, "1.1.0"));
  }

  private static List<Mark.Owed> owed(Scene scene) {
    return scene.marks().read(scene.repository().id()).owed();
  }
}
