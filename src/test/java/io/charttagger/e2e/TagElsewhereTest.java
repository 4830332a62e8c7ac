package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tag of a version stands on another commit already, with other content. */
final class TagElsewhereTest {
  private Scene scene;
  private CommitSha start;

  @BeforeEach
  void aChart() {
    scene = Scene.usual();
    start = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
    scene.history().branch("release", start);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @ParameterizedTest
  @EnumSource(MergeMethod.class)
  void aPullRequestThatBringsTheVersionIsInConflictHoweverItIsMerged(MergeMethod method) {
    scene.history().lightweightTag("a-v1.1.0", start);
    CommitSha after = scene.mergePullRequest("raise", method, chart("charts/a", "a", "1.1.0"));

    Report report = scene.push(start, after);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.1.0", "conflict"));
    assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(422));
  }

  @ParameterizedTest
  @EnumSource(MergeMethod.class)
  void aPullRequestThatGoesBackToAnOlderVersionIsInConflictHoweverItIsMerged(MergeMethod method) {
    scene.history().lightweightTag("a-v1.0.0", start);
    CommitSha raised = scene.commit("main", "raise", chart("charts/a", "a", "1.1.0"));
    CommitSha after =
        scene.mergePullRequest(
            "lower",
            method,
            all(
                chart("charts/a", "a", "1.0.0"),
                Map.of("charts/a/templates/a.yaml", "kind: Secret\n")));

    Report report = scene.push(raised, after);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.0.0", "conflict"));
  }

  @Test
  void aBranchThatWasTaggedBeforeItIsMergedBringsNoNewVersion() {
    scene.history().branch("maintenance", start);
    CommitSha tagged = scene.commit("maintenance", "mend", chart("charts/a", "a", "1.0.1"));
    scene.history().lightweightTag("a-v1.0.1", tagged);
    CommitSha before =
        scene.commit("main", "document", Map.of("charts/a/templates/b.yaml", "kind: Secret\n"));
    var pull =
        scene.repository().pulls().open(new PullRequestDraft("Mend", "", "maintenance", "main"));
    scene.repository().pulls().merge(pull.number(), MergeMethod.MERGE, scene.tick());

    Report report = scene.push(before, scene.history().tip("main"));

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.0.1", "version-unchanged"));
    assertThat(report.outcome()).isInstanceOf(RunOutcome.NothingToTag.class);
    assertThat(scene.tags()).containsEntry("a-v1.0.1", tagged.value());
  }
}
