package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.report.ReleaseResult;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One push through the whole story, GitHub's side being real HTTP and real git objects. */
final class TaggingRunTest {
  private static final String BODY =
      "Raises alpha\n\n<!-- ATTESTATION_MAP\n{\"lint\": \"101\", \"test\": 102}\n-->\n";

  private Scene scene;
  private CommitSha before;

  @BeforeEach
  void aRepositoryWithTwoCharts() {
    scene = Scene.usual();
    before =
        scene.commit(
            "main",
            "import",
            all(chart("charts/alpha", "alpha", "1.0.0"), chart("charts/beta", "beta", "2.0.0")));
    scene.history().branch("release", before);
  }

  @AfterEach
  void nothingStaysLocked() {
    assertThat(scene.locks().allReleased()).isTrue();
    assertThat(scene.simulator().log().unsupported()).isEmpty();
    scene.close();
  }

  @ParameterizedTest
  @EnumSource(MergeMethod.class)
  void aRaisedVersionGetsItsTag(MergeMethod method) {
    CommitSha after = scene.mergePullRequest(BODY, method, chart("charts/alpha", "alpha", "1.1.0"));

    Report report = scene.push(before, after);

    assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Tagged.class);
    assertThat(outcomes(report)).isEqualTo(Map.of("alpha-v1.1.0", "created"));
    assertThat(scene.tagObject("alpha-v1.1.0"))
        .isEqualTo(
            """
            object %s
            type commit
            tag alpha-v1.1.0
            tagger chart-tagger[bot] <chart-tagger[bot]@users.noreply.github.com> %d +0000

            Release: alpha v1.1.0

            Attestation Lineage:
            - lint: 101
            - test: 102

            Changelog:
            - alpha 1.1.0

            Source PR: #1
            Commit: %s
            """
                .formatted(after, Scene.START.plusSeconds(180).getEpochSecond(), after));
  }

  @Test
  void theSameDispatchAgainFindsEverythingDone() {
    CommitSha after =
        scene.mergePullRequest(BODY, MergeMethod.SQUASH, chart("charts/alpha", "alpha", "1.1.0"));
    scene.push(before, after);
    Map<String, String> tags = scene.tags();
    scene.simulator().log().clear();

    Report again = scene.push(before, after);

    assertThat(again.outcome()).isInstanceOf(RunOutcome.Tagged.class);
    assertThat(outcomes(again)).isEqualTo(Map.of("alpha-v1.1.0", "already-tagged"));
    assertThat(again.releasePullRequests().getFirst().result()).isEqualTo(ReleaseResult.UNCHANGED);
    assertThat(again.warnings()).isEmpty();
    assertThat(scene.tags()).isEqualTo(tags);
    assertThat(scene.repository().pulls().open()).hasSize(1);
  }
}
