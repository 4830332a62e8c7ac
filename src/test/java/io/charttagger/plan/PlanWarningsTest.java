package io.charttagger.plan;

import static io.charttagger.plan.Changed.in;
import static io.charttagger.plan.Changed.yaml;
import static io.charttagger.plan.Merged.sha;
import static io.charttagger.plan.Plans.failing;
import static io.charttagger.plan.Plans.passing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.charttagger.chart.ChartAt;
import org.junit.jupiter.api.Test;

/** Lineage that is required, pull requests that are missing, charts that were not asked for. */
final class PlanWarningsTest {
  private static final String BROKEN = "<!-- ATTESTATION_MAP {\"lint\": -->";

  private static Changed a() {
    return in("charts/a").to("a", "1.0.0");
  }

  @Test
  void requiredLineageThatIsMissingLeavesTheChartUntagged() {
    Step step = Plans.step(Plans.by(Plans.LINEAGE_REQUIRED, Merged.on("1").changing(a())));

    assertThat(step.outcome()).isEqualTo(ChartOutcome.UNATTESTED);
    assertThat(step.fails()).isTrue();
    assertThat(step.message())
        .isEqualTo(
            "pull request #7 has no attestation for this chart in its ATTESTATION_MAP, and lineage"
                + " is required");
  }

  @Test
  void requiredLineageWithoutAPullRequestSaysSo() {
    TaggingPlan plan =
        Plans.by(Plans.LINEAGE_REQUIRED, Merged.on("1").pushedBy("Ada", "Add").changing(a()));

    assertThat(Plans.step(plan).message())
        .isEqualTo(
            "no source pull request was found, so there is no lineage, and lineage is required");
  }

  @Test
  void requiredLineageThatIsThereIsTagged() {
    Merge merge = Merged.on("1").from(7, "<!-- ATTESTATION_MAP {\"lint\": 1} -->").changing(a());

    assertThat(Plans.outcomes(Plans.by(Plans.LINEAGE_REQUIRED, merge)))
        .containsExactly(passing("charts/a", ChartOutcome.CREATE));
  }

  @Test
  void anotherChartsLineageIsNone() {
    Merge merge =
        Merged.on("1")
            .from(7, "<!-- ATTESTATION_MAP {\"b\": {\"lint\": 1}} -->")
            .changing(a(), in("charts/b").to("b", "1.0.0"));

    assertThat(Plans.outcomes(Plans.by(Plans.LINEAGE_REQUIRED, merge)))
        .containsExactly(
            failing("charts/a", ChartOutcome.UNATTESTED), passing("charts/b", ChartOutcome.CREATE));
  }

  @Test
  void aTwofoldHolderConflictsBeforeItsLineageIsAskedFor() {
    Merge merge = Merged.on("1").changing(a(), in("stable/a").to("a", "1.0.0"));

    assertThat(Plans.outcomes(Plans.by(Plans.LINEAGE_REQUIRED, merge)))
        .containsExactly(
            failing("charts/a", ChartOutcome.CONFLICT), failing("stable/a", ChartOutcome.CONFLICT));
  }

  @Test
  void requiredLineageIsAskedForBeforeTheTagIsLookedAt() {
    Merge merge = Merged.on("1").changing(a().tagged(Plans.standingWithSameTreeOn(sha("2"))));

    assertThat(Plans.outcomes(Plans.by(Plans.LINEAGE_REQUIRED, merge)))
        .containsExactly(failing("charts/a", ChartOutcome.UNATTESTED));
  }

  @Test
  void brokenLineageIsAWarningAndNoLineage() {
    TaggingPlan plan = Plans.of(Merged.on("1").from(7, BROKEN).changing(a()));

    assertThat(Plans.tag(Plans.step(plan)).annotation()).contains("Attestation Lineage:\n- none\n");
    assertThat(Plans.codes(plan)).containsExactly("lineage-unreadable");
    assertThat(plan.warnings().getFirst().message())
        .startsWith("pull request #7: an ATTESTATION_MAP holds broken JSON");
    assertThat(plan.warnings().getFirst().chart()).isEmpty();
  }

  @Test
  void brokenLineageIsToldToWhomLineageIsRequiredOf() {
    TaggingPlan plan =
        Plans.by(Plans.LINEAGE_REQUIRED, Merged.on("1").from(7, BROKEN).changing(a()));

    assertThat(Plans.outcomes(plan)).containsExactly(failing("charts/a", ChartOutcome.UNATTESTED));
    assertThat(Plans.codes(plan)).containsExactly("lineage-unreadable");
  }

  @Test
  void whereNothingIsTaggedTheMergesLineageAndPullRequestAreOfNoInterest() {
    Changed unchanged = in("charts/a").from("a", "1.0.0").to("a", "1.0.0");
    Changed tagged = unchanged.tagged(Plans.standingWithSameTreeOn(sha("2")));

    assertThat(Plans.of(Merged.on("1").from(7, BROKEN).changing(tagged)).warnings()).isEmpty();
    assertThat(Plans.of(Merged.on("1").pushedBy("Ada", "Edit").changing(tagged)).warnings())
        .isEmpty();
  }

  @Test
  void aMissingPullRequestIsOneWarningForTheMerge() {
    TaggingPlan plan =
        Plans.of(
            Merged.on("1")
                .pushedBy("Ada", "Add two")
                .changing(a(), in("charts/b").to("b", "1.0.0")));

    assertThat(Plans.outcomes(plan))
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

  @Test
  void whatTheChangelogsReaderSaysIsAWarningOfTheChart() {
    TaggingPlan plan =
        Plans.of(Merged.on("1").changing(a().withNotes("- It.", "taken from elsewhere")));

    assertThat(plan.warnings())
        .containsExactly(new Warning("a", "changelog", "taken from elsewhere"));
  }

  @Test
  void theFilterLeavesOtherChartsOutWithTheirWarningsAndFailures() {
    ChartAt bad = yaml("name: b\nversion: 1.1\n");
    Merge merge =
        Merged.on("1")
            .beside("stable/d", "d", "1.0.0")
            .changing(
                a(),
                in("charts/b").from(bad).to(bad),
                in("charts/c").from("c", "1.0.0"),
                in("charts/d").to("d", "1.0.0"),
                in("charts/misnamed").to("e", "1.0.0"),
                in("charts/f").to(yaml("name: f\n")));

    TaggingPlan plan = Plans.by(Plans.only("a"), merge);

    assertThat(Plans.outcomes(plan)).containsExactly(passing("charts/a", ChartOutcome.CREATE));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void theFilterGoesByNameNotByDirectory() {
    Merge merge =
        Merged.on("1").changing(in("charts/a").to("b", "1.0.0"), in("charts/b").to("a", "1.0.0"));

    assertThat(Plans.outcomes(Plans.by(Plans.only("a"), merge)))
        .containsExactly(passing("charts/b", ChartOutcome.CREATE));
  }

  @Test
  void theFilterMayNameSeveralCharts() {
    Merge merge =
        Merged.on("1")
            .changing(a(), in("charts/b").to("b", "1.0.0"), in("charts/c").to("c", "1.0.0"));

    assertThat(Plans.outcomes(Plans.by(Plans.only("a", "c"), merge)))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE), passing("charts/c", ChartOutcome.CREATE));
  }

  @Test
  void anUnreadableChartOfTheFilteredNameStillFails() {
    Merge merge = Merged.on("1").changing(in("charts/a").to(yaml("name: a\n")));

    assertThat(Plans.outcomes(Plans.by(Plans.only("a"), merge)))
        .containsExactly(failing("charts/a", ChartOutcome.INVALID));
  }

  @Test
  void anUnreadableChartThatCalledItselfByTheFilteredNameStillFails() {
    Merge merge =
        Merged.on("1").changing(in("charts/x").from("a", "1.0.0").to(yaml("version: v1\n")));

    assertThat(Plans.outcomes(Plans.by(Plans.only("a"), merge)))
        .containsExactly(failing("charts/x", ChartOutcome.INVALID));
    assertThat(Plans.outcomes(Plans.by(Plans.only("x"), merge)))
        .containsExactly(failing("charts/x", ChartOutcome.INVALID));
    assertThat(Plans.outcomes(Plans.by(Plans.only("b"), merge))).isEmpty();
  }

  @Test
  void aFilteredNameThatThePushDidNotChangeIsAWarning() {
    Merge merge = Merged.on("1").changing(in("charts/a").to("a", "1.0.0"));

    assertThat(Plans.by(Plans.only("a", "typo"), merge).warnings())
        .extracting(Warning::chart, Warning::code)
        .contains(tuple("typo", "filter-unmatched"));
    assertThat(Plans.by(Plans.only("a"), merge).warnings())
        .extracting(Warning::code)
        .doesNotContain("filter-unmatched");
  }
}
