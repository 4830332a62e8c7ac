package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.port.ManualClock;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our clock and GitHub's differ: that is no wrong key. */
final class ClockSkewTest {

  @ParameterizedTest
  @ValueSource(ints = {-900, -90, -30, 0, 30, 90, 900})
  void theRunTagsAllTheSame(int seconds) {
    ManualClock clock = new ManualClock(Scene.START.plus(Duration.ofDays(1)));
    try (Scene scene = Scene.withGitHubAhead(Duration.ofSeconds(seconds), clock)) {
      CommitSha before = scene.commit("main", "import", Map.of("README.md", "Charts\n"));
      scene.history().branch("release", before);
      CommitSha after =
          scene.mergePullRequest("add", MergeMethod.SQUASH, chart("charts/a", "a", "1.0.0"));

      Report report = scene.push(before, after);

      assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Tagged.class);
      assertThat(scene.tags()).containsOnlyKeys("a-v1.0.0");
      assertThat(scene.simulator().log().matching(LoggedRequest::authentication))
          .as("one that is refused, and one dated by GitHub's clock")
          .hasSizeLessThanOrEqualTo(2);
    }
  }
}
