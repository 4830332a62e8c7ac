package io.charttagger.plan;

import static io.charttagger.plan.ChartStateBuilder.in;
import static io.charttagger.plan.TestPlans.failing;
import static io.charttagger.plan.TestPlans.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.TagFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a repository's settings change in the decision. */
final class SettingsOfAMergeTest {
  private static final String LINEAGE = "<!-- ATTESTATION_MAP {\"lint\": 1} -->";

  private static TaggingRules rules(
      boolean requireChangelog, boolean skipPrereleases, Set<String> authors) {
    return new TaggingRules(TagFormat.DEFAULT, false, requireChangelog, skipPrereleases, authors);
  }

  private static ChartStateBuilder a(String version) {
    return in("charts/a").to("a", version);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0, CREATE",
    "1.0.0+build-1, CREATE",
    "1.0.0-rc.1, SKIPPED",
    "1.0.0-0, SKIPPED",
    "1.0.0-SNAPSHOT+1, SKIPPED",
  })
  void aPrereleaseIsSkippedWhereTheSettingsSaySo(String version, ChartOutcome outcome) {
    TaggingRules skipping = rules(false, true, Set.of());

    assertThat(
            TestPlans.outcomes(TestPlans.by(skipping, MergeBuilder.on("1").changing(a(version)))))
        .containsExactly(passing("charts/a", outcome));
    assertThat(
            TestPlans.outcomes(
                TestPlans.by(TaggingRules.DEFAULT, MergeBuilder.on("1").changing(a(version)))))
        .containsExactly(passing("charts/a", ChartOutcome.CREATE));
  }

  @Test
  void aSkippedVersionSaysWhy() {
    assertThat(
            TestPlans.step(
                    TestPlans.by(
                        rules(false, true, Set.of()),
                        MergeBuilder.on("1").changing(a("1.0.0-rc.1"))))
                .message())
        .isEqualTo("the settings leave pre-releases untagged, and 1.0.0-rc.1 is one");
  }

  @Test
  void withoutAChangelogThatIsRequiredAChartIsUndocumented() {
    TaggingRules requiring = rules(true, false, Set.of());

    assertThat(
            TestPlans.outcomes(TestPlans.by(requiring, MergeBuilder.on("1").changing(a("1.0.0")))))
        .containsExactly(failing("charts/a", ChartOutcome.UNDOCUMENTED));
    assertThat(
            TestPlans.outcomes(
                TestPlans.by(
                    requiring, MergeBuilder.on("1").changing(a("1.0.0").withNotes("- words")))))
        .containsExactly(passing("charts/a", ChartOutcome.CREATE));
    assertThat(
            TestPlans.outcomes(
                TestPlans.by(TaggingRules.DEFAULT, MergeBuilder.on("1").changing(a("1.0.0")))))
        .containsExactly(passing("charts/a", ChartOutcome.CREATE));
    assertThat(ReleaseNotes.NONE.isWritten()).isFalse();
  }

  @Test
  void aChartThatIsLeftOutIsSkipped() {
    assertThat(
            TestPlans.outcomes(
                TestPlans.of(
                    MergeBuilder.on("1")
                        .changing(in("charts/a").to(new ChartAt.Excluded("legacy"))))))
        .containsExactly(passing("charts/a", ChartOutcome.SKIPPED));
  }

  @Test
  void lineageOfAnybodyCountsWhereNobodyIsNamed() {
    Step step =
        TestPlans.step(TestPlans.of(MergeBuilder.on("1").from(7, LINEAGE).changing(a("1.0.0"))));

    assertThat(TestPlans.tag(step).annotation()).contains("- lint: 1\n");
  }

  @ParameterizedTest
  @CsvSource({"ada, true", "ADA, true", "ci-bot[bot], false", "adam, false"})
  void lineageCountsFromThePullRequestsOfThoseWhoAreNamed(String named, boolean counts) {
    TaggingPlan plan =
        TestPlans.by(
            rules(false, false, Set.of(named)),
            MergeBuilder.on("1").from(7, LINEAGE).changing(a("1.0.0")));

    assertThat(TestPlans.tag(TestPlans.step(plan)).annotation())
        .contains(counts ? "- lint: 1\n" : "Attestation Lineage:\n- none\n");
    assertThat(TestPlans.codes(plan)).isEqualTo(counts ? List.of() : List.of("lineage-author"));
  }

  @Test
  void thatTheirLineageIsNotUsedSaysWhoMayOpenThePullRequest() {
    Merge merge = MergeBuilder.on("1").from(7, LINEAGE).changing(a("1.0.0"));
    TaggingRules rules = rules(false, false, Set.of("ci-bot[bot]")).requiringLineage(true);

    TaggingPlan plan = TestPlans.by(rules, merge);
    Step preview =
        TestPlans.step(TestPlans.by(TestPlans.DEFAULT_RULES.previewing(), merge.by(rules)));

    assertThat(plan.warnings().getFirst().message())
        .isEqualTo(
            "the lineage of pull request #7 does not count, because \"ada\" opened it and lineageAuthors does not name that account; let a named account open the next one");
    assertThat(TestPlans.step(plan).message())
        .isEqualTo(
            "lineage is required, but \"ada\" opened pull request #7, and lineageAuthors does not name that account; merge a change that raises the version through a pull request that a named account opened");
    assertThat(preview.message())
        .isEqualTo(
            "lineage is required, but \"ada\" opened pull request #7, and lineageAuthors does not name that account; let a named account open the pull request");
  }

  @Test
  void ofOthersPullRequestsWithoutLineageNothingIsSaid() {
    TaggingPlan plan =
        TestPlans.by(
            rules(false, false, Set.of("ci-bot[bot]")),
            MergeBuilder.on("1").from(7, "words").changing(a("1.0.0")));

    assertThat(TestPlans.codes(plan)).isEmpty();
  }
}
