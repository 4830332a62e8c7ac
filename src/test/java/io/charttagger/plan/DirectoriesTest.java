package io.charttagger.plan;

import static io.charttagger.plan.ChartStateBuilder.chart;
import static io.charttagger.plan.ChartStateBuilder.in;
import static io.charttagger.plan.ChartStateBuilder.yaml;
import static io.charttagger.plan.MergeBuilder.sha;
import static io.charttagger.plan.TestPlans.failing;
import static io.charttagger.plan.TestPlans.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.TagFormat;
import org.junit.jupiter.api.Test;

/**
 * A chart is identified by its name, not by its directory: moves, copies, release lines,
 * duplicates.
 */
final class DirectoriesTest {

  @Test
  void aMovedChartsOldDirectoryIsNotListed() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/a").from("a", "1.0.0"),
                    in("stable/a").to("a", "1.0.0").tagged(TestPlans.tagWithSameTreeOn(sha("2")))));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(passing("stable/a", ChartOutcome.ALREADY_TAGGED));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aMoveThatAlsoChangesTheChartIsAChangeWithoutAVersionBump() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/a").from("a", "1.0.0"),
                    in("stable/a").to("a", "1.0.0").tagged(TestPlans.tagOn(sha("2")))));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(passing("stable/a", ChartOutcome.VERSION_UNCHANGED));
  }

  @Test
  void aMoveWithANewVersionIsTagged() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(in("charts/a").from("a", "1.0.0"), in("stable/a").to("a", "1.1.0")));

    assertThat(TestPlans.outcomes(plan)).containsExactly(passing("stable/a", ChartOutcome.CREATE));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aMoveToALowerVersionGivesNoWarning() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(in("charts/a").from("a", "2.0.0"), in("stable/a").to("a", "1.0.0")));

    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aMovedUntaggedChartStaysUntagged() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(in("charts/a").from("a", "1.0.0"), in("stable/a").to("a", "1.0.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(passing("stable/a", ChartOutcome.UNTAGGED));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void twoChartsThatSwapTheirDirectoriesChangeNoVersion() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/x")
                        .from("a", "1.0.0")
                        .to("b", "1.0.0")
                        .tagged(TestPlans.tagOn(sha("2"))),
                    in("charts/y")
                        .from("b", "1.0.0")
                        .to("a", "1.0.0")
                        .tagged(TestPlans.tagOn(sha("2")))));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/x", ChartOutcome.VERSION_UNCHANGED),
            passing("charts/y", ChartOutcome.VERSION_UNCHANGED));
  }

  @Test
  void theOldDirectoryOfARenamedChartIsDeletedUnderItsOldName() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(in("charts/a").from("a", "1.0.0"), in("charts/b").to("b", "1.0.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.DELETED), passing("charts/b", ChartOutcome.CREATE));
  }

  @Test
  void aRemovedReleaseLineIsDeletedAlthoughAnotherOneOfTheSameNameRemains() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/a/1.0.0").from("a", "1.0.0"),
                    in("charts/a/2.0.0").from("a", "2.0.0").to("a", "2.0.1")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a/1.0.0", ChartOutcome.DELETED),
            passing("charts/a/2.0.0", ChartOutcome.CREATE));
  }

  @Test
  void eachReleaseLineOfOneNameIsTaggedWithItsOwnVersion() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/a/1.0.1").to("a", "1.0.1"), in("charts/a/2.0.1").to("a", "2.0.1")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a/1.0.1", ChartOutcome.CREATE),
            passing("charts/a/2.0.1", ChartOutcome.CREATE));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void twoNewDirectoriesWithTheSameNameAndVersionConflictAndEachNamesTheOther() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(in("charts/a").to("a", "1.0.0"), in("stable/a").to("a", "1.0.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            failing("charts/a", ChartOutcome.CONFLICT), failing("stable/a", ChartOutcome.CONFLICT));
    assertThat(plan.steps())
        .allSatisfy(
            step ->
                assertThat(step.message())
                    .isEqualTo(
                        "charts/a and stable/a each contain a 1.0.0, so none of them is tagged;"
                            + " merge a change that gives each its own name or version"));
  }

  @Test
  void aCopyOfAnUnchangedChartIsAConflictForBoth() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .withUnchanged("charts/a", "a", "1.0.0")
                .withUnchanged("charts/other", "other", "1.0.0")
                .changing(in("charts/copy").to("a", "1.0.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            failing("charts/a", ChartOutcome.CONFLICT),
            failing("charts/copy", ChartOutcome.CONFLICT));
    Step untouched = plan.steps().get(0);
    assertThat(untouched.message()).isEqualTo(plan.steps().get(1).message());
    assertThat(untouched.subject().chart()).isEqualTo("a");
    assertThat(untouched.subject().version()).map(Object::toString).contains("1.0.0");
    assertThat(untouched.subject().tag()).map(Object::toString).contains("a-v1.0.0");
    assertThat(untouched.subject().commit()).isEqualTo(sha("1"));
    assertThat(untouched.subject().sourcePullRequest()).contains(7);
  }

  @Test
  void anExistingTagDoesNotResolveAConflict() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .withUnchanged("charts/a", "a", "1.0.0")
                .changing(
                    in("charts/copy")
                        .to("a", "1.0.0")
                        .tagged(TestPlans.tagWithSameTreeOn(sha("2")))));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            failing("charts/a", ChartOutcome.CONFLICT),
            failing("charts/copy", ChartOutcome.CONFLICT));
  }

  @Test
  void aPairFromBeforeThePushIsAConflictThatDoesNotFail() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .withUnchanged("stable/a", "a", "1.0.0")
                .changing(in("charts/a").from("a", "1.0.0").to("a", "1.0.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(passing("charts/a", ChartOutcome.CONFLICT));
    assertThat(plan.warnings())
        .containsExactly(new Warning("a", "conflict", plan.steps().getFirst().message()));
  }

  @Test
  void aPairFromBeforeThePushWhoseTagExistsIsAChangeWithoutAVersionBump() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .withUnchanged("stable/a", "a", "1.0.0")
                .changing(
                    in("charts/a")
                        .from("a", "1.0.0")
                        .to("a", "1.0.0")
                        .tagged(TestPlans.tagOn(sha("2")))));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(passing("charts/a", ChartOutcome.VERSION_UNCHANGED));
  }

  @Test
  void bothOfAPairAreTaggedOnceOneHasItsOwnVersion() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/a").from("a", "1.0.0").to("a", "1.0.0").withTree("other"),
                    in("stable/a").from("a", "1.0.0").to("a", "1.1.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE), passing("stable/a", ChartOutcome.CREATE));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void theOneOfAPairThatKeepsItsVersionIsTaggedThoughTheMergeDidNotChangeIt() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/a").left("a", "1.0.0"),
                    in("charts/a-1.0.0").from("a", "1.0.0").to("b", "1.0.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE),
            passing("charts/a-1.0.0", ChartOutcome.CREATE));
    assertThat(plan.steps().getFirst().message())
        .isEqualTo("no other directory has this version any more");
  }

  @Test
  void theOneOfAPairThatKeepsItsVersionIsNotNamedWhenAnEarlierMergeTaggedIt() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1").changing(in("charts/a").to("a", "1.0.0")),
            MergeBuilder.on("2")
                .changing(in("charts/a").left("a", "1.0.0"), in("stable/a").from("a", "1.0.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CREATE), passing("stable/a", ChartOutcome.DELETED));
  }

  @Test
  void ofThreeThatHadAVersionTheTwoLeftAreStillInConflict() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/a").left("a", "1.0.0"),
                    in("charts/a-1.0.0").left("a", "1.0.0"),
                    in("charts/x").from("a", "1.0.0").to("a", "2.0.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.CONFLICT),
            passing("charts/a-1.0.0", ChartOutcome.CONFLICT),
            passing("charts/x", ChartOutcome.CREATE));
  }

  @Test
  void differentChartsWhoseTagsWouldHaveTheSameNameConflict() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/a").to("a", "1.0.0-v2.0.0"),
                    in("charts/a-v1.0.0").to("a-v1.0.0", "2.0.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            failing("charts/a", ChartOutcome.CONFLICT),
            failing("charts/a-v1.0.0", ChartOutcome.CONFLICT));
  }

  @Test
  void chartsWithACommonPrefixAreEachTaggedWithTheirOwnName() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/a").to("a", "1.2.3"),
                    in("charts/a-v1").to("a-v1", "1.2.3"),
                    in("charts/a2").from("a2", "1.2.3").to("a2", "1.2.30")));

    assertThat(plan.steps().stream().map(step -> TestPlans.tag(step).name().value()))
        .containsExactly("a-v1.2.3", "a-v1-v1.2.3", "a2-v1.2.30");
  }

  @Test
  void anUnreadableChartThatMovedWasUnreadableBefore() {
    ChartAt bad = yaml("name: a\nversion: 1.1\n");
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1").changing(in("charts/a").from(bad), in("stable/a").to(bad)));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.DELETED), passing("stable/a", ChartOutcome.INVALID));
    assertThat(TestPlans.codes(plan)).containsExactly("chart-yaml-invalid");
  }

  @Test
  void anUnreadableCopyOfAnUnreadableChartThatRemainsFails() {
    ChartAt bad = yaml("name: a\nversion: 1.1\n");
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(in("charts/a").from(bad).to(bad), in("stable/a").to(bad)));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.INVALID), failing("stable/a", ChartOutcome.INVALID));
  }

  @Test
  void anUnreadableChartFailsAlthoughAnotherUnreadableOneWasRemoved() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/a").from(yaml("name: a\nversion: 1.1\n")),
                    in("stable/b").to(yaml("name: b\nversion: 1.2\n"))));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            passing("charts/a", ChartOutcome.DELETED), failing("stable/b", ChartOutcome.INVALID));
  }

  @Test
  void aDirectoryNamedAfterNeitherTheChartNorItsVersionGivesOneWarning() {
    Merge first = MergeBuilder.on("1").changing(in("charts/misnamed").to("a", "1.0.0"));
    Merge second =
        MergeBuilder.on("2").changing(in("charts/misnamed").from("a", "1.0.0").to("a", "1.1.0"));

    assertThat(TestPlans.of(first).warnings())
        .containsExactly(
            new Warning(
                "a",
                "directory-name",
                "the chart in charts/misnamed is named a, and its tags use that name"));
    assertThat(TestPlans.of(second).warnings()).isEmpty();
  }

  @Test
  void directoriesNamedAfterTheChartOrItsVersionGiveNoWarning() {
    for (String name : new String[] {"a", "1.0.0", "v1.0.0", "a-1.0.0", "a-v1.0.0"}) {
      assertThat(
              TestPlans.of(MergeBuilder.on("1").changing(in("charts/" + name).to("a", "1.0.0")))
                  .warnings())
          .as(name)
          .isEmpty();
    }
  }

  @Test
  void aDirectorysNameDoesNotMatterWhereTagsDoNotNameTheChart() {
    assertThat(
            TestPlans.by(
                    TaggingRules.DEFAULT.naming(TagFormat.parse("v{version}")),
                    MergeBuilder.on("1").changing(in("deploy/chart").to("a", "1.0.0")))
                .warnings())
        .isEmpty();
  }

  @Test
  void aLowerVersionInADirectoryGivesAWarning() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1").changing(in("charts/a").from("a", "1.1.0").to("a", "1.0.9")));

    assertThat(plan.warnings())
        .containsExactly(
            new Warning("a", "version-lower", "charts/a went from 1.1.0 down to 1.0.9"));
  }

  @Test
  void spacesAndOtherScriptsInAPathAreKept() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1").changing(in("charts/группа b/a").to(chart("a", "1.0.0"))));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(passing("charts/группа b/a", ChartOutcome.CREATE));
  }
}
