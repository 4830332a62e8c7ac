package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.chartYaml;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.Note;
import io.charttagger.report.Report;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a tag's changelog comes from, through git and GitHub: the first source that has one. */
final class ChangelogSourcesTest {
  private static final String YAML = chartYaml("a", "1.1.0");
  private static final String CHANGES = "annotations:\n  artifacthub.io/changes: |\n";

  static Stream<Arguments> sources() {
    return Stream.of(
        source("the chart's own", own("## [1.1.0]\n\n- own\n"), "- own"),
        source(
            "the chart's own, its file in other case",
            Map.of("charts/a/changelog.MD", "# 1.1.0\n\n- in other case\n"),
            "- in other case"),
        source(
            "the chart's own, with CRLF",
            own("## 1.1.0\r\n\r\n- first\r\n- second\r\n\r\n## 1.0.0\r\n- old\r\n"),
            "- first\n- second"),
        source(
            "the chart's own before the root's",
            all(own("## 1.1.0\n\n- own\n"), Map.of("CHANGELOG.md", "## a 1.1.0\n\n- root\n")),
            "- own"),
        source(
            "the root's, where its heading names the chart",
            Map.of("CHANGELOG.md", "## b 1.1.0\n\n- b\n\n## a-v1.1.0\n\n- root\n"),
            "- root"),
        source(
            "the root's, which names no chart, when one chart was raised",
            Map.of("CHANGELOG.md", "## 1.1.0\n\n- root\n"),
            "- root"),
        source(
            "the root's, which names another chart, is not this one's",
            Map.of("CHANGELOG.md", "## b 1.1.0\n\n- root\n"),
            "- raise \\([0-9a-f]{7}\\)"),
        source("Unreleased", own("## [Unreleased]\n\n- soon\n\n## 1.0.0\n- old\n"), "- soon"),
        source("Next release", own("## Next release\n\n- next\n"), "- next"),
        source(
            "an empty section counts as none",
            own("## 1.1.0\n\n## Unreleased\n\n- soon\n"),
            "- soon"),
        source(
            "Artifact Hub's changes as strings",
            yaml(CHANGES + "    - one\n    - two\n"),
            "- one\n- two"),
        source(
            "Artifact Hub's changes as objects",
            yaml(CHANGES + "    - kind: fixed\n      description: a leak\n"),
            "- fixed: a leak"),
        source(
            "Artifact Hub's changes, broken",
            yaml(CHANGES + "    - kind: [\n"),
            "- raise \\([0-9a-f]{7}\\)"),
        source("the commits' subjects, last", Map.of(), "- raise \\([0-9a-f]{7}\\)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sources")
  void theFirstSourceThatHasOneIsTaken(String name, Map<String, String> files, String expected) {
    try (Scene scene = Scene.usual()) {
      CommitSha start =
          scene.commit("main", "import", Map.of("charts/a/Chart.yaml", chartYaml("a", "1.0.0")));
      scene.history().branch("release", start);
      scene.run(scene.dispatch(Optional.empty(), start));
      CommitSha after =
          scene.commit("main", "raise", all(Map.of("charts/a/Chart.yaml", YAML), files));

      Report report = scene.push(start, after);

      assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.1.0", "created"));
      assertThat(scene.tagObject("a-v1.1.0"))
          .containsPattern("\nChangelog:\n" + expected + "\n\nSource PR: ");
    }
  }

  @Test
  void aLinkedChangelogIsReadThroughTheLink() {
    try (Scene scene = Scene.usual()) {
      CommitSha start =
          scene.commit("main", "import", Map.of("charts/a/Chart.yaml", chartYaml("a", "1.0.0")));
      scene.history().branch("release", start);
      CommitSha after =
          scene
              .history()
              .commit(
                  "main",
                  FileChanges.none()
                      .write("charts/a/Chart.yaml", YAML)
                      .write("CHANGELOG.md", "## 1.1.0\n\n- linked\n")
                      .link("charts/a/CHANGELOG.md", "../../CHANGELOG.md"),
                  Note.of("raise\n", scene.tick()));

      Report report = scene.push(start, after);

      assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.1.0", "created"));
      assertThat(scene.tagObject("a-v1.1.0")).contains("\nChangelog:\n- linked\n\nSource PR: ");
    }
  }

  @Test
  void aChangelogOfTwoMegabytesIsReadThroughToItsLastSection() {
    StringBuilder large = new StringBuilder("# Changelog\n");
    for (int version = 30_000; version > 0; version--) {
      large.append("\n## [0.0.").append(version).append("] - 2026-01-01\n\n- entry of a release\n");
    }
    large.append("\n## [1.1.0]\n\n- found\n");
    try (Scene scene = Scene.usual()) {
      CommitSha start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
      scene.history().branch("release", start);
      CommitSha after =
          scene.commit(
              "main",
              "raise",
              Map.of("charts/a/Chart.yaml", YAML, "charts/a/CHANGELOG.md", large.toString()));

      scene.push(start, after);

      assertThat(large.length()).isGreaterThan(1_500_000);
      assertThat(scene.tagObject("a-v1.1.0")).contains("Changelog:\n- found\n\nSource PR");
    }
  }

  @Test
  void subjectsReachBackToTheHighestLowerTagAndNameOnlyWhatTouchedTheChart() {
    try (Scene scene = Scene.usual()) {
      CommitSha start =
          scene.commit("main", "import", Map.of("charts/a/Chart.yaml", chartYaml("a", "1.0.0")));
      scene.history().branch("release", start);
      scene.run(scene.dispatch(Optional.empty(), start));
      CommitSha untagged =
          scene.commit("main", "values of a", Map.of("charts/a/values.yaml", "x: 1\n"));
      scene.commit("main", "words elsewhere", Map.of("README.md", "words"));
      CommitSha before = scene.history().tip("main");
      CommitSha after = scene.commit("main", "raise a", Map.of("charts/a/Chart.yaml", YAML));

      scene.push(before, after);

      assertThat(scene.tagObject("a-v1.1.0"))
          .contains(
              "Changelog:\n- raise a (%s)\n- values of a (%s)\n\nSource PR"
                  .formatted(after.abbreviated(), untagged.abbreviated()));
    }
  }

  private static Map<String, String> own(String changelog) {
    return Map.of("charts/a/CHANGELOG.md", changelog);
  }

  private static Map<String, String> yaml(String more) {
    return Map.of("charts/a/Chart.yaml", YAML + more);
  }

  private static Arguments source(String name, Map<String, String> files, String expected) {
    return arguments(name, files, expected);
  }
}
