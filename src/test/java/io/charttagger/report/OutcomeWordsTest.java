package io.charttagger.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words are a contract: workflows, alarms and scripts compare them. */
final class OutcomeWordsTest {

  @Test
  void runs() {
    assertThat(
            Stream.of(
                    new RunOutcome.Tagged(),
                    new RunOutcome.NothingToTag(),
                    new RunOutcome.Planned(),
                    new RunOutcome.Previewed(/* fails= */ false),
                    new RunOutcome.Previewed(/* fails= */ true),
                    new RunOutcome.InProgress(),
                    new RunOutcome.Incomplete(Duration.ZERO),
                    new RunOutcome.Failed(422),
                    new RunOutcome.Rejected(403),
                    new RunOutcome.NotOurs(),
                    new RunOutcome.Audited(),
                    new RunOutcome.Checked(/* fails= */ false),
                    new RunOutcome.Checked(/* fails= */ true))
                .map(OutcomeWords::of))
        .containsExactly(
            "tagged",
            "nothing-to-tag",
            "planned",
            "planned",
            "failed",
            "in-progress",
            "incomplete",
            "failed",
            "rejected",
            "not-ours",
            "audited",
            "checked",
            "checked");
  }

  @Test
  void charts() {
    assertThat(Stream.of(ChartResult.values()).map(OutcomeWords::of))
        .containsExactly(
            "create",
            "created",
            "created",
            "already-tagged",
            "already-tagged",
            "version-unchanged",
            "untagged",
            "deleted",
            "invalid",
            "invalid",
            "conflict",
            "conflict",
            "unattested",
            "undocumented",
            "skipped",
            "refused",
            "ok",
            "missing",
            "lightweight",
            "off-main",
            "annotation-differs",
            "unsigned",
            "bad-signature");
  }

  @Test
  void releasePullRequests() {
    assertThat(Stream.of(ReleaseResult.values()).map(OutcomeWords::of))
        .containsExactly("created", "updated", "unchanged", "nothing-between", "failed");
  }

  @Test
  void pointsOfASetup() {
    assertThat(Stream.of(SetupPoint.values()).map(OutcomeWords::of))
        .containsExactly(
            "secret",
            "signing-key",
            "table",
            "github",
            "clock",
            "app",
            "permissions",
            "webhook",
            "allow-list",
            "installation",
            "accepted-permissions",
            "repository",
            "main-branch",
            "settings",
            "release-branch",
            "charts",
            "tag-protection",
            "tag-creation",
            "clean-up");
    assertThat(Stream.of(PointResult.values()).map(OutcomeWords::of))
        .containsExactly("ok", "warning", "failed", "not-checked");
  }

  @Test
  void branches() {
    assertThat(Stream.of(BranchResult.values()).map(OutcomeWords::of))
        .containsExactly("deleted", "kept", "missing");
  }
}
