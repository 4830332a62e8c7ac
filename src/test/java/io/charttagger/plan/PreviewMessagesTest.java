package io.charttagger.plan;

import static io.charttagger.plan.ChartStateBuilder.in;
import static io.charttagger.plan.ChartStateBuilder.yaml;
import static io.charttagger.plan.MergeBuilder.sha;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.TagFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is about to merge is told what to do before the merge. */
final class PreviewMessagesTest {
  private static final PlanRules PREVIEW = TestPlans.DEFAULT_RULES.previewing();

  private static ChartStateBuilder raised() {
    return in("charts/a").from("a", "0.9.0").to("a", "1.0.0");
  }

  private static String message(Merge merge) {
    return TestPlans.step(TestPlans.by(PREVIEW, merge)).message();
  }

  private static Merge merge(ChartStateBuilder chart) {
    return MergeBuilder.on("1").from(12, "").changing(chart);
  }

  @Test
  void aConflictIsAvoidedByAnotherVersion() {
    assertThat(message(merge(raised().tagged(TestPlans.tagOn(sha("2"))))))
        .isEqualTo(
            "a-v1.0.0 points at %s, but this pull request has other content for this version; a tag is never moved, so raise the version"
                .formatted(sha("2")));
  }

  @Test
  void lineageIsAddedToThePullRequest() {
    assertThat(message(merge(raised()).by(TestPlans.LINEAGE_REQUIRED)))
        .isEqualTo(
            "lineage is required, but pull request #12 has no attestation for this chart; add one to its ATTESTATION_MAP");
  }

  @Test
  void aChangelogIsWritten() {
    TaggingRules required =
        new TaggingRules(
            TagFormat.DEFAULT,
            /* requireLineage= */ false,
            /* requireChangelog= */ true,
            /* skipPrereleases= */ false,
            Set.of());

    assertThat(message(merge(raised()).by(required)))
        .isEqualTo(
            "a changelog is required, but nobody wrote one for version 1.0.0; add its section to CHANGELOG.md");
  }

  @Test
  void whatCannotBeReadIsFixed() {
    ChartAt bad = yaml("name: a\nversion: 1.1\n");

    assertThat(message(merge(in("charts/a").to(bad)))).endsWith(" (fix it before the merge)");
    assertThat(message(merge(in("charts/a").from(bad).to(bad))))
        .endsWith(" (this pull request did not introduce it)");
  }

  @Test
  void oneVersionIsInOneDirectory() {
    assertThat(
            TestPlans.by(
                    PREVIEW,
                    MergeBuilder.on("1")
                        .changing(in("charts/a").to("a", "1.0.0"), in("charts/b").to("a", "1.0.0")))
                .steps())
        .extracting(Step::message)
        .containsOnly(
            "charts/a and charts/b each contain a 1.0.0, so none of them is tagged; give each its own name or version");
  }
}
