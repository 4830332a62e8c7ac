package io.charttagger.plan;

import static io.charttagger.plan.Changed.in;
import static io.charttagger.plan.Changed.yaml;
import static io.charttagger.plan.Merged.sha;
import static io.charttagger.plan.Plans.failing;
import static io.charttagger.plan.Plans.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.RepositoryName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several merges in one push: each is decided as if it had been pushed alone, oldest first. */
final class SeveralMergesTest {

  private static Changed a() {
    return in("charts/a");
  }

  @Test
  void everyMergeTagsItsOwnCommitWithItsOwnPullRequestLineageAndChangelog() {
    TaggingPlan plan =
        Plans.of(
            Merged.on("1")
                .from(11, "<!-- ATTESTATION_MAP {\"lint\": \"1001\"} -->")
                .changing(a().from("a", "1.0.0").to("a", "1.1.0").withNotes("- One.")),
            Merged.on("2")
                .from(12, "<!-- ATTESTATION_MAP {\"lint\": \"1002\"} -->")
                .changing(a().from("a", "1.1.0").to("a", "1.2.0").withNotes("- Two.")));

    assertThat(plan.steps().stream().map(step -> Plans.tag(step).commit()))
        .containsExactly(sha("1"), sha("2"));
    assertThat(Plans.tag(plan.steps().get(0)).annotation())
        .contains("- lint: 1001", "- One.", "Source PR: #11", "Commit: " + sha("1"))
        .doesNotContain("1002", "Two");
    assertThat(Plans.tag(plan.steps().get(1)).annotation())
        .contains("- lint: 1002", "- Two.", "Source PR: #12", "Commit: " + sha("2"))
        .doesNotContain("1001", "One");
    assertThat(plan.commit()).isEqualTo(sha("2"));
  }

  @Test
  void noVersionIsPassedOver() {
    TaggingPlan plan =
        Plans.of(
            Merged.on("1").changing(a().to("a", "1.0.0")),
            Merged.on("2").changing(a().from("a", "1.0.0").to("a", "1.1.0")),
            Merged.on("3").changing(a().from("a", "1.1.0").to("a", "2.0.0")));

    assertThat(plan.steps().stream().map(step -> Plans.tag(step).name().value()))
        .containsExactly("a-v1.0.0", "a-v1.1.0", "a-v2.0.0");
  }

  @Test
  void aLaterMergeWithoutAVersionBumpFindsTheEarlierOnesTag() {
    TaggingPlan plan =
        Plans.of(
            Merged.on("1").changing(a().from("a", "1.0.0").to("a", "1.1.0").withTree("one")),
            Merged.on("2").changing(a().from("a", "1.1.0").to("a", "1.1.0").withTree("two")));

    assertThat(Plans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE),
            passing("charts/a", ChartOutcome.VERSION_UNCHANGED));
    assertThat(plan.steps().get(1).message()).endsWith("a-v1.1.0 stays on " + sha("1"));
  }

  @Test
  void aRevertOfTheRevertIsTaggedAlready() {
    TaggingPlan plan =
        Plans.of(
            Merged.on("1").changing(a().from("a", "1.0.0").to("a", "1.1.0").withTree("new")),
            Merged.on("2")
                .changing(
                    a().from("a", "1.1.0")
                        .to("a", "1.0.0")
                        .withTree("old")
                        .tagged(Plans.standingWithSameTreeOn(sha("9")))),
            Merged.on("3").changing(a().from("a", "1.0.0").to("a", "1.1.0").withTree("new")));

    assertThat(Plans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE),
            passing("charts/a", ChartOutcome.ALREADY_TAGGED),
            passing("charts/a", ChartOutcome.ALREADY_TAGGED));
    assertThat(plan.steps().get(2).message()).endsWith("on " + sha("1"));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aVersionUsedTwiceInOnePushIsAConflict() {
    TaggingPlan plan =
        Plans.of(
            Merged.on("1").changing(a().to("a", "1.1.0").withTree("one")),
            Merged.on("2").changing(a().from("a", "1.1.0").to("a", "1.0.0").withTree("two")),
            Merged.on("3").changing(a().from("a", "1.0.0").to("a", "1.1.0").withTree("three")));

    assertThat(Plans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE),
            passing("charts/a", ChartOutcome.CREATE),
            failing("charts/a", ChartOutcome.CONFLICT));
    assertThat(plan.steps().get(2).message()).contains(sha("1").value(), sha("3").value());
    assertThat(Plans.codes(plan)).containsExactly("version-lower");
  }

  @Test
  void aMoveInALaterMergeFindsTheTagOfTheEarlierOne() {
    TaggingPlan plan =
        Plans.of(
            Merged.on("1").changing(a().to("a", "1.0.0").withTree("same")),
            Merged.on("2")
                .changing(
                    a().from("a", "1.0.0"), in("stable/a").to("a", "1.0.0").withTree("same")));

    assertThat(Plans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE),
            passing("stable/a", ChartOutcome.ALREADY_TAGGED));
  }

  @Test
  void whatAnEarlierMergeCouldNotTagALaterOneMay() {
    ChartAt bad = yaml("name: a\nversion: 1.1\n");
    TaggingPlan plan =
        Plans.of(
            Merged.on("1").changing(a().from("a", "1.0.0").to(bad)),
            Merged.on("2").changing(a().from(bad).to("a", "1.1.0")));

    assertThat(Plans.outcomes(plan))
        .containsExactly(
            failing("charts/a", ChartOutcome.INVALID), passing("charts/a", ChartOutcome.CREATE));
  }

  @Test
  void anUnattestedMergeLeavesTheTagToTheNextAttestedOne() {
    TaggingPlan plan =
        Plans.by(
            Plans.LINEAGE_REQUIRED,
            Merged.on("1").changing(a().to("a", "1.0.0")),
            Merged.on("2")
                .from(8, "<!-- ATTESTATION_MAP {\"lint\": 5} -->")
                .changing(a().from("a", "1.0.0").to("a", "1.0.0")));

    assertThat(Plans.outcomes(plan))
        .containsExactly(
            failing("charts/a", ChartOutcome.UNATTESTED), passing("charts/a", ChartOutcome.CREATE));
    assertThat(Plans.tag(plan.steps().get(1)).commit()).isEqualTo(sha("2"));
    assertThat(Plans.codes(plan)).containsExactly("version-came-earlier");
  }

  @Test
  void aChartTheFilterLeavesOutPlansNoTagForLaterMerges() {
    TaggingPlan plan =
        Plans.by(
            Plans.only("b"),
            Merged.on("1").changing(a().to("a", "1.0.0"), in("charts/b").to("b", "1.0.0")),
            Merged.on("2").changing(a().from("a", "1.0.0").to("a", "1.0.0")));

    assertThat(Plans.outcomes(plan)).containsExactly(passing("charts/b", ChartOutcome.CREATE));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aTagStandingInTheRepositoryCountsWhereNoMergeOfThePushPlansIt() {
    TaggingPlan plan =
        Plans.of(
            Merged.on("1").changing(in("charts/b").to("b", "1.0.0")),
            Merged.on("2").changing(a().to("a", "1.0.0").tagged(Plans.standingOn(sha("9")))));

    assertThat(Plans.outcomes(plan))
        .containsExactly(
            passing("charts/b", ChartOutcome.CREATE), failing("charts/a", ChartOutcome.CONFLICT));
  }

  @Test
  void askingAgainAfterTheTagsWereMadeGivesTheSameLinesWithoutACreate() {
    Merge first = Merged.on("1").changing(a().to("a", "1.0.0").withTree("one"));
    Merge second = Merged.on("2").changing(a().from("a", "1.0.0").to("a", "1.1.0").withTree("two"));
    List<Step> made = Plans.of(first, second).steps();

    TaggingPlan again =
        Plans.of(
            Merged.on("1")
                .changing(
                    a().to("a", "1.0.0").withTree("one").tagged(Plans.asWritten(made.get(0)))),
            Merged.on("2")
                .changing(
                    a().from("a", "1.0.0")
                        .to("a", "1.1.0")
                        .withTree("two")
                        .tagged(Plans.asWritten(made.get(1)))));

    assertThat(Plans.outcomes(again))
        .containsExactly(
            passing("charts/a", ChartOutcome.ALREADY_TAGGED),
            passing("charts/a", ChartOutcome.ALREADY_TAGGED));
    assertThat(again.warnings()).isEmpty();
  }

  @Test
  void whatTheReaderLeftOpenIsTheFirstWarning() {
    Warning open = new Warning("", "push-too-long", "more than 250 commits");
    RepositoryState state =
        new RepositoryState(
            RepositoryName.parse("owner/charts"),
            sha("1"),
            List.of(Merged.on("1").pushedBy("Ada", "Add").changing(a().to("a", "1.0.0"))),
            List.of(open));

    TaggingPlan plan = new Planner(Plans.USUAL).plan(state);

    assertThat(plan.warnings()).startsWith(open);
    assertThat(Plans.codes(plan)).containsExactly("push-too-long", "no-source-pull-request");
    assertThat(plan.repository()).hasToString("owner/charts");
  }
}
