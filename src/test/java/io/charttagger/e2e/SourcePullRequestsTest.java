package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.port.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which pull request a merge came from, however GitHub tells of it. */
final class SourcePullRequestsTest {
  private static final Map<String, String> RAISED = chart("charts/a", "a", "1.1.0");

  private final ManualClock clock = new ManualClock(Scene.START);
  private Scene scene;
  private CommitSha before;

  @BeforeEach
  void aRepositoryWithAChart() {
    scene = Scene.at(clock);
    before = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
    scene.history().branch("release", before);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  static Stream<Arguments> delays() {
    return Stream.of(
        arguments(0, "Source PR: #1"),
        arguments(1, "Source PR: #1"),
        arguments(4, "Source PR: #1"),
        arguments(9, "Source PR: #1"),
        arguments(3600, "Source PR: #1"));
  }

  @ParameterizedTest(name = "known after {0} s")
  @MethodSource("delays")
  void aMergeThatGitHubLearnsOfLateFindsItsPullRequest(int seconds, String expected) {
    scene.repository().lateLookups(Duration.ofSeconds(seconds));
    CommitSha after = scene.mergePullRequest("up", MergeMethod.MERGE, RAISED);

    scene.push(before, after);

    assertThat(scene.tagObject("a-v1.1.0")).contains(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  void aSubjectIsBelievedOnlyWhereGitHubBearsItOut(
      String subject, Consumer<SourcePullRequestsTest> others, String expected) {
    others.accept(this);
    CommitSha after = scene.commit("main", subject, RAISED);

    scene.push(before, after);

    assertThat(scene.tagObject("a-v1.1.0")).containsPattern(expected);
  }

  static Stream<Arguments> subjects() {
    return Stream.of(
        subject("no number at all", test -> {}, "Source PR: none \\(.+: no number at all\\)"),
        subject("a number of nothing (#4711)", test -> {}, "Source PR: none "),
        subject("an issue's number (#1)", test -> test.openPullRequest(), "Source PR: none "),
        subject(
            "Merge pull request #1 from x/y", test -> test.openPullRequest(), "Source PR: none "),
        subject(
            "Revert \"up (#1)\"",
            test ->
                test.scene.mergePullRequest(
                    "up", MergeMethod.SQUASH, chart("charts/b", "b", "1.0.0")),
            "Source PR: none "),
        subject(
            "number of another merge (#1)",
            test ->
                test.scene.mergePullRequest(
                    "up", MergeMethod.SQUASH, chart("charts/b", "b", "1.0.0")),
            "Source PR: none "));
  }

  private static Arguments subject(
      String subject, Consumer<SourcePullRequestsTest> others, String expected) {
    return arguments(subject, others, expected);
  }

  private void openPullRequest() {
    scene.history().branch("open", before);
    scene.commit("open", "open work", Map.of("README.md", "words"));
    scene.repository().pulls().open(new PullRequestDraft("Open", "", "open", "main"));
  }

  @Test
  void ofTwoNumbersInASquashedSubjectTheLastOneCounts() {
    scene.mergePullRequest("first", MergeMethod.SQUASH, chart("charts/b", "b", "1.0.0"));
    CommitSha start = scene.history().tip("main");
    scene.history().branch("feature", start);
    scene.commit("feature", "Bring it again (#1)", RAISED);
    PullRequest opened =
        scene
            .repository()
            .pulls()
            .open(new PullRequestDraft("Bring it again (#1)", "", "feature", "main"));
    scene.repository().pulls().merge(opened.number(), MergeMethod.SQUASH, scene.tick());

    scene.push(start, scene.history().tip("main"));

    assertThat(scene.tagObject("a-v1.1.0")).contains("Source PR: #2");
  }

  @Test
  void aReleasePullRequestAndASyncPullRequestThatContainTheCommitAreNotItsSource() {
    scene.history().branch("staging", before);
    CommitSha after = scene.mergePullRequest("up", MergeMethod.SQUASH, RAISED);
    PullRequest release =
        scene
            .repository()
            .pulls()
            .open(new PullRequestDraft("release: everything", "", "main", "release"));
    scene
        .repository()
        .pulls()
        .open(new PullRequestDraft("Sync main into staging", "", "main", "staging"));
    scene.repository().pulls().merge(release.number(), MergeMethod.MERGE, scene.tick());

    scene.push(before, after);

    assertThat(scene.tagObject("a-v1.1.0")).contains("Source PR: #1");
  }

  @Test
  void ofTwoPullRequestsMergedByOneCommitTheOldestCounts() {
    scene.history().branch("one", before);
    CommitSha head = scene.commit("one", "raise", RAISED);
    scene.history().branch("two", head);
    PullRequest one =
        scene.repository().pulls().open(new PullRequestDraft("One", "", "one", "main"));
    PullRequest two =
        scene.repository().pulls().open(new PullRequestDraft("Two", "", "two", "main"));
    scene.history().branch("main", head);
    for (PullRequest pull : List.of(two, one)) {
      scene
          .repository()
          .pulls()
          .addMerged(
              pull.number() + 10,
              new PullRequestDraft(pull.title(), "", pull.head(), "main"),
              head,
              io.charttagger.local.github.MergedAs.of(head, Scene.START));
    }

    scene.push(before, head);

    assertThat(scene.tagObject("a-v1.1.0")).contains("Source PR: #11");
  }

  @Test
  void aRevertIsItsOwnMerge() {
    CommitSha up = scene.mergePullRequest("up", MergeMethod.SQUASH, RAISED);
    CommitSha down =
        scene.mergePullRequest("Revert #1", MergeMethod.SQUASH, chart("charts/a", "a", "1.0.1"));

    scene.push(before, up);
    scene.push(up, down);

    assertThat(scene.tagObject("a-v1.0.1")).contains("Source PR: #2");
  }
}
