package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.report.ChartLine;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tag on a commit whose workflow files differ from main's may want one permission more. */
final class WorkflowPermissionTest {
  private final Scene scene = Scene.usual();
  private final CommitSha before = start();
  private final CommitSha after =
      scene.mergePullRequest(
          "raise",
          MergeMethod.MERGE,
          all(chart("charts/a", "a", "1.1.0"), chart("charts/b", "b", "1.1.0")));

  private CommitSha start() {
    CommitSha imported =
        scene.commit(
            "main",
            "import",
            all(chart("charts/a", "a", "1.0.0"), chart("charts/b", "b", "1.0.0")));
    scene.history().branch("release", imported);
    return imported;
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void onceItIsGrantedTheSameDispatchMakesTheTags() {
    scene.commit("main", "workflow", Map.of(".github/workflows/ci.yaml", "on: push\n"));
    scene.repository().guardWorkflows();

    Report refused = scene.push(before, after);

    assertThat(refused.outcome()).isEqualTo(new RunOutcome.Failed(422));
    assertThat(refused.charts())
        .hasSize(2)
        .extracting(ChartLine::message)
        .allMatch(message -> message.contains("grants it \"Workflows: write\""));

    assertThat(tokensAskedFor()).as("the usual one, and once for more").isEqualTo(2);

    grantWorkflows();

    assertThat(scene.push(before, after).outcome()).isEqualTo(new RunOutcome.Tagged());
    assertThat(scene.history().tags()).hasSize(2);
  }

  @Test
  void whereItIsNotNeededItIsNotAskedFor() {
    grantWorkflows();

    assertThat(scene.push(before, after).outcome()).isEqualTo(new RunOutcome.Tagged());
    assertThat(tokensAskedFor()).isEqualTo(1);
  }

  private long tokensAskedFor() {
    return scene.simulator().log().all().stream()
        .filter(request -> request.path().endsWith("/access_tokens"))
        .count();
  }

  private void grantWorkflows() {
    Map<String, String> granted = new HashMap<>(scene.repository().installation().permissions());
    granted.put("workflows", "write");
    scene.repository().installation().grant(granted);
  }
}
