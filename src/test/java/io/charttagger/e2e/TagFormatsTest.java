package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.Refs;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.release.ReleaseMode;
import io.charttagger.report.ChartLine;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories whose tags have other names, from one push to the report. */
final class TagFormatsTest {
  private static String name(String format, String chart, String version) {
    return format.replace("{chart}", chart).replace("{version}", version);
  }

  private static Report act(Scene scene, String action) {
    return scene.run(
        """
        {"action":"%s","repository":{"full_name":"%s"},"client_payload":{"dry_run":false}}
        """
            .formatted(action, scene.repository().name())
            .getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{chart}-{version}",
        "{chart}/v{version}",
        "helm/{chart}/{version}",
        "v{version}-{chart}"
      })
  void everyActionNamesTagsByTheSetting(String format) {
    try (Scene scene = Scene.with(Scene.Options.USUAL.naming(format))) {
      CommitSha start =
          scene.commit(
              "main",
              "import",
              all(chart("charts/a", "a", "1.0.0"), chart("charts/old", "old", "1.0.0")));
      scene.history().branch("release", start);
      CommitSha first =
          scene.mergePullRequest(
              "<!-- ATTESTATION_MAP {\"lint\": 1} -->",
              MergeMethod.SQUASH,
              chart("charts/a", "a", "1.1.0"));
      String a = name(format, "a", "1.1.0");

      assertThat(outcomes(scene.push(start, first))).isEqualTo(Map.of(a, "created"));
      assertThat(outcomes(scene.push(start, first))).isEqualTo(Map.of(a, "already-tagged"));
      assertThat(scene.tagObject(a))
          .contains("tag " + a + "\n", "\n\nRelease: a v1.1.0\n", "- lint: 1");

      CommitSha second =
          scene.commit(
              "main",
              "more",
              all(chart("charts/b", "b", "1.0.0"), Map.of("charts/a/values.yaml", "x: 1\n")));
      String b = name(format, "b", "1.0.0");
      assertThat(outcomes(scene.push(first, second)))
          .isEqualTo(Map.of(b, "created", a, "version-unchanged"));
      assertThat(scene.repository().pulls().open().getFirst().title())
          .isEqualTo("release: " + a + ", " + b);
      assertThat(scene.repository().pulls().open().getFirst().body())
          .contains("\"" + a + "/lint\":\"1\"");

      String old = name(format, "old", "1.0.0");
      assertThat(outcomes(act(scene, "audit"))).isEqualTo(Map.of(a, "ok", b, "ok", old, "missing"));
      assertThat(outcomes(act(scene, "backfill"))).containsEntry(old, "created");
      assertThat(scene.tags()).containsOnlyKeys(a, b, old);
    }
  }

  @Test
  void eachTagIsOfferedFromABranchOfItsName() {
    try (Scene scene =
        Scene.with(
            Scene.Options.USUAL.naming("{chart}/v{version}").releasing(ReleaseMode.PER_CHART))) {
      CommitSha start = scene.commit("main", "import", Map.of("README.md", "words"));
      scene.history().branch("release", start);
      CommitSha after = scene.commit("main", "a", chart("charts/a", "a", "1.1.0"));

      Report report = scene.push(start, after);

      assertThat(report.outcome()).as(report.message()).isEqualTo(new RunOutcome.Tagged());
      assertThat(scene.repository().pulls().open().getFirst().head())
          .isEqualTo("chart-release/a/v1.1.0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-1.0.0", "a-v1.0.0", "a/1.0.0", "v1.0.0"})
  void tagsOfOtherFormsAreKnown(String other) {
    try (Scene scene = Scene.with(Scene.Options.USUAL.in("charts/a").naming("{chart}_{version}"))) {
      CommitSha start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
      scene.history().branch("release", start);
      Refs.put(scene.repository().git(), "refs/tags/" + other, ObjectId.fromString(start.value()));
      CommitSha after = scene.commit("main", "values", Map.of("charts/a/values.yaml", "x: 1\n"));

      Report report = scene.push(start, after);

      assertThat(outcomes(report)).isEqualTo(Map.of("a_1.0.0", "untagged"));
      for (Report each : new Report[] {report, act(scene, "audit"), act(scene, "backfill")}) {
        assertThat(each.charts())
            .extracting(ChartLine::message)
            .singleElement()
            .asString()
            .contains(" " + other);
      }
      assertThat(scene.tags()).containsOnlyKeys(other);
    }
  }

  @Test
  void aNewVersionThatTheFormatCannotNameFailsTheRun() {
    try (Scene scene = Scene.with(Scene.Options.USUAL.naming("v{version}"))) {
      CommitSha start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
      scene.history().branch("release", start);
      CommitSha raised = scene.commit("main", "raise", chart("charts/a", "a", "1.1.0"));
      CommitSha touched = scene.commit("main", "values", Map.of("charts/a/values.yaml", "x: 1\n"));

      Report failed = scene.push(start, raised);
      Report after = scene.push(raised, touched);

      assertThat(failed.outcome()).isInstanceOf(RunOutcome.Failed.class);
      assertThat(failed.charts())
          .extracting(ChartLine::message)
          .singleElement()
          .asString()
          .contains("version 1.1.0 gets no tag, because the tag format v{version} has no {chart}");
      assertThat(after.outcome()).isEqualTo(new RunOutcome.NothingToTag());
      assertThat(scene.tags()).isEmpty();
    }
  }

  @Test
  void aTagOfTheWholeRepositoryIsNoneOfOneOfItsCharts() {
    try (Scene scene = Scene.usual()) {
      CommitSha start =
          scene.commit(
              "main",
              "import",
              all(chart("charts/a", "a", "1.0.0"), chart("charts/b", "b", "1.0.0")));
      scene.history().branch("release", start);
      Refs.put(
          scene.repository().git(), "refs/tags/" + "v1.0.0", ObjectId.fromString(start.value()));

      assertThat(outcomes(act(scene, "backfill")))
          .isEqualTo(Map.of("a-v1.0.0", "created", "b-v1.0.0", "created"));
    }
  }
}
