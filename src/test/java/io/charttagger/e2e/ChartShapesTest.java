package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.chartYaml;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.plan.Warning;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shape that a charts directory takes, from one push to the outcomes in the report. */
final class ChartShapesTest {
  private static final Map<String, String> NONE = Map.of();

  static Stream<Arguments> shapes() {
    return Stream.of(
        shape(
            "a chart in a nested group",
            NONE,
            chart("charts/group/deep/a", "a", "1.0.0"),
            Map.of("a-v1.0.0", "created")),
        shape(
            "a group beside a chart, only one of them changed",
            all(chart("charts/group/a", "a", "1.0.0"), chart("charts/b", "b", "1.0.0")),
            chart("charts/group/a", "a", "1.1.0"),
            Map.of("a-v1.1.0", "created")),
        shape(
            "a vendored chart inside a chart",
            chart("charts/a", "a", "1.0.0"),
            all(
                chart("charts/a", "a", "1.1.0"),
                chart("charts/a/charts/dependency", "dependency", "9.9.9")),
            Map.of("a-v1.1.0", "created")),
        shape(
            "only a vendored chart changed",
            all(chart("charts/a", "a", "1.0.0"), chart("charts/a/charts/d", "d", "1.0.0")),
            chart("charts/a/charts/d", "d", "1.1.0"),
            Map.of("a-v1.0.0", "untagged")),
        shape(
            "a library chart",
            NONE,
            Map.of("charts/lib/Chart.yaml", chartYaml("lib", "0.1.0") + "type: library\n"),
            Map.of("lib-v0.1.0", "created")),
        shape(
            "release lines: one name in directories named after versions",
            chart("charts/a/1.0.0", "a", "1.0.0"),
            chart("charts/a/1.1.0", "a", "1.1.0"),
            Map.of("a-v1.1.0", "created")),
        shape(
            "a copied release line whose version was not raised",
            chart("charts/a/1.0.0", "a", "1.0.0"),
            chart("charts/a/1.1.0", "a", "1.0.0"),
            Map.of("a-v1.0.0", "conflict")),
        shape(
            "a deleted chart",
            chart("charts/a", "a", "1.0.0"),
            deleted(chart("charts/a", "a", "1.0.0")),
            Map.of("charts/a", "deleted")),
        shape(
            "Chart.yaml gone, the directory still there",
            chart("charts/a", "a", "1.0.0"),
            deleted(Map.of("charts/a/Chart.yaml", "")),
            Map.of("charts/a", "deleted")),
        shape(
            "a moved chart, its old directory unlisted",
            chart("charts/a", "a", "1.0.0"),
            all(deleted(chart("charts/a", "a", "1.0.0")), chart("charts/new/a", "a", "1.1.0")),
            Map.of("a-v1.1.0", "created")),
        shape(
            "a chart that changed its name",
            chart("charts/a", "a", "1.0.0"),
            chart("charts/a", "b", "1.0.0"),
            Map.of("b-v1.0.0", "created")),
        shape(
            "two new directories with one name and version",
            NONE,
            all(chart("charts/x", "a", "1.0.0"), chart("charts/y", "a", "1.0.0")),
            Map.of("a-v1.0.0", "conflict")),
        shape(
            "names with spaces and beyond ASCII",
            NONE,
            all(
                chart("charts/mit Leerzeichen & mehr", "a", "1.0.0"),
                chart("charts/größe-日本#1?", "b", "1.0.0")),
            Map.of("a-v1.0.0", "created", "b-v1.0.0", "created")),
        shape(
            "hidden directories and loose files",
            NONE,
            all(chart("charts/.hidden", "a", "1.0.0"), Map.of("charts/README.md", "words")),
            Map.of()),
        shape(
            "no chart touched at all",
            chart("charts/a", "a", "1.0.0"),
            Map.of("README.md", "words"),
            Map.of()),
        shape(
            "a bad version brought in, beside a good chart",
            NONE,
            all(
                Map.of("charts/bad/Chart.yaml", chartYaml("bad", "v1.2.3")),
                chart("charts/good", "good", "1.0.0")),
            Map.of("charts/bad", "invalid", "good-v1.0.0", "created")),
        shape(
            "build metadata and a prerelease",
            NONE,
            all(chart("charts/a", "a", "1.0.0-rc.1"), chart("charts/b", "b", "1.0.0+build.5")),
            Map.of("a-v1.0.0-rc.1", "created", "b-v1.0.0+build.5", "created")),
        shape(
            "a chart whose name looks like another one's tag",
            NONE,
            all(chart("charts/a", "a", "1.0.0"), chart("charts/a-v1", "a-v1", "1.0.0")),
            Map.of("a-v1.0.0", "created", "a-v1-v1.0.0", "created")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void theReportSaysWhatBecameOfEachChart(
      String name,
      Map<String, String> before,
      Map<String, String> change,
      Map<String, String> expected) {
    try (Scene scene = Scene.usual()) {
      CommitSha start = scene.commit("main", "import", all(Map.of("README.md", "charts"), before));
      scene.history().branch("release", start);
      CommitSha after = scene.commit("main", "change", change);

      Report report = scene.push(start, after);

      assertThat(outcomes(report)).as(report.message()).isEqualTo(expected);
      assertThat(outcomes(scene.push(start, after)).values()).doesNotContain("created");
      for (String tag : scene.tags().keySet()) {
        assertThat(scene.tagObject(tag)).contains("Commit: " + after);
      }
    }
  }

  @Test
  void aSingleChartAtTheRootIsTheChart() {
    try (Scene scene = Scene.with(Scene.Options.USUAL.in("."))) {
      CommitSha start = scene.commit("main", "import", atRoot("1.0.0"));
      scene.history().branch("release", start);
      CommitSha after =
          scene.commit(
              "main", "raise", all(atRoot("1.1.0"), chart("charts/vendored", "vendored", "1.0.0")));

      Report report = scene.push(start, after);

      assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.1.0", "created"));
      assertThat(report.warnings()).extracting("code").doesNotContain("directory-name");
    }
  }

  @Test
  void severalChartsDirectoriesAreRead() {
    try (Scene scene = Scene.with(Scene.Options.USUAL.in("stable", "incubator"))) {
      CommitSha start = scene.commit("main", "import", Map.of("README.md", "words"));
      scene.history().branch("release", start);
      CommitSha after =
          scene.commit(
              "main",
              "charts",
              all(
                  chart("stable/a", "a", "1.0.0"),
                  chart("incubator/b", "b", "0.1.0"),
                  chart("elsewhere/c", "c", "0.1.0")));

      assertThat(outcomes(scene.push(start, after)))
          .isEqualTo(Map.of("a-v1.0.0", "created", "b-v0.1.0", "created"));
    }
  }

  @Test
  void symbolicLinksAndSubmodulesAreNoChartsAndALinkedChartYamlIsInvalid() {
    try (Scene scene = Scene.usual()) {
      CommitSha start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
      scene.history().branch("release", start);
      CommitSha after =
          scene
              .history()
              .commit(
                  "main",
                  FileChanges.none()
                      .link("charts/link", "a")
                      .submodule("charts/module", start)
                      .link("charts/linked/Chart.yaml", "../a/Chart.yaml"),
                  Note.of("links\n", scene.tick()));

      Report report = scene.push(start, after);

      assertThat(outcomes(report)).isEqualTo(Map.of("charts/linked", "invalid"));
      assertThat(report.charts().getFirst().message()).contains("symbolic link");
      assertThat(report.warnings())
          .filteredOn(warning -> warning.code().equals("passed-over"))
          .extracting(Warning::chart)
          .containsExactly("charts/link", "charts/module");
    }
  }

  @Test
  void aDirectoryListedOnlyInPartIsAClearFailure() {
    try (Scene scene = Scene.usual()) {
      CommitSha start = scene.commit("main", "import", Map.of("README.md", "words"));
      Map<String, String> many = new HashMap<>();
      for (int i = 0; i < 30; i++) {
        many.put("charts/c" + i + "/Chart.yaml", chartYaml("c" + i, "1.0.0"));
      }
      CommitSha after = scene.commit("main", "many", many);
      scene.repository().treeEntryLimit(20);

      Report report = scene.push(start, after);

      assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(502));
      assertThat(report.message()).contains("charts", "divide");
      assertThat(scene.tags()).isEmpty();
    }
  }

  @Test
  void aMovedChartIsFoundThoughTheWholeTreeIsListedOnlyInPart() {
    try (Scene scene = Scene.usual()) {
      Map<String, String> many = new HashMap<>();
      for (int i = 0; i < 15; i++) {
        many.putAll(chart("charts/c" + i, "c" + i, "1.0.0"));
      }
      CommitSha start = scene.commit("main", "many", many);
      scene.history().branch("release", start);
      scene.run(scene.dispatch(Optional.empty(), start));
      CommitSha after =
          scene.commit(
              "main",
              "move",
              all(
                  deleted(chart("charts/c9", "c9", "1.0.0")),
                  chart("charts/group/c9", "c9", "1.0.0")));
      scene.repository().treeEntryLimit(20);

      Report report = scene.push(start, after);

      assertThat(outcomes(report)).isEqualTo(Map.of("c9-v1.0.0", "already-tagged"));
    }
  }

  @Test
  void aChartsDirectoryMayComeAndGo() {
    try (Scene scene = Scene.usual()) {
      CommitSha start = scene.commit("main", "import", Map.of("README.md", "words"));
      scene.history().branch("release", start);
      CommitSha there = scene.commit("main", "bring charts", chart("charts/a", "a", "1.0.0"));
      CommitSha gone =
          scene.commit("main", "take them away", deleted(chart("charts/a", "a", "1.0.0")));

      assertThat(outcomes(scene.push(start, there))).isEqualTo(Map.of("a-v1.0.0", "created"));
      assertThat(outcomes(scene.push(there, gone))).isEqualTo(Map.of("charts/a", "deleted"));
      assertThat(outcomes(scene.push(gone, gone))).isEqualTo(Map.of("charts/a", "deleted"));
    }
  }

  static Stream<Arguments> yamls() {
    return Stream.of(
        Arguments.of("with a byte order mark", "\ufeffname: a\nversion: 1.1.0\n", "created"),
        Arguments.of("with CRLF", "name: a\r\nversion: 1.1.0\r\n", "created"),
        Arguments.of("with repeated keys", "version: 1.0.5\nname: a\nversion: 1.1.0\n", "created"),
        Arguments.of("with an anchor", "name: &n a\nversion: 1.1.0\nalias: *n\n", "created"),
        Arguments.of("with comments", "# a\nname: a # b\nversion: 1.1.0 # c\n", "created"),
        Arguments.of(
            "with a second document", "name: a\nversion: 1.1.0\n---\nname: b\n", "created"),
        Arguments.of("with a quoted version", "name: a\nversion: \"1.1.0\"\n", "created"),
        Arguments.of("with a version like a number", "name: a\nversion: 1.1\n", "invalid"),
        Arguments.of("with a version of two parts", "name: a\nversion: '1.1'\n", "invalid"),
        Arguments.of("with a leading v", "name: a\nversion: v1.1.0\n", "invalid"),
        Arguments.of("with a leading zero", "name: a\nversion: 1.01.0\n", "invalid"),
        Arguments.of("without a version", "name: a\n", "invalid"),
        Arguments.of("without a name", "version: 1.1.0\n", "invalid"),
        Arguments.of("of broken YAML", "name: [a\n", "invalid"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("yamls")
  void aChartYamlIsReadAsHelmReadsIt(String name, String yaml, String outcome) {
    try (Scene scene = Scene.usual()) {
      CommitSha start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
      scene.history().branch("release", start);
      CommitSha after = scene.commit("main", "change", Map.of("charts/a/Chart.yaml", yaml));
      CommitSha later = scene.commit("main", "words", Map.of("charts/a/README.md", "words"));

      Report report = scene.push(start, after);
      Report next = scene.push(after, later);

      assertThat(outcomes(report).values()).containsExactly(outcome);
      boolean bad = outcome.equals("invalid");
      assertThat(report.outcome())
          .isEqualTo(bad ? new RunOutcome.Failed(422) : new RunOutcome.Tagged());
      // Bad since long: said again, but it fails nobody else's push.
      assertThat(outcomes(next).values()).containsExactly(bad ? "invalid" : "version-unchanged");
      assertThat(next.outcome()).isEqualTo(new RunOutcome.NothingToTag());
    }
  }

  @Test
  void treesAreFoundWhereTheShortNameOfATreeIsUnknown() {
    try (Scene scene = Scene.usual()) {
      scene.repository().shaPathTrees(false);
      CommitSha start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
      scene.history().branch("release", start);
      CommitSha after = scene.commit("main", "raise", chart("charts/a", "a", "1.1.0"));

      assertThat(outcomes(scene.push(start, after))).isEqualTo(Map.of("a-v1.1.0", "created"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"charts-merged", "audit", "backfill"})
  void aChartsDirectoryThatDoesNotExistIsAWarningInEveryReport(String action) {
    try (Scene scene = Scene.with(Scene.Options.USUAL.in("charts", "stable", "apps/*/chart"))) {
      CommitSha start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
      CommitSha after = scene.commit("main", "raise", chart("charts/a", "a", "1.1.0"));

      Report report =
          scene.run(
              "{\"action\":\"%s\",\"repository\":{\"full_name\":\"%s\"},\"client_payload\":{\"before\":\"%s\",\"after\":\"%s\",\"dry_run\":true}}"
                  .formatted(action, scene.repository().name(), start, after)
                  .getBytes(StandardCharsets.UTF_8));

      assertThat(report.warnings())
          .filteredOn(warning -> warning.code().equals("charts-directory"))
          .extracting(Warning::message)
          .containsExactly(
              "charts are looked for in \"stable\", but the repository has no such directory; correct it in .github/chart-tagger.yaml (`charts`), or ask the operator to correct CHARTS_DIR",
              "charts are looked for in \"apps/*/chart\", but the repository has no such directory; correct it in .github/chart-tagger.yaml (`charts`), or ask the operator to correct CHARTS_DIR");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "charts, {chart}-{version}, a-1.1.0",
    "charts, {chart}/v{version}, a/v1.1.0",
    "charts, v{version}_{chart}, v1.1.0_a",
    "charts/a, v{version}, v1.1.0",
    "charts/a, chart-{version}, chart-1.1.0",
  })
  void tagsAreNamedAsTheFormatSays(String directory, String format, String tag) {
    try (Scene scene = Scene.with(Scene.Options.USUAL.in(directory).naming(format))) {
      CommitSha start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
      scene.history().branch("release", start);
      CommitSha after =
          scene.mergePullRequest("", MergeMethod.SQUASH, chart("charts/a", "a", "1.1.0"));

      assertThat(outcomes(scene.push(start, after))).isEqualTo(Map.of(tag, "created"));
      assertThat(outcomes(scene.push(start, after))).isEqualTo(Map.of(tag, "already-tagged"));
      assertThat(scene.tagObject(tag)).contains("tag " + tag + "\n", "Release: a v1.1.0\n");
      assertThat(scene.repository().pulls().get(2).body())
          .contains("\"tag\":\"%s\"".formatted(tag));
      // Changed without a new version: the tag is found again.
      CommitSha changed = scene.commit("main", "work", Map.of("charts/a/values.yaml", "x: 1\n"));
      assertThat(outcomes(scene.push(after, changed))).isEqualTo(Map.of(tag, "version-unchanged"));
    }
  }

  @Test
  void aTagOfTheUsualFormIsRecognisedWhereAnotherOneIsSet() {
    try (Scene scene = Scene.with(Scene.Options.USUAL.naming("{chart}/{version}"))) {
      CommitSha start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
      scene
          .history()
          .annotatedTag("a-v1.0.0", start.value(), Note.of("Release: a v1.0.0\n", Scene.START));
      CommitSha after = scene.commit("main", "work", Map.of("charts/a/values.yaml", "x: 1\n"));

      Report report = scene.push(start, after);

      assertThat(outcomes(report)).isEqualTo(Map.of("a/1.0.0", "untagged"));
      assertThat(report.charts().getFirst().message()).contains("only a-v1.0.0");
    }
  }

  @Test
  void chartsBesideApplicationsAreFoundByAPattern() {
    try (Scene scene = Scene.with(Scene.Options.USUAL.in("services/*/helm", "apps/**/chart"))) {
      CommitSha start =
          scene.commit(
              "main",
              "import",
              all(
                  chart("services/web/helm", "web", "1.0.0"),
                  chart("apps/a/chart", "a", "1.0.0"),
                  Map.of("services/web/main.go", "package main\n")));
      scene.history().branch("release", start);
      CommitSha after =
          scene.mergePullRequest(
              "",
              MergeMethod.SQUASH,
              all(
                  chart("services/web/helm", "web", "1.1.0"),
                  chart("apps/x/y/chart", "api", "1.0.0"),
                  chart("services/web/other", "other", "1.0.0"),
                  Map.of("services/web/main.go", "package web\n")));

      assertThat(outcomes(scene.push(start, after)))
          .isEqualTo(Map.of("web-v1.1.0", "created", "api-v1.0.0", "created"));
    }
  }

  @Test
  void aDryRunSaysWhatItWouldDoAndWritesNothing() {
    try (Scene scene = Scene.usual()) {
      CommitSha start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
      var asked = scene.dispatch(Optional.empty(), start);

      Report report =
          scene.run(
              new io.charttagger.dispatch.Dispatch(
                  asked.repository(),
                  asked.before(),
                  asked.after(),
                  true,
                  asked.charts(),
                  asked.installation(),
                  asked.branch()));

      assertThat(report.outcome()).isInstanceOf(RunOutcome.Planned.class);
      assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.0.0", "create"));
      assertThat(scene.tags()).isEmpty();
      assertThat(scene.simulator().log().matching(it -> !it.isRead() && !it.authentication()))
          .isEmpty();
    }
  }

  private static Map<String, String> atRoot(String version) {
    return Map.of(
        "Chart.yaml", chartYaml("a", version), "CHANGELOG.md", "## " + version + "\n\n- words\n");
  }

  private static Map<String, String> deleted(Map<String, String> files) {
    Map<String, String> gone = new HashMap<>();
    files.keySet().forEach(path -> gone.put(path, null));
    return gone;
  }

  private static Arguments shape(
      String name,
      Map<String, String> before,
      Map<String, String> change,
      Map<String, String> expected) {
    return Arguments.of(name, before, change, expected);
  }
}
