package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.dispatch.MissedMerges;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ChartResult;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Merges whose dispatch never came. */
final class MissedMergesTest {

  @ParameterizedTest
  @EnumSource(MergeMethod.class)
  void theNextRunTagsAMergeWhoseDispatchNeverCame(MergeMethod method) {
    try (Scene scene = Scene.usual()) {
      CommitSha start = imported(scene);
      CommitSha first = raise(scene, "a", method);
      scene.push(start, first);
      CommitSha missed = raise(scene, "b", method);
      CommitSha last = raise(scene, "c", method);

      Report report = scene.push(missed, last);

      assertThat(report.charts())
          .extracting(ChartLine::result)
          .containsExactly(ChartResult.CREATED, ChartResult.CREATED);
      assertThat(scene.tagObject("b-v1.1.0")).startsWith("object " + missed);
      assertThat(scene.tagObject("c-v1.1.0")).startsWith("object " + last);
      assertThat(report.charts().getFirst().subject().sourcePullRequest())
          .isNotEqualTo(report.charts().getLast().subject().sourcePullRequest());
      assertThat(mark(scene)).contains(last);
    }
  }

  @ParameterizedTest
  @EnumSource(MergeMethod.class)
  void aDispatchThatIsSentAgainDoesNotMoveTheMarkBack(MergeMethod method) {
    try (Scene scene = Scene.usual()) {
      CommitSha start = imported(scene);
      CommitSha first = raise(scene, "a", method);
      scene.push(start, first);
      CommitSha second = raise(scene, "b", method);
      scene.push(first, second);

      Report again = scene.push(start, first);

      assertThat(again.charts())
          .extracting(ChartLine::result)
          .containsExactly(ChartResult.ALREADY_TAGGED);
      assertThat(mark(scene)).contains(second);
    }
  }

  @Test
  void aForcePushIsDecidedFromWhereTheBranchesPart() {
    try (Scene scene = Scene.usual()) {
      CommitSha start = imported(scene);
      CommitSha replaced = raise(scene, "a", MergeMethod.MERGE);
      scene.push(start, replaced);
      scene.history().branch("main", start);
      CommitSha second = raise(scene, "b", MergeMethod.MERGE);
      CommitSha third = raise(scene, "c", MergeMethod.SQUASH);

      Report report = scene.push(replaced, third);

      assertThat(report.from()).contains(start);
      assertThat(report.warnings()).isNotEmpty();
      assertThat(scene.tagObject("b-v1.1.0")).startsWith("object " + second);
      assertThat(scene.tagObject("c-v1.1.0")).startsWith("object " + third);
      assertThat(mark(scene)).contains(third);
    }
  }

  @Test
  void aFilteredDispatchAndADryRunLeaveTheMarkWhereItIs() {
    try (Scene scene = Scene.usual()) {
      CommitSha start = imported(scene);
      CommitSha first = raise(scene, "a", MergeMethod.MERGE);
      scene.push(start, first);
      CommitSha second = raise(scene, "b", MergeMethod.MERGE);

      scene.run(dispatch(scene, first, second, "\"charts\": [\"c\"]"));
      scene.run(dispatch(scene, first, second, "\"dry_run\": true"));

      assertThat(mark(scene)).contains(first);
    }
  }

  @Test
  void aMissedMergeIsOnlyReportedWhereItsDispatchWaits() {
    try (Scene scene = Scene.with(Scene.Options.USUAL.missing(MissedMerges.REPORT))) {
      CommitSha start = imported(scene);
      CommitSha first = raise(scene, "a", MergeMethod.MERGE);
      scene.push(start, first);
      CommitSha waiting = raise(scene, "b", MergeMethod.MERGE);
      CommitSha last = raise(scene, "c", MergeMethod.MERGE);

      Report report = scene.push(waiting, last);

      assertThat(scene.tags()).containsOnlyKeys("a-v1.1.0", "c-v1.1.0");
      assertThat(report.outcome()).isEqualTo(new RunOutcome.Tagged());
      assertThat(report.warnings())
          .filteredOn(warning -> warning.code().equals("missed"))
          .singleElement()
          .satisfies(warning -> assertThat(warning.message()).contains("b-v1.1.0"));
      assertThat(mark(scene)).contains(first);
      scene.push(first, waiting);
      assertThat(scene.tagObject("b-v1.1.0")).startsWith("object " + waiting);
      CommitSha next = raise(scene, "d", MergeMethod.MERGE);
      assertThat(scene.push(last, next).warnings()).isEmpty();
      assertThat(mark(scene)).contains(next);
    }
  }

  @Test
  void aMissedMergeIsNotLookedAtWhenCatchingUpIsOff() {
    try (Scene scene = Scene.with(Scene.Options.USUAL.missing(MissedMerges.OFF))) {
      CommitSha start = imported(scene);
      CommitSha first = raise(scene, "a", MergeMethod.MERGE);
      scene.push(start, first);
      CommitSha missed = raise(scene, "b", MergeMethod.MERGE);
      CommitSha last = raise(scene, "c", MergeMethod.MERGE);

      Report report = scene.push(missed, last);

      assertThat(scene.tags()).containsOnlyKeys("a-v1.1.0", "c-v1.1.0");
      assertThat(report.charts()).hasSize(1);
      assertThat(report.warnings()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = MissedMerges.class,
      names = {"REPORT", "OFF"})
  void aCatchUpWritesNothingWhereMissedMergesAreNotTagged(MissedMerges missedMerges) {
    try (Scene scene = Scene.with(Scene.Options.USUAL.missing(missedMerges))) {
      CommitSha start = imported(scene);
      CommitSha first = raise(scene, "a", MergeMethod.MERGE);
      scene.push(start, first);
      raise(scene, "b", MergeMethod.MERGE);

      Report report =
          scene.run(
              "{\"action\": \"catch-up\", \"repository\": {\"full_name\": \"%s\"}}"
                  .formatted(scene.repository().name())
                  .getBytes(StandardCharsets.UTF_8));

      assertThat(report.outcome())
          .isEqualTo(
              missedMerges == MissedMerges.REPORT
                  ? new RunOutcome.Planned()
                  : new RunOutcome.NothingToTag());
      assertThat(scene.tags()).containsOnlyKeys("a-v1.1.0");
      assertThat(mark(scene)).contains(first);
    }
  }

  private static byte[] dispatch(Scene scene, CommitSha before, CommitSha after, String field) {
    return """
        {"client_payload": {"before": "%s", "after": "%s", %s}, "repository": {"full_name": "%s"}}
        """
        .formatted(before, after, field, scene.repository().name())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static CommitSha imported(Scene scene) {
    Map<String, String> files = new HashMap<>();
    for (String name : new String[] {"a", "b", "c", "d"}) {
      files.putAll(chart("charts/" + name, name, "1.0.0"));
    }
    CommitSha start = scene.commit("main", "import", files);
    scene.history().branch("release", start);
    return start;
  }

  private static CommitSha raise(Scene scene, String name, MergeMethod method) {
    return scene.mergePullRequest("raise " + name, method, chart("charts/" + name, name, "1.1.0"));
  }

  private static Optional<CommitSha> mark(Scene scene) {
    return scene.marks().read(scene.repository().id()).commit();
  }
}
