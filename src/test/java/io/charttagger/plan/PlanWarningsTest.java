package io.charttagger.plan;

import static io.charttagger.plan.ChartStateBuilder.in;
import static io.charttagger.plan.ChartStateBuilder.yaml;
import static io.charttagger.plan.MergeBuilder.sha;
import static io.charttagger.plan.TestPlans.failing;
import static io.charttagger.plan.TestPlans.passing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.charttagger.chart.ChartAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Required lineage, missing pull requests, and charts outside the filter. */
final class PlanWarningsTest {
  private static final String BROKEN_MAP = "<!-- ATTESTATION_MAP {\"lint\": -->";

  private static ChartStateBuilder a() {
    return in("charts/a").to("a", "1.0.0");
  }

  @Test
  void aWarningIsOfAMergeWhenItNamesAChartOrSaysSomethingOfTheMerge() {
    assertThat(new Warning("a", "version-lower", "lower").isOfMerge()).isTrue();
    assertThat(new Warning("", "skip-ci", "no workflow").isOfMerge()).isTrue();
    assertThat(new Warning("", "labels", "no labels").isOfMerge()).isFalse();
  }

  @Test
  void requiredLineageThatIsMissingLeavesTheChartUntagged() {
    Step step =
        TestPlans.step(
            TestPlans.by(TestPlans.LINEAGE_REQUIRED, MergeBuilder.on("1").changing(a())));

    assertThat(step.outcome()).isEqualTo(ChartOutcome.UNATTESTED);
    assertThat(step.fails()).isTrue();
    assertThat(step.message())
        .isEqualTo(
            "lineage is required, but pull request #7 has no attestation for this chart; add one to"
                + " its ATTESTATION_MAP and send the same dispatch again");
  }

  @Test
  void requiredLineageWithoutAPullRequestSaysSo() {
    TaggingPlan plan =
        TestPlans.by(
            TestPlans.LINEAGE_REQUIRED,
            MergeBuilder.on("1").withoutPullRequest("Ada", "Add").changing(a()));

    assertThat(TestPlans.step(plan).message())
        .isEqualTo(
            "lineage is required, but commit "
                + sha("1")
                + " has no source pull request; merge a change that raises its version through a"
                + " pull request that has an ATTESTATION_MAP");
  }

  @Test
  void aChartWithTheRequiredLineageIsTagged() {
    Merge merge =
        MergeBuilder.on("1").from(7, "<!-- ATTESTATION_MAP {\"lint\": 1} -->").changing(a());

    assertThat(TestPlans.outcomes(TestPlans.by(TestPlans.LINEAGE_REQUIRED, merge)))
        .containsExactly(passing("charts/a", ChartOutcome.CREATE));
  }

  @Test
  void anotherChartsLineageDoesNotCount() {
    Merge merge =
        MergeBuilder.on("1")
            .from(7, "<!-- ATTESTATION_MAP {\"b\": {\"lint\": 1}} -->")
            .changing(a(), in("charts/b").to("b", "1.0.0"));

    assertThat(TestPlans.outcomes(TestPlans.by(TestPlans.LINEAGE_REQUIRED, merge)))
        .containsExactly(
            failing("charts/a", ChartOutcome.UNATTESTED), passing("charts/b", ChartOutcome.CREATE));
  }

  @Test
  void aConflictIsReportedBeforeMissingLineage() {
    Merge merge = MergeBuilder.on("1").changing(a(), in("stable/a").to("a", "1.0.0"));

    assertThat(TestPlans.outcomes(TestPlans.by(TestPlans.LINEAGE_REQUIRED, merge)))
        .containsExactly(
            failing("charts/a", ChartOutcome.CONFLICT), failing("stable/a", ChartOutcome.CONFLICT));
  }

  @Test
  void missingLineageIsReportedBeforeTheTagIsCompared() {
    Merge merge = MergeBuilder.on("1").changing(a().tagged(TestPlans.tagWithSameTreeOn(sha("2"))));

    assertThat(TestPlans.outcomes(TestPlans.by(TestPlans.LINEAGE_REQUIRED, merge)))
        .containsExactly(failing("charts/a", ChartOutcome.UNATTESTED));
  }

  @Test
  void brokenLineageGivesAWarningAndNoLineage() {
    TaggingPlan plan = TestPlans.of(MergeBuilder.on("1").from(7, BROKEN_MAP).changing(a()));

    assertThat(TestPlans.tag(TestPlans.step(plan)).annotation())
        .contains("Attestation Lineage:\n- none\n");
    assertThat(TestPlans.codes(plan)).containsExactly("lineage-unreadable");
    assertThat(plan.warnings().getFirst().message())
        .startsWith("pull request #7: an ATTESTATION_MAP is not valid JSON (line 1, column ");
    assertThat(plan.warnings().getFirst().chart()).isEmpty();
  }

  @Test
  void brokenLineageGivesAWarningWhenLineageIsRequired() {
    TaggingPlan plan =
        TestPlans.by(
            TestPlans.LINEAGE_REQUIRED, MergeBuilder.on("1").from(7, BROKEN_MAP).changing(a()));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(failing("charts/a", ChartOutcome.UNATTESTED));
    assertThat(TestPlans.codes(plan)).containsExactly("lineage-unreadable");
  }

  @Test
  void aMergeThatCreatesNoTagGivesNoWarningsAboutLineageOrPullRequest() {
    ChartStateBuilder unchanged = in("charts/a").from("a", "1.0.0").to("a", "1.0.0");
    ChartStateBuilder tagged = unchanged.tagged(TestPlans.tagWithSameTreeOn(sha("2")));

    assertThat(TestPlans.of(MergeBuilder.on("1").from(7, BROKEN_MAP).changing(tagged)).warnings())
        .isEmpty();
    assertThat(
            TestPlans.of(MergeBuilder.on("1").withoutPullRequest("Ada", "Edit").changing(tagged))
                .warnings())
        .isEmpty();
  }

  @Test
  void aMissingPullRequestGivesOneWarningForTheMerge() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .withoutPullRequest("Ada", "Add two")
                .changing(a(), in("charts/b").to("b", "1.0.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE), passing("charts/b", ChartOutcome.CREATE));
    assertThat(plan.warnings())
        .containsExactly(
            new Warning(
                "",
                "no-source-pull-request",
                "no merged pull request was found for commit "
                    + sha("1")
                    + "; its tags name the author and subject instead"));
    assertThat(plan.steps().getFirst().subject().sourcePullRequest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Raise a [skip ci]",
        "Raise a [ci skip] (#7)",
        "[no ci] Raise a",
        "Raise a\n\n* [skip actions]",
        "Raise a [Actions Skip]",
        "Raise a\n\n\nskip-checks: true"
      })
  void aTagWhoseCommitSkipsWorkflowsIsMadeWithAWarning(String message) {
    TaggingPlan plan = TestPlans.of(MergeBuilder.on("1").saying(message).changing(a()));

    assertThat(TestPlans.outcomes(plan)).containsExactly(passing("charts/a", ChartOutcome.CREATE));
    assertThat(plan.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("skip-ci");
              assertThat(warning.message())
                  .contains(sha("1").value(), "GitHub starts no workflow for its tags");
            });
  }

  @Test
  void aMergeWithoutTagsMaySkipWorkflowsWithoutAWarning() {
    assertThat(
            TestPlans.of(
                    MergeBuilder.on("1")
                        .saying("Remove a [skip ci]")
                        .changing(in("charts/a").from("a", "1.0.0")))
                .warnings())
        .isEmpty();
  }

  @Test
  void warningsAboutTheChangelogAreWarningsOfTheChart() {
    TaggingPlan plan =
        TestPlans.of(MergeBuilder.on("1").changing(a().withNotes("- It.", "taken from elsewhere")));

    assertThat(plan.warnings())
        .containsExactly(new Warning("a", "changelog", "taken from elsewhere"));
  }

  @Test
  void theFilterLeavesOtherChartsOutWithTheirWarningsAndFailures() {
    ChartAt bad = yaml("name: b\nversion: 1.1\n");
    Merge merge =
        MergeBuilder.on("1")
            .withUnchanged("stable/d", "d", "1.0.0")
            .changing(
                a(),
                in("charts/b").from(bad).to(bad),
                in("charts/c").from("c", "1.0.0"),
                in("charts/d").to("d", "1.0.0"),
                in("charts/misnamed").to("e", "1.0.0"),
                in("charts/f").to(yaml("name: f\n")));

    TaggingPlan plan = TestPlans.by(TestPlans.only("a"), merge);

    assertThat(TestPlans.outcomes(plan)).containsExactly(passing("charts/a", ChartOutcome.CREATE));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void theFilterComparesNamesNotDirectories() {
    Merge merge =
        MergeBuilder.on("1")
            .changing(in("charts/a").to("b", "1.0.0"), in("charts/b").to("a", "1.0.0"));

    assertThat(TestPlans.outcomes(TestPlans.by(TestPlans.only("a"), merge)))
        .containsExactly(passing("charts/b", ChartOutcome.CREATE));
  }

  @Test
  void theFilterMayNameSeveralCharts() {
    Merge merge =
        MergeBuilder.on("1")
            .changing(a(), in("charts/b").to("b", "1.0.0"), in("charts/c").to("c", "1.0.0"));

    assertThat(TestPlans.outcomes(TestPlans.by(TestPlans.only("a", "c"), merge)))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE), passing("charts/c", ChartOutcome.CREATE));
  }

  @Test
  void anUnreadableChartOfTheFilteredNameStillFails() {
    Merge merge = MergeBuilder.on("1").changing(in("charts/a").to(yaml("name: a\n")));

    assertThat(TestPlans.outcomes(TestPlans.by(TestPlans.only("a"), merge)))
        .containsExactly(failing("charts/a", ChartOutcome.INVALID));
  }

  @Test
  void anUnreadableChartThatHadTheFilteredNameStillFails() {
    Merge merge =
        MergeBuilder.on("1").changing(in("charts/x").from("a", "1.0.0").to(yaml("version: v1\n")));

    assertThat(TestPlans.outcomes(TestPlans.by(TestPlans.only("a"), merge)))
        .containsExactly(failing("charts/x", ChartOutcome.INVALID));
    assertThat(TestPlans.outcomes(TestPlans.by(TestPlans.only("x"), merge)))
        .containsExactly(failing("charts/x", ChartOutcome.INVALID));
    assertThat(TestPlans.outcomes(TestPlans.by(TestPlans.only("b"), merge))).isEmpty();
  }

  @Test
  void aFilterNameThatThePushDidNotChangeGivesAWarning() {
    Merge merge = MergeBuilder.on("1").changing(in("charts/a").to("a", "1.0.0"));

    assertThat(TestPlans.by(TestPlans.only("a", "typo"), merge).warnings())
        .extracting(Warning::chart, Warning::code)
        .contains(tuple("typo", "filter-unmatched"));
    assertThat(TestPlans.by(TestPlans.only("a"), merge).warnings())
        .extracting(Warning::code)
        .doesNotContain("filter-unmatched");
  }
}
