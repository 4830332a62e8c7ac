package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.outcomes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.dispatch.SavedEvents;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the operator names no main branch, each repository's default branch is tagged. */
final class MainBranchTest {
  private Scene scene;
  private CommitSha before;
  private CommitSha after;

  @BeforeEach
  void raiseAChartOnMaster() {
    scene = Scene.with(Scene.Options.USUAL.onDefaultBranch());
    scene.repository().defaultBranch("master");
    before = scene.commit("master", "import", chart("charts/a", "a", "1.0.0"));
    scene.history().branch("release", before);
    after = scene.commit("master", "raise", chart("charts/a", "a", "1.1.0"));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void theDefaultBranchIsTaggedAndOfferedForRelease() {
    Report report = scene.push(before, after);

    assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.1.0", "created"));
    assertThat(scene.repository().pulls().open())
        .hasSize(1)
        .allMatch(pull -> pull.head().equals("master") && pull.base().equals("release"));
  }

  @Test
  void anotherBranchIsNot() {
    CommitSha side = scene.commit("main", "side", chart("charts/a", "a", "1.1.0"));

    Report report = scene.push(before, side);

    assertThat(report.outcome()).isInstanceOf(RunOutcome.Rejected.class);
    assertThat(scene.tags()).isEmpty();
  }

  @Test
  void aWorkflowOfAnotherBranchIsToldBoth() {
    Report report = scene.run(fromWorkflow("refs/heads/main"));

    assertThat(report.message())
        .contains(
            "the token speaks for \"main\", but only \"master\" is tagged: dispatch from \"master\", or the operator sets MAIN_BRANCH");
    assertThat(report.outcome())
        .isInstanceOfSatisfying(
            RunOutcome.Rejected.class, it -> assertThat(it.status()).isEqualTo(403));
    // Nothing of the repository was read: the answer to the request for a token tells the branch.
    assertThat(scene.simulator().log().all())
        .allMatch(it -> it.authentication() || it.is("GET", "/installation"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/tags/master", "refs/pull/7/merge", "master"})
  void aTokenOfNoBranchIsRefusedBeforeGitHubIsAsked(String ref) {
    Report report = scene.run(fromWorkflow(ref));

    assertThat(report.message())
        .contains(
            "the token speaks for \"%s\", which is not a branch: start the workflow on the branch that is tagged"
                .formatted(ref));
    assertThat(scene.simulator().log().all()).isEmpty();
  }

  @Test
  void aWorkflowOfTheDefaultBranchIsAdmitted() {
    assertThat(outcomes(scene.run(fromWorkflow("refs/heads/master"))))
        .isEqualTo(Map.of("a-v1.1.0", "created"));
  }

  private byte[] fromWorkflow(String ref) {
    return SavedEvents.api(
        event -> {
          ObjectNode claims = (ObjectNode) event.at("/requestContext/authorizer/jwt/claims");
          claims
              .put("iss", "issuer")
              .put("aud", "audience")
              .put("exp", "99999999999")
              .put("repository", scene.repository().name().toString())
              .put("ref", ref);
          event.put(
              "body",
              "{\"repository\":{\"full_name\":\"%s\"},\"client_payload\":{\"before\":\"%s\",\"after\":\"%s\"}}"
                  .formatted(scene.repository().name(), before, after));
        });
  }

  @Test
  void aReleaseBranchThatIsTheDefaultBranchFailsTheRunUntilTheRepositoryNamesAnother() {
    scene.repository().defaultBranch("release");
    CommitSha start = scene.commit("release", "import", chart("charts/b", "b", "1.0.0"));
    CommitSha raised = scene.commit("release", "raise", chart("charts/b", "b", "1.1.0"));

    Report refused = scene.push(start, raised);

    assertThat(refused.outcome()).isInstanceOf(RunOutcome.Failed.class);
    assertThat(refused.message())
        .contains(
            "the deployment's settings do not fit example-org/helm-charts, so nothing was tagged: the release branch is release: it is the main branch; write another one (merge a .github/chart-tagger.yaml that sets another value, or ask the operator to change the setting)");
    assertThat(scene.tags()).isEmpty();

    scene.history().branch("stable", start);
    CommitSha named =
        scene.commit(
            "release", "settings", Map.of(".github/chart-tagger.yaml", "releaseBranch: stable\n"));
    assertThat(outcomes(scene.push(raised, named))).isEqualTo(Map.of("b-v1.1.0", "created"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"catch-up", "audit", "backfill"})
  void everyActionIsForTheDefaultBranch(String action) {
    byte[] event =
        "{\"action\":\"%s\",\"repository\":{\"full_name\":\"%s\"},\"client_payload\":{\"dry_run\":false}}"
            .formatted(action, scene.repository().name())
            .getBytes(UTF_8);

    Report report = scene.run(event);

    assertThat(report.message()).doesNotContain("main;").doesNotContain("no branch main");
    assertThat(report.commit()).contains(after);
  }

  @Test
  void theCatchUpOfAllIsForEachDefaultBranch() {
    Report first = scene.run("{\"action\":\"catch-up\"}".getBytes(UTF_8));
    CommitSha missed = scene.commit("master", "missed", chart("charts/a", "a", "1.2.0"));

    scene.run("{\"action\":\"catch-up\"}".getBytes(UTF_8));

    assertThat(first.outcome()).isInstanceOf(RunOutcome.NothingToTag.class);
    assertThat(scene.tagObject("a-v1.2.0")).contains("Commit: " + missed);
  }
}
