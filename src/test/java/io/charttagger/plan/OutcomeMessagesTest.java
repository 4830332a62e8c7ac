package io.charttagger.plan;

import static io.charttagger.plan.ChartStateBuilder.chart;
import static io.charttagger.plan.ChartStateBuilder.in;
import static io.charttagger.plan.ChartStateBuilder.yaml;
import static io.charttagger.plan.MergeBuilder.sha;
import static io.charttagger.plan.TestPlans.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.TagName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The messages of a plan: which chart, which commits, why, and what to do. */
final class OutcomeMessagesTest {

  private static ChartStateBuilder a() {
    return in("charts/a");
  }

  @Test
  void aStepThatCreatesATagHasAllItsParts() {
    Step step =
        TestPlans.step(
            TestPlans.of(
                MergeBuilder.on("1")
                    .from(12, "")
                    .changing(a().from("a", "1.0.0").to("a", "1.1.0"))));

    assertThat(step.subject().chart()).isEqualTo("a");
    assertThat(step.subject().version()).map(Object::toString).contains("1.1.0");
    assertThat(step.subject().tag()).map(Object::toString).contains("a-v1.1.0");
    assertThat(step.subject().commit()).isEqualTo(sha("1"));
    assertThat(step.subject().sourcePullRequest()).contains(12);
    assertThat(TestPlans.tag(step).name()).hasToString("a-v1.1.0");
    assertThat(TestPlans.tag(step).commit()).isEqualTo(sha("1"));
    assertThat(TestPlans.tag(step).date()).isEqualTo(MergeBuilder.WHEN);
    assertThat(TestPlans.tag(step).tagger()).isEqualTo(TestPlans.TAGGER);
  }

  private static Step upgraded(ChartStateBuilder chart) {
    return TestPlans.step(TestPlans.of(MergeBuilder.on("1").changing(chart)));
  }

  private static Upgrade upgrade(Step step) {
    return step instanceof Step.CreateTag create ? create.release().upgrade() : Upgrade.NONE;
  }

  @Test
  void aStepTellsThePreviousVersionAndItsTag() {
    Step step = upgraded(a().from("a", "1.0.0").to("a", "1.1.0").whoseTagIs("a-v1.0.0"));

    assertThat(step.subject().previousVersion()).map(Object::toString).contains("1.0.0");
    assertThat(upgrade(step))
        .isEqualTo(
            new Upgrade(Optional.of(new TagName("a-v1.0.0")), Optional.empty(), Optional.empty()));
  }

  @Test
  void aVersionThatStaysIsNoPreviousOne() {
    assertThat(upgraded(a().from("a", "1.0.0").to("a", "1.0.0")).subject().previousVersion())
        .isEmpty();
    assertThat(upgraded(a().from("b", "1.0.0").to("a", "1.1.0")).subject().previousVersion())
        .isEmpty();
  }

  @Test
  void aStepTellsTheVersionOfTheApplicationWhenItIsAnother() {
    assertThat(upgrade(upgraded(a().from(app("1.0.0", "7")).to(app("1.1.0", "8")))))
        .isEqualTo(new Upgrade(Optional.empty(), Optional.of("8"), Optional.of("7")));
    assertThat(upgrade(upgraded(a().from(chart("a", "1.0.0")).to(app("1.1.0", "8")))))
        .isEqualTo(new Upgrade(Optional.empty(), Optional.of("8"), Optional.empty()));
    assertThat(upgrade(upgraded(a().from(app("1.0.0", "7")).to(app("1.1.0", "7")))))
        .isEqualTo(Upgrade.NONE);
    assertThat(upgrade(upgraded(a().from(app("1.0.0", "7")).to("a", "1.1.0"))))
        .isEqualTo(Upgrade.NONE);
  }

  private static ChartAt app(String version, String appVersion) {
    return yaml("name: a\nversion: %s\nappVersion: \"%s\"\n".formatted(version, appVersion));
  }

  @Test
  void aConflictNamesBothCommitsAndTheRemedy() {
    Step step =
        TestPlans.step(
            TestPlans.of(
                MergeBuilder.on("1")
                    .changing(
                        a().from("a", "0.9.0")
                            .to("a", "1.0.0")
                            .tagged(TestPlans.tagOn(sha("2"))))));

    assertThat(step.message())
        .isEqualTo(
            "a-v1.0.0 points at %s, but commit %s has other content for this version; a tag"
                + " is never moved, so merge a change that raises the version, and the run for that"
                + " merge makes its tag",
            sha("2"), sha("1"));
  }

  @Test
  void aTagThatIsNotOnACommitIsReportedAsSuch() {
    ChartStateBuilder found =
        a().to("a", "1.0.0")
            .tagged(new TagState.Exists("5".repeat(40), Optional.empty(), Optional.empty(), false));

    assertThat(TestPlans.step(TestPlans.of(MergeBuilder.on("1").changing(found))).message())
        .startsWith("a-v1.0.0 points at an object that is not a commit, but commit ");
  }

  @Test
  void aTagElsewhereWithTheSameContentSaysWhere() {
    ChartStateBuilder found =
        a().from("a", "1.1.0").to("a", "1.0.0").tagged(TestPlans.tagWithSameTreeOn(sha("2")));

    assertThat(TestPlans.step(TestPlans.of(MergeBuilder.on("1").changing(found))).message())
        .isEqualTo("a-v1.0.0 points at %s, which has the same content".formatted(sha("2")));
  }

  @Test
  void anUnchangedVersionNamesTheCommitThatItsTagPointsAt() {
    ChartStateBuilder found =
        a().from("a", "1.0.0").to("a", "1.0.0").tagged(TestPlans.tagOn(sha("2")));
    TaggingPlan plan = TestPlans.of(MergeBuilder.on("1").changing(found));

    assertThat(TestPlans.step(plan).message())
        .isEqualTo(
            "the chart changed without a version bump, and a-v1.0.0 points at "
                + sha("2")
                + "; raise the version to release the change");
    assertThat(plan.warnings())
        .containsExactly(
            new Warning(
                "a",
                "version-unchanged",
                "the chart changed without a version bump, and a-v1.0.0 points at "
                    + sha("2")
                    + "; raise the version to release the change"));
  }

  @Test
  void aBadVersionIsQuotedWithItsFileAndItsCanonicalForm() {
    Step step =
        TestPlans.step(
            TestPlans.of(
                MergeBuilder.on("1").changing(a().to(yaml("name: a\nversion: v1.2.3\n")))));

    assertThat(step.message())
        .isEqualTo(
            "charts/a/Chart.yaml at 1111111: version \"v1.2.3\" is not a SemVer 2 version; write"
                + " 1.2.3 (merge a fix, and the run for that merge makes the tag)");
    assertThat(step.subject().chart()).isEqualTo("a");
    assertThat(step.subject().version()).isEmpty();
    assertThat(step.subject().tag()).isEmpty();
  }

  @Test
  void aChartThatWasUnreadableBeforeSaysSo() {
    ChartAt bad = yaml("name: a\nversion: 1.1\n");
    TaggingPlan plan = TestPlans.of(MergeBuilder.on("1").changing(a().from(bad).to(bad)));

    assertThat(TestPlans.step(plan).message())
        .endsWith("write 1.1.0 (this push did not introduce it)");
    assertThat(plan.warnings().getFirst().chart()).isEqualTo("a");
    assertThat(plan.warnings().getFirst().message())
        .startsWith("charts/a/Chart.yaml at 1111111: version \"1.1\"");
  }

  @Test
  void aChartAtTheRootIsTaggedWithoutAWarning() {
    TaggingPlan plan = TestPlans.of(MergeBuilder.on("1").changing(in(".").to("a", "1.0.0")));

    assertThat(TestPlans.outcomes(plan)).containsExactly(passing(".", ChartOutcome.CREATE));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void anUnreadableChartAtTheRootNamesItsFile() {
    Step step =
        TestPlans.step(TestPlans.of(MergeBuilder.on("1").changing(in(".").to(yaml("name: a\n")))));

    assertThat(step.message()).startsWith("Chart.yaml at 1111111: ");
  }

  @Test
  void aDeletedChartHasTheNameItHad() {
    Step step =
        TestPlans.step(
            TestPlans.of(MergeBuilder.on("1").changing(in("charts/x").from("a", "1.0.0"))));

    assertThat(step.subject().chart()).isEqualTo("a");
    assertThat(step.subject().version()).map(Object::toString).contains("1.0.0");
    assertThat(step.subject().tag()).isEmpty();
    assertThat(step.message()).isEqualTo("the chart was removed from charts/x");
  }

  @Test
  void aDeletedUnreadableChartIsNamedByItsDirectory() {
    Step step =
        TestPlans.step(
            TestPlans.of(MergeBuilder.on("1").changing(in("charts/x").from(yaml("name: a\n")))));

    assertThat(step.subject().chart()).isEqualTo("x");
    assertThat(step.subject().version()).isEmpty();
  }

  @Test
  void aStepSaysWhyItCreatesTheTag() {
    assertThat(reason(a().to("a", "1.0.0"))).isEqualTo("new chart");
    assertThat(reason(a().from("a", "1.0.0").to("a", "1.1.0")))
        .isEqualTo("new version, after 1.0.0");
    assertThat(reason(a().from("a", "1.0.0").to("a", "1.0.0")))
        .isEqualTo(
            "version 1.0.0 was merged before this push and has no tag; raise the version to release the change, or send a backfill to tag the commit that brought the version");
    assertThat(
            reason(
                a().from("a", "1.0.0")
                    .to("a", "1.0.0")
                    .tagged(new TagState.Absent(Optional.of("a-1.0.0")))))
        .isEqualTo(
            "version 1.0.0 was merged before this push and has no tag of this form, only a-1.0.0; raise the version to release the change");
    assertThat(reason(a().from("b", "1.0.0").to("a", "1.1.0"))).isEqualTo("new chart");
  }

  private static String reason(ChartStateBuilder found) {
    return TestPlans.step(TestPlans.of(MergeBuilder.on("1").changing(found))).message();
  }

  @Test
  void aMovedChartsNewVersionIsNotANewChart() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/a").from("a", "1.0.0"),
                    in("stable/a").from(new ChartAt.None()).to(chart("a", "1.1.0"))));

    assertThat(TestPlans.step(plan).message()).isEqualTo("new version");
  }
}
