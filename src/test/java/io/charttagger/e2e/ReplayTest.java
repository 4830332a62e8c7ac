package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chartYaml;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.MergedAs;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A public repository's pushes to its charts, rebuilt commit by commit. The file lists for each
 * commit the charts it changed, the SHAs of their trees (two directories here are alike when those
 * were), the pull request that it came from, and look-alike pull requests that merely contain it.
 */
final class ReplayTest {
  private static final String FILE = "/replay/arustydev-helm-charts.json";

  /**
   * The file is older than the table of outcomes: its words, and those of today. They agree
   * throughout.
   */
  private static final Map<String, String> TODAY =
      Map.of("create", "created", "none", "version-unchanged", "conflict", "conflict");

  @Test
  void everyCommitGetsTheTagsThatAreRight() throws IOException {
    try (Scene scene = Scene.usual()) {
      CommitSha before = scene.commit("main", "before it all", Map.of("README.md", "charts"));
      scene.history().branch("release", before);
      scene.history().branch("integration", before);
      Map<String, CommitSha> rebuilt = new HashMap<>();
      Map<String, CommitSha> tagged = new TreeMap<>();
      for (JsonNode listed : commits()) {
        CommitSha after = rebuild(scene, listed, rebuilt);
        rebuilt.put(listed.path("sha").asText(), after);
        if (!listed.path("onFirstParent").asBoolean()) {
          continue;
        }
        pullRequests(scene, listed, after);

        Report report = scene.push(before, after);

        assertThat(outcomes(report))
            .as(listed.path("subject").asText())
            .isEqualTo(expected(listed));
        for (JsonNode chart : listed.path("charts")) {
          if (chart.path("expected").asText().equals("create")) {
            tagged.put(chart.path("tag").asText(), after);
            assertThat(scene.tagObject(chart.path("tag").asText()))
                .contains(sourceLine(listed), "\nCommit: " + after + "\n");
          }
        }
        before = after;
      }
      assertThat(scene.tags().keySet()).isEqualTo(tagged.keySet()).hasSize(16);
      tagged.forEach(
          (tag, commit) -> assertThat(scene.tagObject(tag)).startsWith("object " + commit));
    }
  }

  private static JsonNode commits() throws IOException {
    try (InputStream file = ReplayTest.class.getResourceAsStream(FILE)) {
      return JsonMapper.builder().build().readTree(file).path("commits");
    }
  }

  private static CommitSha rebuild(Scene scene, JsonNode listed, Map<String, CommitSha> rebuilt) {
    FileChanges changes = FileChanges.none();
    for (JsonNode chart : listed.path("charts")) {
      String directory = "charts/" + chart.path("dir").asText() + "/";
      String version = chart.path("version").asText();
      changes =
          changes
              .write(directory + "Chart.yaml", chartYaml(chart.path("name").asText(), version))
              .write(directory + "content", chart.path("tree").asText());
      if (chart.path("changelog").asBoolean()) {
        changes = changes.write(directory + "CHANGELOG.md", "## " + version + "\n\n- words\n");
      }
    }
    Note note = Note.of(listed.path("subject").asText() + "\n", scene.tick());
    if (!listed.path("onFirstParent").asBoolean()) {
      return scene.history().commit("integration", changes, note);
    }
    if (listed.path("parents").size() > 1) {
      CommitSha other = rebuilt.get(listed.path("parents").path(1).asText());
      CommitSha merge =
          scene.history().commit(List.of(scene.history().tip("main"), other), changes, note);
      scene.history().branch("main", merge);
      return merge;
    }
    return scene.history().commit("main", changes, note);
  }

  private static void pullRequests(Scene scene, JsonNode listed, CommitSha after) {
    if (listed.path("expectedSourcePr").isInt()) {
      scene
          .repository()
          .pulls()
          .addMerged(
              listed.path("expectedSourcePr").asInt(),
              new PullRequestDraft(listed.path("subject").asText(), "", "feature", "main"),
              after,
              MergedAs.of(after, scene.tick()));
    }
    for (JsonNode decoy : listed.path("decoyPrs")) {
      // main merged back into the integration branch: it contains the commit and did not bring it.
      scene
          .repository()
          .pulls()
          .open(decoy.asInt(), new PullRequestDraft("Sync from main", "", "main", "integration"));
    }
  }

  private static Map<String, String> expected(JsonNode listed) {
    Map<String, String> expected = new TreeMap<>();
    for (JsonNode chart : listed.path("charts")) {
      expected.put(chart.path("tag").asText(), TODAY.get(chart.path("expected").asText()));
    }
    return expected;
  }

  private static String sourceLine(JsonNode listed) {
    return listed.path("expectedSourcePr").isInt()
        ? "\nSource PR: #" + listed.path("expectedSourcePr").asInt() + "\n"
        : "\nSource PR: none (";
  }
}
