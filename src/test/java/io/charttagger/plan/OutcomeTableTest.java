package io.charttagger.plan;

import static io.charttagger.plan.Changed.in;
import static io.charttagger.plan.Changed.yaml;
import static io.charttagger.plan.Merged.sha;
import static io.charttagger.plan.Plans.failing;
import static io.charttagger.plan.Plans.passing;
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
  private static final Plans.Decided CREATE = passing("charts/a", ChartOutcome.CREATE);
  private static final Plans.Decided ALREADY_TAGGED =
      passing("charts/a", ChartOutcome.ALREADY_TAGGED);
  private static final Plans.Decided VERSION_UNCHANGED =
      passing("charts/a", ChartOutcome.VERSION_UNCHANGED);
  private static final Plans.Decided CONFLICT_THAT_FAILS =
      failing("charts/a", ChartOutcome.CONFLICT);
  private static final Plans.Decided INVALID = passing("charts/a", ChartOutcome.INVALID);
  private static final Plans.Decided INVALID_THAT_FAILS = failing("charts/a", ChartOutcome.INVALID);
  private static final Plans.Decided DELETED = passing("charts/a", ChartOutcome.DELETED);

  /** A row: what is found in {@code charts/a}, the outcome, the codes of the warnings. */
  record Row(String sentence, Changed found, Plans.Decided decided, List<String> warnings) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  private static Row row(
      String sentence, Changed found, Plans.Decided decided, String... warnings) {
    return new Row(sentence, found, decided, List.of(warnings));
  }

  private static Changed a() {
    return in("charts/a");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"newVersions", "standingTags", "unreadable", "gone"})
  void theFirstRowThatFitsDecides(Row row) {
    TaggingPlan plan = Plans.of(Merged.on("1").changing(row.found()));

    assertThat(Plans.outcomes(plan)).containsExactly(row.decided());
    assertThat(Plans.codes(plan)).isEqualTo(row.warnings());
    assertThat(Plans.step(plan).message()).isNotBlank();
  }

  static Stream<Row> newVersions() {
    return Stream.of(
        row("a new chart is tagged", a().to("a", "1.0.0"), CREATE),
        row("a raised version is tagged", a().from("a", "1.0.0").to("a", "1.0.1"), CREATE),
        row("a prerelease is tagged", a().from("a", "1.0.0").to("a", "1.1.0-rc.1"), CREATE),
        row(
            "the release after its prerelease is no lower version",
            a().from("a", "1.1.0-rc.1").to("a", "1.1.0"),
            CREATE),
        row("build metadata is tagged", a().from("a", "1.0.0").to("a", "1.0.1+build.5"), CREATE),
        row(
            "other build metadata is another version, and no lower one",
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
            "a version behind comments, an anchor, a BOM and CRLF is read",
            a().to(
                    yaml(
                        "\ufeff# about\r\n"
                            + "name: &it a\r\n"
                            + "version: 1.0.0 # now\r\n"
                            + "---\r\n"
                            + "name: b\r\n")),
            CREATE),
        row(
            "a lower version than the directory held is tagged, with a warning",
            a().from("a", "1.1.0").to("a", "1.0.5"),
            CREATE,
            "version-lower"),
        row(
            "a prerelease of the version that stood is lower",
            a().from("a", "1.1.0").to("a", "1.1.0-rc.1"),
            CREATE,
            "version-lower"),
        row(
            "a version that stood before and has no tag gets it, with a warning",
            a().from("a", "1.0.0").to("a", "1.0.0"),
            CREATE,
            "version-came-earlier"),
        row(
            "a chart renamed in its directory is tagged by its new name, with a note",
            a().from("a", "1.0.0").to("b", "1.0.0"),
            CREATE,
            "directory-name"),
        row(
            "a chart whose file was unreadable before is tagged",
            a().from(yaml("name: a\nversion: 1.1\n")).to("a", "1.1.0"),
            CREATE));
  }

  static Stream<Row> standingTags() {
    return Stream.of(
        row(
            "a lightweight tag on this commit is left, with a warning",
            a().to("a", "1.0.0")
                .tagged(
                    new TagState.Standing(
                        sha("1").value(), Optional.of(sha("1")), Optional.empty(), false)),
            ALREADY_TAGGED,
            "annotation-differs"),
        row(
            "a tag on this commit with another annotation is left, with a warning",
            a().to("a", "1.0.0")
                .tagged(
                    new TagState.Standing(
                        "5".repeat(40), Optional.of(sha("1")), Optional.of("v1\n"), false)),
            ALREADY_TAGGED,
            "annotation-differs"),
        row(
            "a nested tag on this commit with another annotation is left, with a warning",
            a().to("a", "1.0.0")
                .tagged(
                    new TagState.Standing(
                        "5".repeat(40), Optional.of(sha("1")), Optional.of("signed\n"), true)),
            ALREADY_TAGGED,
            "annotation-differs"),
        row(
            "a tag on another commit with the same tree (a revert, a move) is left in silence",
            a().from("a", "1.1.0").to("a", "1.0.0").tagged(Plans.standingWithSameTreeOn(sha("2"))),
            ALREADY_TAGGED),
        row(
            "the same tree counts before the unchanged version",
            a().from("a", "1.0.0").to("a", "1.0.0").tagged(Plans.standingWithSameTreeOn(sha("2"))),
            ALREADY_TAGGED),
        row(
            "a chart changed without a version bump is left, with a warning",
            a().from("a", "1.0.0").to("a", "1.0.0").tagged(Plans.standingOn(sha("2"))),
            VERSION_UNCHANGED,
            "version-unchanged"),
        row(
            "a version that stood at another parent is unchanged too",
            a().from("a", "0.9.0")
                .to("a", "1.0.0")
                .tagged(Plans.standingOn(sha("2")))
                .seenAtOtherParent(),
            VERSION_UNCHANGED,
            "version-unchanged"),
        row(
            "a version brought by this push whose tag is another commit's is a conflict",
            a().from("a", "0.9.0").to("a", "1.0.0").tagged(Plans.standingOn(sha("2"))),
            CONFLICT_THAT_FAILS),
        row(
            "a new chart whose tag is another commit's is a conflict",
            a().to("a", "1.0.0").tagged(Plans.standingOn(sha("2"))),
            CONFLICT_THAT_FAILS),
        row(
            "a tag of no commit at all is a conflict",
            a().from("a", "0.9.0")
                .to("a", "1.0.0")
                .tagged(
                    new TagState.Standing(
                        "5".repeat(40), Optional.empty(), Optional.empty(), false)),
            CONFLICT_THAT_FAILS),
        row(
            "a renamed chart whose new name's tag is another commit's is a conflict",
            a().from("b", "1.0.0").to("a", "1.0.0").tagged(Plans.standingOn(sha("2"))),
            CONFLICT_THAT_FAILS));
  }

  static Stream<Row> unreadable() {
    ChartAt short11 = yaml("name: a\nversion: 1.1\n");
    return Stream.of(
        row("a new chart with a short version fails", a().to(short11), INVALID_THAT_FAILS),
        row(
            "a version that went bad fails",
            a().from("a", "1.0.0").to(yaml("name: a\nversion: v1.2.3\n")),
            INVALID_THAT_FAILS),
        row(
            "a leading zero fails",
            a().from("a", "1.0.0").to(yaml("name: a\nversion: 1.02.0\n")),
            INVALID_THAT_FAILS),
        row(
            "a number for a version fails",
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
            "a file that is no YAML any more fails",
            a().from("a", "1.0.0").to(yaml("name: [a\n")),
            INVALID_THAT_FAILS),
        row(
            "another bad version than before fails",
            a().from(short11).to(yaml("name: a\nversion: 1.2\n")),
            INVALID_THAT_FAILS),
        row(
            "a version that was as bad before is a warning only",
            a().from(short11).to(short11),
            INVALID,
            "chart-yaml-invalid"));
  }

  static Stream<Row> gone() {
    return Stream.of(
        row("a chart that is gone is deleted", a().from("a", "1.0.0"), DELETED),
        row(
            "an unreadable chart that is gone is deleted",
            a().from(yaml("name: a\nversion: 1.1\n")),
            DELETED));
  }

  @Test
  void aTagThatStandsAsWrittenIsKeptInSilence() {
    Step created = Plans.step(Plans.of(Merged.on("1").changing(a().to("a", "1.0.0"))));

    TaggingPlan plan =
        Plans.of(Merged.on("1").changing(a().to("a", "1.0.0").tagged(Plans.asWritten(created))));

    assertThat(Plans.outcomes(plan))
        .containsExactly(passing("charts/a", ChartOutcome.ALREADY_TAGGED));
    assertThat(plan.warnings()).isEmpty();
    assertThat(Plans.tag(Plans.step(plan))).isEqualTo(Plans.tag(created));
  }

  @Test
  void theSameAnnotationByAnotherTaggerIsKeptInSilence() {
    TagObject written =
        Plans.tag(Plans.step(Plans.of(Merged.on("1").changing(a().to("a", "1.0.0")))));
    TagState standing =
        new TagState.Standing(
            "5".repeat(40), Optional.of(sha("1")), Optional.of(written.annotation()), false);

    TaggingPlan plan = Plans.of(Merged.on("1").changing(a().to("a", "1.0.0").tagged(standing)));

    assertThat(Plans.outcomes(plan))
        .containsExactly(passing("charts/a", ChartOutcome.ALREADY_TAGGED));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aDirectoryThatNeverHeldAChartIsNoLine() {
    assertThat(Plans.of(Merged.on("1").changing(a())).steps()).isEmpty();
  }

  @Test
  void aPushThatChangedNoChartGivesAnEmptyPlan() {
    TaggingPlan plan = Plans.of(Merged.on("1").pushedBy("Ada", "Fix a typo").changing());

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void oneChartsFailureStopsNoOther() {
    TaggingPlan plan =
        Plans.of(
            Merged.on("1")
                .changing(
                    in("charts/a").to(yaml("name: a\n")),
                    in("charts/b").to("b", "1.0.0"),
                    in("charts/c").to("c", "1.0.0").tagged(Plans.standingOn(sha("2"))),
                    in("charts/d").to("d", "1.0.0"),
                    in("charts/e").from("e", "1.0.0")));

    assertThat(Plans.outcomes(plan))
        .containsExactly(
            failing("charts/a", ChartOutcome.INVALID),
            passing("charts/b", ChartOutcome.CREATE),
            failing("charts/c", ChartOutcome.CONFLICT),
            passing("charts/d", ChartOutcome.CREATE),
            passing("charts/e", ChartOutcome.DELETED));
  }
}
