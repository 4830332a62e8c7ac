package io.charttagger.plan;

import static io.charttagger.plan.Changed.chart;
import static io.charttagger.plan.Changed.in;
import static io.charttagger.plan.Changed.yaml;
import static io.charttagger.plan.Merged.sha;
import static io.charttagger.plan.Plans.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartAt;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the lines of a plan say to people: which chart, which commits, why, and what to do. */
final class OutcomeMessagesTest {

  private static Changed a() {
    return in("charts/a");
  }

  @Test
  void theLineOfATagTellsAllOfIt() {
    Step step =
        Plans.step(
            Plans.of(
                Merged.on("1").from(12, "").changing(a().from("a", "1.0.0").to("a", "1.1.0"))));

    assertThat(step.subject().chart()).isEqualTo("a");
    assertThat(step.subject().version()).map(Object::toString).contains("1.1.0");
    assertThat(step.subject().tag()).map(Object::toString).contains("a-v1.1.0");
    assertThat(step.subject().commit()).isEqualTo(sha("1"));
    assertThat(step.subject().sourcePullRequest()).contains(12);
    assertThat(Plans.tag(step).name()).hasToString("a-v1.1.0");
    assertThat(Plans.tag(step).commit()).isEqualTo(sha("1"));
    assertThat(Plans.tag(step).date()).isEqualTo(Merged.WHEN);
    assertThat(Plans.tag(step).tagger()).isEqualTo(Plans.TAGGER);
  }

  @Test
  void aConflictNamesBothCommitsAndTheRemedy() {
    Step step =
        Plans.step(
            Plans.of(
                Merged.on("1")
                    .changing(
                        a().from("a", "0.9.0")
                            .to("a", "1.0.0")
                            .tagged(Plans.standingOn(sha("2"))))));

    assertThat(step.message())
        .isEqualTo(
            "a-v1.0.0 stands on %s, but commit %s brings this version with other content; a tag is"
                + " never moved: raise the version",
            sha("2"), sha("1"));
  }

  @Test
  void aTagOfNoCommitIsSaidToBeOne() {
    Changed found =
        a().to("a", "1.0.0")
            .tagged(
                new TagState.Standing("5".repeat(40), Optional.empty(), Optional.empty(), false));

    assertThat(Plans.step(Plans.of(Merged.on("1").changing(found))).message())
        .startsWith("a-v1.0.0 stands on an object that is no commit, but commit ");
  }

  @Test
  void aTagElsewhereWithTheSameContentSaysWhere() {
    Changed found =
        a().from("a", "1.1.0").to("a", "1.0.0").tagged(Plans.standingWithSameTreeOn(sha("2")));

    assertThat(Plans.step(Plans.of(Merged.on("1").changing(found))).message())
        .isEqualTo("the same content is tagged already, on " + sha("2"));
  }

  @Test
  void anUnchangedVersionNamesTheCommitItsTagStaysOn() {
    Changed found = a().from("a", "1.0.0").to("a", "1.0.0").tagged(Plans.standingOn(sha("2")));
    TaggingPlan plan = Plans.of(Merged.on("1").changing(found));

    assertThat(Plans.step(plan).message())
        .isEqualTo("changed without a version bump; a-v1.0.0 stays on " + sha("2"));
    assertThat(plan.warnings())
        .containsExactly(
            new Warning(
                "a",
                "version-unchanged",
                "changed without a version bump; a-v1.0.0 stays on " + sha("2")));
  }

  @Test
  void aBadVersionIsQuotedWithItsFileAndItsCanonicalForm() {
    Step step =
        Plans.step(Plans.of(Merged.on("1").changing(a().to(yaml("name: a\nversion: v1.2.3\n")))));

    assertThat(step.message())
        .isEqualTo(
            "charts/a/Chart.yaml at 1111111: version \"v1.2.3\" is not a SemVer 2 version; write"
                + " 1.2.3");
    assertThat(step.subject().chart()).isEqualTo("a");
    assertThat(step.subject().version()).isEmpty();
    assertThat(step.subject().tag()).isEmpty();
  }

  @Test
  void aChartThatWasUnreadableBeforeSaysSo() {
    ChartAt bad = yaml("name: a\nversion: 1.1\n");
    TaggingPlan plan = Plans.of(Merged.on("1").changing(a().from(bad).to(bad)));

    assertThat(Plans.step(plan).message()).endsWith("write 1.1.0 (it was so before this push)");
    assertThat(plan.warnings().getFirst().chart()).isEqualTo("a");
    assertThat(plan.warnings().getFirst().message())
        .startsWith("charts/a/Chart.yaml at 1111111: version \"1.1\"");
  }

  @Test
  void aChartAtTheRootIsTaggedWithoutANote() {
    TaggingPlan plan = Plans.of(Merged.on("1").changing(in(".").to("a", "1.0.0")));

    assertThat(Plans.outcomes(plan)).containsExactly(passing(".", ChartOutcome.CREATE));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void anUnreadableChartAtTheRootNamesItsFile() {
    Step step = Plans.step(Plans.of(Merged.on("1").changing(in(".").to(yaml("name: a\n")))));

    assertThat(step.message()).startsWith("Chart.yaml at 1111111: ");
  }

  @Test
  void aDeletedChartIsNamedAsItCalledItself() {
    Step step = Plans.step(Plans.of(Merged.on("1").changing(in("charts/x").from("a", "1.0.0"))));

    assertThat(step.subject().chart()).isEqualTo("a");
    assertThat(step.subject().version()).map(Object::toString).contains("1.0.0");
    assertThat(step.subject().tag()).isEmpty();
    assertThat(step.message()).isEqualTo("the chart is gone from charts/x");
  }

  @Test
  void aDeletedUnreadableChartIsNamedByItsDirectory() {
    Step step =
        Plans.step(Plans.of(Merged.on("1").changing(in("charts/x").from(yaml("name: a\n")))));

    assertThat(step.subject().chart()).isEqualTo("x");
    assertThat(step.subject().version()).isEmpty();
  }

  @Test
  void aTagSaysWhyItIsMade() {
    assertThat(reason(a().to("a", "1.0.0"))).isEqualTo("new chart");
    assertThat(reason(a().from("a", "1.0.0").to("a", "1.1.0")))
        .isEqualTo("new version, after 1.0.0");
    assertThat(reason(a().from("a", "1.0.0").to("a", "1.0.0")))
        .isEqualTo("no tag stood for this version yet");
    assertThat(reason(a().from("b", "1.0.0").to("a", "1.1.0"))).isEqualTo("new chart");
  }

  private static String reason(Changed found) {
    return Plans.step(Plans.of(Merged.on("1").changing(found))).message();
  }

  @Test
  void aMovedChartsNewVersionIsNoNewChart() {
    TaggingPlan plan =
        Plans.of(
            Merged.on("1")
                .changing(
                    in("charts/a").from("a", "1.0.0"),
                    in("stable/a").from(new ChartAt.None()).to(chart("a", "1.1.0"))));

    assertThat(Plans.step(plan).message()).isEqualTo("new version");
  }
}
