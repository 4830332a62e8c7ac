package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chartYaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.release.ReleaseMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changelogs of commit subjects that once lost lines, through git and GitHub. */
final class CommitRangesTest {
  private static final Pattern LINE =
      Pattern.compile("^- (.+) \\([0-9a-f]{7}\\)$", Pattern.MULTILINE);

  private final Scene scene = Scene.with(Scene.Options.USUAL.releasing(ReleaseMode.OFF));
  private int contents;

  @AfterEach
  void close() {
    scene.close();
  }

  private CommitSha tagged(String tag, String directory) {
    String name = tag.substring(0, tag.indexOf("-v"));
    String version = tag.substring(tag.indexOf("-v") + 2);
    CommitSha commit = scene.commit("main", "import " + tag, yaml(directory, name, version));
    scene.history().annotatedTag(tag, commit.value(), Note.of("by hand\n", scene.tick()));
    return commit;
  }

  private static Map<String, String> yaml(String directory, String name, String version) {
    return Map.of(directory + "/Chart.yaml", chartYaml(name, version));
  }

  private CommitSha touch(String branch, String subject, String directory) {
    return scene.commit(branch, subject, Map.of(directory + "/values.yaml", "x: " + contents++));
  }

  private List<String> subjects(String tag) {
    List<String> subjects = new ArrayList<>();
    Matcher lines = LINE.matcher(scene.tagObject(tag));
    while (lines.find()) {
      subjects.add(lines.group(1));
    }
    return subjects;
  }

  private List<LoggedRequest> reads() {
    return scene.simulator().log().matching(LoggedRequest::isRead);
  }

  @Test
  void severalMergesInOnePush() {
    tagged("db-v1.0.0", "charts/db");
    CommitSha before = tagged("web-v1.0.0", "charts/web");
    scene.mergePullRequest("", MergeMethod.SQUASH, Map.of("charts/web/a.yaml", "a"));
    scene.mergePullRequest(
        "", MergeMethod.SQUASH, Map.of("charts/web/b.yaml", "b", "charts/db/b.yaml", "b"));
    CommitSha after =
        scene.mergePullRequest(
            "",
            MergeMethod.SQUASH,
            all(yaml("charts/web", "web", "1.1.0"), yaml("charts/db", "db", "1.1.0")));

    scene.push(before, after);

    assertThat(subjects("web-v1.1.0"))
        .containsExactly("Change charts (#3)", "Change charts (#2)", "Change charts (#1)");
    assertThat(subjects("db-v1.1.0")).containsExactly("Change charts (#3)", "Change charts (#2)");
  }

  @Test
  void aBranchBehindMoreThanAHundredCommits() {
    CommitSha start = tagged("web-v1.0.0", "charts/web");
    scene.history().branch("topic", start);
    scene.commit("topic", "the oldest", Map.of("charts/web/topic.yaml", "1"));
    scene.commit("topic", "the second", Map.of("charts/web/topic.yaml", "2"));
    for (int i = 0; i < 120; i++) {
      touch("main", "on main " + i, "charts/web");
    }
    CommitSha before = tagged("web-v1.1.0", "charts/web");
    scene.commit("topic", "raise", yaml("charts/web", "web", "1.2.0"));
    CommitSha after =
        scene
            .history()
            .commit(
                List.of(before, scene.history().tip("topic")),
                FileChanges.none()
                    .write("charts/web/Chart.yaml", chartYaml("web", "1.2.0"))
                    .write("charts/web/topic.yaml", "2"),
                Note.of("merge topic\n", scene.tick()));
    scene.history().branch("main", after);

    scene.push(before, after);

    assertThat(subjects("web-v1.2.0"))
        .containsExactly("merge topic", "raise", "the second", "the oldest");
  }

  @Test
  void aLongRangeWhoseLengthCostsNothing() {
    tagged("web-v1.0.0", "charts/web");
    touch("main", "first", "charts/web");
    elsewhere(140);
    touch("main", "in the middle", "charts/web");
    elsewhere(140);
    CommitSha before = scene.history().tip("main");
    CommitSha after =
        scene.mergePullRequest("", MergeMethod.SQUASH, yaml("charts/web", "web", "1.1.0"));

    scene.push(before, after);

    assertThat(subjects("web-v1.1.0"))
        .containsExactly("Change charts (#1)", "in the middle", "first");
    assertThat(reads())
        .filteredOn(request -> request.path().contains("/commits?sha="))
        .as("listings of commits")
        .hasSize(1);
    assertThat(reads())
        .filteredOn(request -> request.path().contains("/matching-refs/"))
        .as("listings of tags")
        .hasSize(1);
    assertThat(reads())
        .filteredOn(request -> request.path().contains("/compare/"))
        .as("comparisons")
        .hasSize(1);
  }

  private void elsewhere(int commits) {
    for (int i = 0; i < commits; i++) {
      scene.commit("main", "elsewhere", Map.of("docs/page.md", "" + contents++));
    }
  }

  @Test
  void releaseLinesOfOneName() {
    tagged("db-v8.0.45", "charts/db-8");
    touch("main", "line 9 begins", "charts/db-9");
    CommitSha first = tagged("db-v9.1.2", "charts/db-9");
    touch("main", "work on 8", "charts/db-8");
    touch("main", "work on 9", "charts/db-9");
    CommitSha nine =
        scene.mergePullRequest("", MergeMethod.SQUASH, yaml("charts/db-9", "db", "9.1.3"));
    scene.push(first, nine);
    CommitSha eight =
        scene.mergePullRequest("", MergeMethod.SQUASH, yaml("charts/db-8", "db", "8.0.46"));
    scene.push(nine, eight);
    touch("main", "more on 9", "charts/db-9");
    CommitSha both =
        scene.mergePullRequest(
            "",
            MergeMethod.SQUASH,
            all(yaml("charts/db-8", "db", "8.0.47"), yaml("charts/db-9", "db", "9.1.4")));
    scene.push(eight, both);

    assertThat(subjects("db-v9.1.3")).containsExactly("Change charts (#1)", "work on 9");
    assertThat(subjects("db-v8.0.46")).containsExactly("Change charts (#2)", "work on 8");
    assertThat(subjects("db-v9.1.4")).containsExactly("Change charts (#3)", "more on 9");
    assertThat(subjects("db-v8.0.47")).containsExactly("Change charts (#3)");
    assertThat(scene.push(eight, both).warnings())
        .noneMatch(warning -> warning.code().equals("annotation-differs"));
  }

  @Test
  void versionsThatDifferInBuildMetadata() {
    CommitSha before = tagged("web-v1.0.0+1", "charts/web");
    touch("main", "values", "charts/web");
    CommitSha after =
        scene.mergePullRequest("", MergeMethod.SQUASH, yaml("charts/web", "web", "1.0.0+2"));

    scene.push(before, after);

    assertThat(subjects("web-v1.0.0+2")).containsExactly("Change charts (#1)", "values");
  }
}
