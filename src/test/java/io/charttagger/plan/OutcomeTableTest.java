package io.charttagger.plan;

import static io.charttagger.plan.ChartStateBuilder.in;
import static io.charttagger.plan.ChartStateBuilder.yaml;
import static io.charttagger.plan.MergeBuilder.sha;
import static io.charttagger.plan.TestPlans.failing;
import static io.charttagger.plan.TestPlans.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.TagObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of outcomes, row by row: one changed directory, one merge. */
final class OutcomeTableTest {
  private static final TestPlans.Decided CREATE = passing("charts/a", ChartOutcome.CREATE);
  private static final TestPlans.Decided ALREADY_TAGGED =
      passing("charts/a", ChartOutcome.ALREADY_TAGGED);
  private static final TestPlans.Decided VERSION_UNCHANGED =
      passing("charts/a", ChartOutcome.VERSION_UNCHANGED);
  private static final TestPlans.Decided UNTAGGED = passing("charts/a", ChartOutcome.UNTAGGED);
  private static final TestPlans.Decided CONFLICT_THAT_FAILS =
      failing("charts/a", ChartOutcome.CONFLICT);
  private static final TestPlans.Decided INVALID = passing("charts/a", ChartOutcome.INVALID);
  private static final TestPlans.Decided INVALID_THAT_FAILS =
      failing("charts/a", ChartOutcome.INVALID);
  private static final TestPlans.Decided DELETED = passing("charts/a", ChartOutcome.DELETED);

  /** A row: what is found in {@code charts/a}, the outcome, the codes of the warnings. */
  record Row(
      String sentence, ChartStateBuilder found, TestPlans.Decided decided, List<String> warnings) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  private static Row row(
      String sentence, ChartStateBuilder found, TestPlans.Decided decided, String... warnings) {
    return new Row(sentence, found, decided, List.of(warnings));
  }

  private static ChartStateBuilder a() {
    return in("charts/a");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"newVersions", "existingTags", "unreadable", "removed"})
  void theFirstRowThatAppliesDecides(Row row) {
    TaggingPlan plan = TestPlans.of(MergeBuilder.on("1").changing(row.found()));

    assertThat(TestPlans.outcomes(plan)).containsExactly(row.decided());
    assertThat(TestPlans.codes(plan)).isEqualTo(row.warnings());
    assertThat(TestPlans.step(plan).message()).isNotBlank();
  }

  static Stream<Row> newVersions() {
    return Stream.of(
        row("a new chart is tagged", a().to("a", "1.0.0"), CREATE),
        row("a raised version is tagged", a().from("a", "1.0.0").to("a", "1.0.1"), CREATE),
        row("a prerelease is tagged", a().from("a", "1.0.0").to("a", "1.1.0-rc.1"), CREATE),
        row(
            "the release after its prerelease is not a lower version",
            a().from("a", "1.1.0-rc.1").to("a", "1.1.0"),
            CREATE),
        row("build metadata is tagged", a().from("a", "1.0.0").to("a", "1.0.1+build.5"), CREATE),
        row(
            "other build metadata is another version, but not a lower one",
            a().from("a", "1.0.0+2").to("a", "1.0.0+1"),
            CREATE),
        row(
            "a quoted version is a version",
            a().from("a", "1.0.0").to(yaml("name: \"a\"\nversion: '1.0.1'\n")),
            CREATE),
        row(
            "a library chart is a chart",
            a().to(yaml("apiVersion: v2\nname: a\ntype: library\nversion: 1.0.0\n")),
            CREATE),
        row(
            "of repeated keys the last one counts",
            a().from("a", "1.0.0").to(yaml("name: a\nversion: 1.0.0\nversion: 1.1.0\n")),
            CREATE),
        row(
            "a version is read in spite of comments, an anchor, a BOM and CRLF",
            a().to(
                    yaml(
                        "\ufeff# about\r\n"
                            + "name: &it a\r\n"
                            + "version: 1.0.0 # now\r\n"
                            + "---\r\n"
                            + "name: b\r\n")),
            CREATE),
        row(
            "a lower version than before is tagged, with a warning",
            a().from("a", "1.1.0").to("a", "1.0.5"),
            CREATE,
            "version-lower"),
        row(
            "a prerelease of the previous version is lower",
            a().from("a", "1.1.0").to("a", "1.1.0-rc.1"),
            CREATE,
            "version-lower"),
        row(
            "a version that existed before without a tag is not tagged on other content",
            a().from("a", "1.0.0").to("a", "1.0.0"),
            UNTAGGED),
        row(
            "a chart renamed in its directory is tagged under its new name, with a warning",
            a().from("a", "1.0.0").to("b", "1.0.0"),
            CREATE,
            "directory-name"),
        row(
            "a chart whose file was unreadable before is tagged",
            a().from(yaml("name: a\nversion: 1.1\n")).to("a", "1.1.0"),
            CREATE));
  }

  static Stream<Row> existingTags() {
    return Stream.of(
        row(
            "a lightweight tag on this commit is kept, with a warning",
            a().to("a", "1.0.0")
                .tagged(
                    new TagState.Exists(
                        sha("1").value(), Optional.of(sha("1")), Optional.empty(), false)),
            ALREADY_TAGGED,
            "annotation-differs"),
        row(
            "a tag on this commit with another annotation is kept, with a warning",
            a().to("a", "1.0.0")
                .tagged(
                    new TagState.Exists(
                        "5".repeat(40), Optional.of(sha("1")), Optional.of("v1\n"), false)),
            ALREADY_TAGGED,
            "annotation-differs"),
        row(
            "a nested tag on this commit with another annotation is kept, with a warning",
            a().to("a", "1.0.0")
                .tagged(
                    new TagState.Exists(
                        "5".repeat(40), Optional.of(sha("1")), Optional.of("signed\n"), true)),
            ALREADY_TAGGED,
            "annotation-differs"),
        row(
            "a tag on another commit with the same tree (a revert, a move) is kept without a"
                + " warning",
            a().from("a", "1.1.0").to("a", "1.0.0").tagged(TestPlans.tagWithSameTreeOn(sha("2"))),
            ALREADY_TAGGED),
        row(
            "the same tree is checked before the unchanged version",
            a().from("a", "1.0.0").to("a", "1.0.0").tagged(TestPlans.tagWithSameTreeOn(sha("2"))),
            ALREADY_TAGGED),
        row(
            "a chart changed without a version bump is not tagged, with a warning",
            a().from("a", "1.0.0").to("a", "1.0.0").tagged(TestPlans.tagOn(sha("2"))),
            VERSION_UNCHANGED,
            "version-unchanged"),
        row(
            "a version that existed at another parent is unchanged as well",
            a().from("a", "0.9.0")
                .to("a", "1.0.0")
                .tagged(TestPlans.tagOn(sha("2")))
                .existedEarlier(),
            VERSION_UNCHANGED,
            "version-unchanged"),
        row(
            "a version introduced by this push whose tag is on another commit is a conflict",
            a().from("a", "0.9.0").to("a", "1.0.0").tagged(TestPlans.tagOn(sha("2"))),
            CONFLICT_THAT_FAILS),
        row(
            "a new chart whose tag is on another commit is a conflict",
            a().to("a", "1.0.0").tagged(TestPlans.tagOn(sha("2"))),
            CONFLICT_THAT_FAILS),
        row(
            "a tag that is not on a commit is a conflict",
            a().from("a", "0.9.0")
                .to("a", "1.0.0")
                .tagged(
                    new TagState.Exists("5".repeat(40), Optional.empty(), Optional.empty(), false)),
            CONFLICT_THAT_FAILS),
        row(
            "a renamed chart whose new tag is on another commit is a conflict",
            a().from("b", "1.0.0").to("a", "1.0.0").tagged(TestPlans.tagOn(sha("2"))),
            CONFLICT_THAT_FAILS));
  }

  static Stream<Row> unreadable() {
    ChartAt short11 = yaml("name: a\nversion: 1.1\n");
    return Stream.of(
        row("a new chart with a short version fails", a().to(short11), INVALID_THAT_FAILS),
        row(
            "a version that became invalid fails",
            a().from("a", "1.0.0").to(yaml("name: a\nversion: v1.2.3\n")),
            INVALID_THAT_FAILS),
        row(
            "a leading zero fails",
            a().from("a", "1.0.0").to(yaml("name: a\nversion: 1.02.0\n")),
            INVALID_THAT_FAILS),
        row(
            "a number as version fails",
            a().from("a", "1.0.0").to(yaml("name: a\nversion: 2\n")),
            INVALID_THAT_FAILS),
        row(
            "a missing version fails",
            a().from("a", "1.0.0").to(yaml("name: a\n")),
            INVALID_THAT_FAILS),
        row(
            "a missing name fails",
            a().from("a", "1.0.0").to(yaml("version: 1.0.0\n")),
            INVALID_THAT_FAILS),
        row(
            "a file that is no longer YAML fails",
            a().from("a", "1.0.0").to(yaml("name: [a\n")),
            INVALID_THAT_FAILS),
        row(
            "a different invalid version than before fails",
            a().from(short11).to(yaml("name: a\nversion: 1.2\n")),
            INVALID_THAT_FAILS),
        row(
            "a version that was already invalid gives only a warning",
            a().from(short11).to(short11),
            INVALID,
            "chart-yaml-invalid"));
  }

  static Stream<Row> removed() {
    return Stream.of(
        row("a removed chart is deleted", a().from("a", "1.0.0"), DELETED),
        row(
            "a removed unreadable chart is deleted",
            a().from(yaml("name: a\nversion: 1.1\n")),
            DELETED));
  }

  @Test
  void aTagThatIsExactlyAsExpectedIsKeptWithoutAWarning() {
    Step created =
        TestPlans.step(TestPlans.of(MergeBuilder.on("1").changing(a().to("a", "1.0.0"))));

    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(a().to("a", "1.0.0").tagged(TestPlans.asWritten(created))));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(passing("charts/a", ChartOutcome.ALREADY_TAGGED));
    assertThat(plan.warnings()).isEmpty();
    assertThat(TestPlans.tag(TestPlans.step(plan))).isEqualTo(TestPlans.tag(created));
  }

  @Test
  void theSameAnnotationByAnotherTaggerIsKeptWithoutAWarning() {
    TagObject written =
        TestPlans.tag(
            TestPlans.step(TestPlans.of(MergeBuilder.on("1").changing(a().to("a", "1.0.0")))));
    TagState existing =
        new TagState.Exists(
            "5".repeat(40), Optional.of(sha("1")), Optional.of(written.annotation()), false);

    TaggingPlan plan =
        TestPlans.of(MergeBuilder.on("1").changing(a().to("a", "1.0.0").tagged(existing)));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(passing("charts/a", ChartOutcome.ALREADY_TAGGED));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aDirectoryThatNeverHadAChartGivesNoStep() {
    assertThat(TestPlans.of(MergeBuilder.on("1").changing(a())).steps()).isEmpty();
  }

  @Test
  void aPushThatChangedNoChartGivesAnEmptyPlan() {
    TaggingPlan plan =
        TestPlans.of(MergeBuilder.on("1").withoutPullRequest("Ada", "Fix a typo").changing());

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void oneChartsFailureDoesNotStopTheOthers() {
    TaggingPlan plan =
        TestPlans.of(
            MergeBuilder.on("1")
                .changing(
                    in("charts/a").to(yaml("name: a\n")),
                    in("charts/b").to("b", "1.0.0"),
                    in("charts/c").to("c", "1.0.0").tagged(TestPlans.tagOn(sha("2"))),
                    in("charts/d").to("d", "1.0.0"),
                    in("charts/e").from("e", "1.0.0")));

    assertThat(TestPlans.outcomes(plan))
        .containsExactly(
            failing("charts/a", ChartOutcome.INVALID),
            passing("charts/b", ChartOutcome.CREATE),
            failing("charts/c", ChartOutcome.CONFLICT),
            passing("charts/d", ChartOutcome.CREATE),
            passing("charts/e", ChartOutcome.DELETED));
  }
}
