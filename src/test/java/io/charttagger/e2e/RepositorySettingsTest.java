package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.plan.Warning;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What repositories set for themselves, in one deployment. */
final class RepositorySettingsTest {
  private static final String FILE = ".github/chart-tagger.yaml";

  /** A repository of a layout, and what a merge that raises its charts comes to. */
  private record Layout(
      String name, String settings, Map<String, String> charts, Map<String, String> expected) {}

  private static Layout layout(
      String name, String settings, List<String> directories, Map<String, String> expected) {
    Map<String, String> charts = new TreeMap<>();
    for (String directory : directories) {
      charts.put(
          directory.replaceAll("=.*", ""),
          directory.contains("=")
              ? directory.replaceAll(".*=", "")
              : directory.substring(directory.lastIndexOf('/') + 1));
    }
    return new Layout(name, settings, charts, expected);
  }

  private static List<Layout> layouts() {
    return List.of(
        layout("usual", "", List.of("charts/web"), Map.of("web-v1.1.0", "created")),
        layout(
            "stable",
            "charts: [stable, incubator]",
            List.of("stable/web", "incubator/db", "charts/api"),
            Map.of("web-v1.1.0", "created", "db-v1.1.0", "created")),
        layout(
            "beside",
            "charts: [services/*/helm]",
            List.of("services/web/helm=web", "services/db/helm=db"),
            Map.of("web-v1.1.0", "created", "db-v1.1.0", "created")),
        layout(
            "deep",
            "charts: [apps/**/chart]",
            List.of("apps/a/b/chart=web", "apps/chart=db", "apps/c/other=api"),
            Map.of("web-v1.1.0", "created", "db-v1.1.0", "created")),
        layout(
            "single",
            "charts: [.]\ntagFormat: v{version}",
            List.of(".=web"),
            Map.of("v1.1.0", "created")),
        layout(
            "deploy",
            "charts: [deploy/helm]\ntagFormat: 'helm-{version}'\nreleasePullRequest: off",
            List.of("deploy/helm=web"),
            Map.of("helm-1.1.0", "created")),
        layout(
            "umbrella",
            "charts: [umbrella, umbrella/charts]",
            List.of("umbrella", "umbrella/charts/web"),
            Map.of("umbrella-v1.1.0", "created", "web-v1.1.0", "created")),
        layout(
            "releaser",
            "tagFormat: '{chart}-{version}'\nreleasePullRequest: per-chart",
            List.of("charts/web", "charts/db"),
            Map.of("web-1.1.0", "created", "db-1.1.0", "created")),
        layout(
            "slashes",
            "tagFormat: 'charts/{chart}/{version}'",
            List.of("charts/web"),
            Map.of("charts/web/1.1.0", "created")),
        layout(
            "excluding",
            "exclude: [legacy, charts/old/web]",
            List.of("charts/legacy", "charts/old/web=web", "charts/other=legacy", "charts/db"),
            Map.of(
                "charts/legacy",
                "skipped",
                "charts/old/web",
                "skipped",
                "charts/other",
                "skipped",
                "db-v1.1.0",
                "created")),
        layout(
            "strict",
            "requireLineage: true",
            List.of("charts/web"),
            Map.of("web-v1.1.0", "unattested")),
        layout(
            "branches",
            "releaseBranch: published\nreleasePullRequest: batch",
            List.of("charts/web"),
            Map.of("web-v1.1.0", "created")));
  }

  @Test
  void oneDeploymentServesTwelveRepositoriesOfTwelveLayouts() throws Exception {
    try (Scene scene = Scene.usual();
        ExecutorService workers = Executors.newFixedThreadPool(6)) {
      List<Future<Report>> reports = new ArrayList<>();
      Map<String, Map<String, String>> expected = new TreeMap<>();
      List<byte[]> events = new ArrayList<>();
      for (Layout layout : layouts()) {
        GitHistory history = GitHistory.inMemory();
        SimulatedRepository repository =
            scene
                .simulator()
                .host(RepositoryName.parse("example-org/" + layout.name()), history.repository());
        Contributor contributor = new Contributor(repository, Scene.START);
        Map<String, String> files = new HashMap<>(version(layout, "1.0.0"));
        files.put("README.md", "words\n");
        if (!layout.settings().isEmpty()) {
          files.put(FILE, layout.settings() + "\n");
        }
        CommitSha before = contributor.commit("main", "import", files);
        history.branch("release", before);
        history.branch("published", before);
        CommitSha after =
            contributor.mergePullRequest("", MergeMethod.SQUASH, version(layout, "1.1.0"));
        expected.put("example-org/" + layout.name(), layout.expected());
        events.add(event(repository, before, after));
      }
      for (byte[] event : events) {
        reports.add(workers.submit(() -> scene.run(event)));
      }

      Map<String, Map<String, String>> found = new TreeMap<>();
      for (Future<Report> report : reports) {
        found.put(report.get().repository().orElseThrow().toString(), outcomes(report.get()));
      }
      assertThat(found).isEqualTo(expected);
    }
  }

  private static Map<String, String> version(Layout layout, String version) {
    Map<String, String> files = new HashMap<>();
    layout
        .charts()
        .forEach(
            (directory, name) ->
                chart(directory, name, version)
                    .forEach((path, text) -> files.put(path.replaceFirst("^\\./", ""), text)));
    return files;
  }

  private static byte[] event(SimulatedRepository repository, CommitSha before, CommitSha after) {
    return """
    {"action":"charts-merged","repository":{"full_name":"%s"},
     "client_payload":{"before":"%s","after":"%s"}}
    """
        .formatted(repository.name(), before, after)
        .getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chart: [a] | line 1, column 1: the key \"chart\" is unknown",
        "prereleases: never | line 1, column 14: `prereleases` is \"never\": write skip or tag",
        "charts: [ | it is not valid YAML",
      })
  void aBrokenFileFailsTheRunAndNothingIsWritten(String settings, String problem) {
    try (Scene scene = Scene.usual()) {
      CommitSha before = scene.commit("main", "import", chart("charts/web", "web", "1.0.0"));
      scene.history().branch("release", before);
      CommitSha broken =
          scene.mergePullRequest(
              "",
              MergeMethod.SQUASH,
              all(chart("charts/web", "web", "1.1.0"), Map.of(FILE, settings)));

      Report report = scene.push(before, broken);

      assertThat(report.outcome()).isInstanceOf(RunOutcome.Failed.class);
      assertThat(report.message())
          .startsWith(
              ".github/chart-tagger.yaml of example-org/helm-charts at %s cannot be used, so nothing was tagged: %s"
                  .formatted(broken.abbreviated(), problem))
          .endsWith(
              ". Merge a fix: its run also tags what was merged meanwhile. Sending this dispatch again does not help.");
      assertThat(scene.tags()).isEmpty();
      assertThat(
              scene
                  .simulator()
                  .log()
                  .matching(
                      it -> !it.isRead() && !it.authentication() && !it.is("POST", "/check-runs")))
          .isEmpty();

      // Its fix makes good for it, each merge with its own pull request.
      CommitSha fixed =
          scene.mergePullRequest(
              "",
              MergeMethod.SQUASH,
              all(
                  chart("charts/db", "db", "1.0.0"),
                  Map.of(FILE, "tagFormat: '{chart}-{version}'")));
      assertThat(outcomes(scene.push(broken, fixed)))
          .isEqualTo(Map.of("web-1.1.0", "created", "db-1.0.0", "created"));
    }
  }

  @Test
  void eachMergeIsDecidedByTheSettingsAtItsOwnCommit() {
    try (Scene scene = Scene.usual()) {
      CommitSha before = scene.commit("main", "import", chart("charts/web", "web", "1.0.0"));
      scene.history().branch("release", before);
      scene.mergePullRequest("", MergeMethod.SQUASH, chart("charts/web", "web", "1.1.0"));
      scene.mergePullRequest(
          "",
          MergeMethod.SQUASH,
          all(
              Map.of(FILE, "charts: [stable]\ntagFormat: '{chart}/{version}'\n"),
              chart("stable/db", "db", "1.0.0"),
              chart("charts/web", "web", "1.2.0")));
      CommitSha after =
          scene.mergePullRequest("", MergeMethod.SQUASH, chart("stable/db", "db", "1.1.0"));

      assertThat(outcomes(scene.push(before, after)))
          .isEqualTo(Map.of("web-v1.1.0", "created", "db/1.0.0", "created", "db/1.1.0", "created"));
    }
  }

  /** A chart of version 1.0.0, in a repository with these settings. */
  private static CommitSha imported(Scene scene, String settings) {
    CommitSha imported =
        scene.commit(
            "main", "import", all(chart("charts/web", "web", "1.0.0"), Map.of(FILE, settings)));
    scene.history().branch("release", imported);
    return imported;
  }

  /** The merge of a pull request with that body, which raises the chart. */
  private static CommitSha raised(Scene scene, String body) {
    return scene.mergePullRequest(body, MergeMethod.SQUASH, chart("charts/web", "web", "1.1.0"));
  }

  @Test
  void aLinkInPlaceOfTheFileIsRefused() {
    try (Scene scene = Scene.usual()) {
      CommitSha before = imported(scene, "prereleases: skip\n");
      CommitSha linked =
          scene
              .history()
              .commit(
                  "main",
                  FileChanges.none()
                      .write("settings.yaml", "prereleases: skip\n")
                      .link(FILE, "../settings.yaml"),
                  Note.of("link\n", scene.tick()));

      assertThat(scene.push(before, linked).message())
          .contains("it is no file; commit the file itself in its place");
    }
  }

  @Test
  void aFileThatIsTooLargeIsRefused() {
    try (Scene scene = Scene.usual()) {
      CommitSha before = scene.commit("main", "import", chart("charts/web", "web", "1.0.0"));
      CommitSha large =
          scene.commit(
              "main",
              "large",
              all(
                  chart("charts/web", "web", "1.1.0"),
                  Map.of(FILE, "#" + "x".repeat(2_000_000) + "\n")));

      assertThat(scene.push(before, large).message()).contains("it has more than 65536 bytes");
      assertThat(scene.tags()).isEmpty();
    }
  }

  @Test
  void theReleasePullRequestIsLabelledOnceWhenItIsOpened() {
    try (Scene scene = Scene.usual()) {
      CommitSha before = imported(scene, "labels: [release, 'needs: review']\n");
      CommitSha after = raised(scene, "");

      Report report = scene.push(before, after);
      scene.push(before, after);

      assertThat(report.warnings()).isEmpty();
      assertThat(scene.repository().pulls().open())
          .hasSize(1)
          .allMatch(pull -> pull.labels().equals(List.of("needs: review", "release")));
      assertThat(scene.simulator().log().matching(it -> it.is("POST", "/labels"))).hasSize(1);
    }
  }

  /** As a run leaves it that dies before it sets them. */
  @Test
  void aReleasePullRequestThatNoRunRemembersIsLabelledByTheNextOne() {
    try (Scene scene = Scene.usual()) {
      CommitSha before = imported(scene, "labels: [release]\n");
      CommitSha after = raised(scene, "");
      scene
          .repository()
          .pulls()
          .open(new PullRequestDraft("Release", "By a run that died.", "main", "release"));

      scene.push(before, after);

      assertThat(scene.repository().pulls().open())
          .hasSize(1)
          .allMatch(pull -> pull.labels().equals(List.of("release")));
    }
  }

  @Test
  void whereLabelsAreRefusedEverythingElseIsDone() {
    try (Scene scene = Scene.usual()) {
      CommitSha before = imported(scene, "labels: [release]\n");
      CommitSha after = raised(scene, "");
      scene
          .simulator()
          .faults()
          .next(it -> it.is("POST", "/labels"), Fault.Refuse.with(403, "Forbidden"));

      Report report = scene.push(before, after);

      assertThat(report.outcome()).isEqualTo(new RunOutcome.Tagged());
      assertThat(report.warnings())
          .filteredOn(warning -> warning.code().equals("labels"))
          .hasSize(1);
    }
  }

  @Test
  void prereleasesAreSkippedWhereTheSettingsSaySo() {
    try (Scene scene = Scene.usual()) {
      CommitSha before = imported(scene, "prereleases: skip\n");
      CommitSha candidate = scene.commit("main", "rc", chart("charts/web", "web", "1.1.0-rc.1"));
      CommitSha after = scene.commit("main", "release", chart("charts/web", "web", "1.1.0"));

      Report skipped = scene.push(before, candidate);
      assertThat(outcomes(skipped)).isEqualTo(Map.of("web-v1.1.0-rc.1", "skipped"));
      assertThat(skipped.outcome()).isEqualTo(new RunOutcome.NothingToTag());
      assertThat(outcomes(scene.push(candidate, after))).isEqualTo(Map.of("web-v1.1.0", "created"));
    }
  }

  @Test
  void aChangelogIsRequiredWhereTheSettingsSaySo() {
    try (Scene scene = Scene.usual()) {
      CommitSha before = imported(scene, "requireChangelog: true\n");
      Map<String, String> raised = new HashMap<>(chart("charts/web", "web", "1.1.0"));
      raised.remove("charts/web/CHANGELOG.md");
      CommitSha without = scene.mergePullRequest("", MergeMethod.SQUASH, raised);
      CommitSha with =
          scene.mergePullRequest("", MergeMethod.SQUASH, chart("charts/web", "web", "1.2.0"));

      Report refused = scene.push(before, without);
      assertThat(outcomes(refused)).isEqualTo(Map.of("web-v1.1.0", "undocumented"));
      assertThat(refused.outcome()).isInstanceOf(RunOutcome.Failed.class);
      assertThat(refused.charts().getFirst().message())
          .startsWith("a changelog is required, but nobody wrote one for version 1.1.0; merge");
      assertThat(outcomes(scene.push(without, with))).containsEntry("web-v1.2.0", "created");
    }
  }

  @Test
  void lineageCountsOnlyFromThoseWhomTheSettingsName() {
    try (Scene scene = Scene.usual()) {
      String map = "<!-- ATTESTATION_MAP {\"lint\": \"1\"} -->";
      CommitSha before = imported(scene, "lineageAuthors: ['ci-bot[bot]']\n");
      CommitSha after = raised(scene, map);

      Report report = scene.push(before, after);

      assertThat(scene.tagObject("web-v1.1.0")).contains("Attestation Lineage:\n- none\n");
      assertThat(report.warnings())
          .filteredOn(warning -> warning.code().equals("lineage-author"))
          .extracting(Warning::message)
          .allMatch(message -> message.startsWith("the lineage of pull request #1 does not count"))
          .hasSize(1);
    }
  }
}
