package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.report.ChartResult;
import io.charttagger.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tags that somebody made before us, of every kind, and what becomes of them: nothing, ever. */
final class StandingTagsTest {
  private static final String TAG = "a-v1.1.0";

  /** A tag made by somebody else. */
  interface Tagging {
    void tag(Scene scene, CommitSha before, CommitSha after);
  }

  static Stream<Arguments> tags() {
    return Stream.of(
        arguments(
            "a lightweight tag on this commit",
            (Tagging) (scene, before, after) -> scene.history().lightweightTag(TAG, after),
            "already-tagged",
            "annotation-differs"),
        arguments(
            "an annotated tag on this commit, with other words",
            (Tagging) (scene, before, after) -> annotated(scene, TAG, after.value(), "Mine"),
            "already-tagged",
            "annotation-differs"),
        arguments(
            "a tag of a tag of this commit",
            (Tagging)
                (scene, before, after) ->
                    annotated(
                        scene, TAG, annotated(scene, "inner", after.value(), "Inner"), "Outer"),
            "already-tagged",
            "annotation-differs"),
        arguments(
            "a lightweight tag on another commit",
            (Tagging) (scene, before, after) -> scene.history().lightweightTag(TAG, before),
            "conflict",
            ""),
        arguments(
            "an annotated tag on another commit",
            (Tagging) (scene, before, after) -> annotated(scene, TAG, before.value(), "Mine"),
            "conflict",
            ""),
        arguments(
            "a tag of a tag of another commit",
            (Tagging)
                (scene, before, after) ->
                    annotated(
                        scene, TAG, annotated(scene, "inner", before.value(), "Inner"), "Outer"),
            "conflict",
            ""),
        arguments(
            "a longer version that begins alike",
            (Tagging) (scene, before, after) -> scene.history().lightweightTag(TAG + "0", before),
            "created",
            ""),
        arguments(
            "the tag of a chart whose name begins alike",
            (Tagging)
                (scene, before, after) -> scene.history().lightweightTag("a-v1-v1.1.0", before),
            "created",
            ""),
        arguments(
            "a tag of another shape",
            (Tagging) (scene, before, after) -> scene.history().lightweightTag("a-1.1.0", before),
            "created",
            ""),
        arguments(
            "a branch of the tag's name",
            (Tagging) (scene, before, after) -> scene.history().branch(TAG, before),
            "created",
            ""));
  }

  private static String annotated(Scene scene, String name, String object, String words) {
    return scene.history().annotatedTag(name, object, Note.of(words + "\n", Scene.START));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tags")
  void aTagThatStandsIsJudgedAndNeverTouched(
      String name, Tagging tagging, String outcome, String warning) {
    try (Scene scene = Scene.usual()) {
      CommitSha before = imported(scene);
      CommitSha after =
          scene.mergePullRequest("up", MergeMethod.SQUASH, chart("charts/a", "a", "1.1.0"));
      tagging.tag(scene, before, after);
      Map<String, String> standing = scene.tags();

      Report report = scene.push(before, after);

      assertThat(outcomes(report)).isEqualTo(Map.of(TAG, outcome));
      assertThat(report.warnings().stream().map(it -> it.code()).toList())
          .isEqualTo(warning.isEmpty() ? List.of() : List.of(warning));
      assertThat(scene.tags()).containsAllEntriesOf(standing);
      assertThat(outcomes(scene.push(before, after)).values()).doesNotContain("created");
    }
  }

  static Stream<Arguments> meanwhile() {
    return Stream.of(
        arguments(
            "on this commit",
            (Tagging) (scene, before, after) -> scene.history().lightweightTag(TAG, after),
            "already-tagged"),
        arguments(
            "on another commit",
            (Tagging) (scene, before, after) -> scene.history().lightweightTag(TAG, before),
            "conflict"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("meanwhile")
  void aTagMadeBetweenOurLookAndOurWriteStays(String name, Tagging tagging, String outcome) {
    try (Scene scene = Scene.usual()) {
      CommitSha before = imported(scene);
      CommitSha after =
          scene.mergePullRequest("up", MergeMethod.SQUASH, chart("charts/a", "a", "1.1.0"));
      scene
          .simulator()
          .faults()
          .next(
              call -> call.is("POST", "/git/refs"),
              new Fault.Before(() -> tagging.tag(scene, before, after)));

      Report report = scene.push(before, after);

      assertThat(outcomes(report)).isEqualTo(Map.of(TAG, outcome));
      Map<String, String> standing = scene.tags();
      assertThat(outcomes(scene.push(before, after))).isEqualTo(Map.of(TAG, outcome));
      assertThat(scene.tags()).isEqualTo(standing);
    }
  }

  @Test
  void aMovedChartFindsItsTagStandingWithTheSameContent() {
    try (Scene scene = Scene.usual()) {
      CommitSha start = imported(scene);
      scene.run(scene.dispatch(Optional.empty(), start));
      FileChanges move = FileChanges.none();
      for (String file : chart("charts/a", "a", "1.0.0").keySet()) {
        String content = scene.history().read(start, file).orElseThrow();
        move = move.delete(file).write(file.replace("charts/a", "charts/group/a"), content);
      }
      CommitSha moved = scene.history().commit("main", move, Note.of("move\n", scene.tick()));

      Report report = scene.push(start, moved);

      assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.0.0", "already-tagged"));
      assertThat(report.charts().getFirst().message()).contains(start.value());
    }
  }

  @Test
  void aChartThatMovedToWhereAnotherOneStoodFindsItsTagAskedOnceOrTwice() {
    try (Scene scene = Scene.usual()) {
      CommitSha start = imported(scene);
      scene.mergePullRequest(
          "two",
          MergeMethod.SQUASH,
          all(chart("charts/a", "a", "1.1.0"), chart("charts/x", "x", "1.0.0")));
      FileChanges move = FileChanges.none();
      for (String file : chart("charts/a", "a", "1.1.0").keySet()) {
        String content = scene.history().read(scene.history().tip("main"), file).orElseThrow();
        move = move.delete(file).write(file.replace("charts/a", "charts/x"), content);
      }
      CommitSha moved = scene.history().commit("main", move, Note.of("move\n", scene.tick()));

      Report report = scene.push(start, moved);
      Report again = scene.push(start, moved);

      assertThat(report.charts().getLast().result()).isEqualTo(ChartResult.TAGGED_ELSEWHERE);
      assertThat(again.charts().getLast().result()).isEqualTo(ChartResult.TAGGED_ELSEWHERE);
    }
  }

  private static CommitSha imported(Scene scene) {
    CommitSha start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
    scene.history().branch("release", start);
    return start;
  }
}
