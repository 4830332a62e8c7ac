package io.charttagger.plan;

import static io.charttagger.plan.ChartStateBuilder.in;
import static io.charttagger.plan.ChartStateBuilder.yaml;
import static io.charttagger.plan.MergeBuilder.sha;
import static io.charttagger.plan.TestPlans.failing;
import static io.charttagger.plan.TestPlans.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.RepositoryName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several merges in one push: each is decided as if it had been pushed alone, oldest first. */
final class SeveralMergesTest {

  private static ChartStateBuilder a() {
    return in("charts/a");
  }

  @Test
  void everyMergeTagsItsOwnCommitWithItsOwnPullRequestLineageAndChangelog() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .from(11, "<!-- ATTESTATION_MAP {\"lint\": \"1001\"} -->")
                .changing(a().from("a", "1.0.0").to("a", "1.1.0").withNotes("- One.")),
            MergeBuilder.on("2")
                .from(12, "<!-- ATTESTATION_MAP {\"lint\": \"1002\"} -->")
                .changing(a().from("a", "1.1.0").to("a", "1.2.0").withNotes("- Two.")));

    assertThat(plan.steps().stream().map(step -> TestPlans.tag(step).commit()))
        .containsExactly(sha("1"), sha("2"));
    assertThat(TestPlans.tag(plan.steps().get(0)).annotation())
        .contains("- lint: 1001", "- One.", "Source PR: #11", "Commit: " + sha("1"))
        .doesNotContain("1002", "Two");
    assertThat(TestPlans.tag(plan.steps().get(1)).annotation())
        .contains("- lint: 1002", "- Two.", "Source PR: #12", "Commit: " + sha("2"))
        .doesNotContain("1001", "One");
    assertThat(plan.commit()).isEqualTo(sha("2"));
  }

  @Test
  void noVersionIsSkipped() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1").changing(a().to("a", "1.0.0")),
            MergeBuilder.on("2").changing(a().from("a", "1.0.0").to("a", "1.1.0")),
            MergeBuilder.on("3").changing(a().from("a", "1.1.0").to("a", "2.0.0")));

    assertThat(plan.steps().stream().map(step -> TestPlans.tag(step).name().value()))
        .containsExactly("a-v1.0.0", "a-v1.1.0", "a-v2.0.0");
  }

  @Test
  void aLaterMergeWithoutAVersionBumpFindsTheEarlierOnesTag() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1").changing(a().from("a", "1.0.0").to("a", "1.1.0").withTree("one")),
            MergeBuilder.on("2").changing(a().from("a", "1.1.0").to("a", "1.1.0").withTree("two")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE),
            passing("charts/a", ChartOutcome.VERSION_UNCHANGED));
    assertThat(plan.steps().get(1).message())
        .contains("a-v1.1.0 belongs to the earlier merge " + sha("1"));
  }

  @Test
  void aRevertOfARevertIsAlreadyTagged() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1").changing(a().from("a", "1.0.0").to("a", "1.1.0").withTree("new")),
            MergeBuilder.on("2")
                .changing(
                    a().from("a", "1.1.0")
                        .to("a", "1.0.0")
                        .withTree("old")
                        .tagged(TestPlans.tagWithSameTreeOn(sha("9")))),
            MergeBuilder.on("3").changing(a().from("a", "1.0.0").to("a", "1.1.0").withTree("new")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE),
            passing("charts/a", ChartOutcome.ALREADY_TAGGED),
            passing("charts/a", ChartOutcome.ALREADY_TAGGED));
    assertThat(plan.steps().get(2).message()).contains("earlier merge " + sha("1"));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aVersionUsedTwiceInOnePushIsAConflict() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1").changing(a().to("a", "1.1.0").withTree("one")),
            MergeBuilder.on("2").changing(a().from("a", "1.1.0").to("a", "1.0.0").withTree("two")),
            MergeBuilder.on("3")
                .changing(a().from("a", "1.0.0").to("a", "1.1.0").withTree("three")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE),
            passing("charts/a", ChartOutcome.CREATE),
            failing("charts/a", ChartOutcome.CONFLICT));
    assertThat(plan.steps().get(2).message()).contains(sha("1").value(), sha("3").value());
    assertThat(TestPlans.codes(plan)).containsExactly("version-lower");
  }

  @Test
  void aMoveInALaterMergeFindsTheTagOfTheEarlierOne() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1").changing(a().to("a", "1.0.0").withTree("same")),
            MergeBuilder.on("2")
                .changing(
                    a().from("a", "1.0.0"), in("stable/a").to("a", "1.0.0").withTree("same")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE),
            passing("stable/a", ChartOutcome.ALREADY_TAGGED));
  }

  @Test
  void aLaterMergeMayTagWhatAnEarlierOneCouldNot() {
    ChartAt bad = yaml("name: a\nversion: 1.1\n");
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1").changing(a().from("a", "1.0.0").to(bad)),
            MergeBuilder.on("2").changing(a().from(bad).to("a", "1.1.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            failing("charts/a", ChartOutcome.INVALID), passing("charts/a", ChartOutcome.CREATE));
  }

  @Test
  void anUnattestedMergeDoesNotLeaveItsTagToTheNextOneWithOtherContent() {
    TaggingPlan plan =
        TestPlans.by(
            TestPlans.LINEAGE_REQUIRED,
            MergeBuilder.on("1").from(7, "").changing(a().to("a", "1.0.0").withTree("one")),
            MergeBuilder.on("2")
                .from(8, "<!-- ATTESTATION_MAP {\"lint\": 5} -->")
                .changing(a().from("a", "1.0.0").to("a", "1.0.0").withTree("two")),
            MergeBuilder.on("3")
                .from(9, "<!-- ATTESTATION_MAP {\"lint\": 6} -->")
                .changing(a().to("a", "1.0.0").withTree("three")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            failing("charts/a", ChartOutcome.UNATTESTED),
            passing("charts/a", ChartOutcome.VERSION_UNCHANGED),
            failing("charts/a", ChartOutcome.CONFLICT));
  }

  @Test
  void aChartThatTheFilterExcludesHasNoTagForLaterMerges() {
    TaggingPlan plan =
        TestPlans.by(
            TestPlans.only("b"),
            MergeBuilder.on("1").changing(a().to("a", "1.0.0"), in("charts/b").to("b", "1.0.0")),
            MergeBuilder.on("2").changing(a().from("a", "1.0.0").to("a", "1.0.0")));

    assertThat(TestPlans.outcomes(plan)).containsExactly(passing("charts/b", ChartOutcome.CREATE));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aTagInTheRepositoryCountsWhenNoMergeOfThePushPlansIt() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1").changing(in("charts/b").to("b", "1.0.0")),
            MergeBuilder.on("2").changing(a().to("a", "1.0.0").tagged(TestPlans.tagOn(sha("9")))));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/b", ChartOutcome.CREATE), failing("charts/a", ChartOutcome.CONFLICT));
  }

  @Test
  void planningAgainAfterTheTagsWereCreatedGivesTheSameStepsAsAlreadyTagged() {
    Merge first = MergeBuilder.on("1").changing(a().to("a", "1.0.0").withTree("one"));
    Merge second =
        MergeBuilder.on("2").changing(a().from("a", "1.0.0").to("a", "1.1.0").withTree("two"));
    List<Step> created = TestPlans.of(first, second).steps();

    TaggingPlan again =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    a().to("a", "1.0.0")
                        .withTree("one")
                        .tagged(TestPlans.asWritten(created.get(0)))),
            MergeBuilder.on("2")
                .changing(
                    a().from("a", "1.0.0")
                        .to("a", "1.1.0")
                        .withTree("two")
                        .tagged(TestPlans.asWritten(created.get(1)))));

    assertThat(TestPlans.outcomes(again))
        .containsExactly(
            passing("charts/a", ChartOutcome.ALREADY_TAGGED),
            passing("charts/a", ChartOutcome.ALREADY_TAGGED));
    assertThat(again.warnings()).isEmpty();
  }

  @Test
  void theWarningsOfTheStateComeFirst() {
    Warning open = new Warning("", "push-too-long", "more than 250 commits");
    RepositoryState state =
        new RepositoryState(
            RepositoryName.parse("owner/charts"),
            sha("1"),
            List.of(
                MergeBuilder.on("1")
                    .withoutPullRequest("Ada", "Add")
                    .changing(a().to("a", "1.0.0"))),
            List.of(open));

    TaggingPlan plan = new Planner(TestPlans.DEFAULT_RULES).plan(state);

    assertThat(plan.warnings()).startsWith(open);
    assertThat(TestPlans.codes(plan)).containsExactly("push-too-long", "no-source-pull-request");
    assertThat(plan.repository()).hasToString("owner/charts");
  }
}
