package io.charttagger.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagFormat;
import io.charttagger.chart.TagName;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Warning;
import io.charttagger.release.QuotedMarkdown;
import io.charttagger.release.RepositoryPage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads in a job's summary and in a check run. */
final class SummaryTest {
  private static final CommitSha COMMIT = CommitSha.parse("a".repeat(40));
  private static final ReleaseLine OPENED =
      new ReleaseLine(
          Optional.of(7),
          Optional.of("https://github.com/o/r/pull/7"),
          ReleaseResult.CREATED,
          "opened");

  @Test
  void saysInOneTableWhatCameOfEachChartWhatFailedFirst() {
    assertThat(
            Summary.of(
                report(
                    new RunOutcome.Failed(422),
                    List.of(
                        line("a", "1.0.0", ChartResult.VERSION_UNCHANGED),
                        line("b", "2.0.0", ChartResult.CREATED),
                        line("c", "3.0.0", ChartResult.CONFLICT)),
                    List.of(OPENED))))
        .isEqualTo(
            """
            ### Failed: c

            Everything else is done.

            For c: merge a fix; the run for that merge makes the tag. This run stays failed, and sending the same dispatch again does not change that.

            | Chart | Version | Tag | Commit | PR | Outcome | Why |
            |---|---|---|---|---|---|---|
            | c | 3.0.0 | `c-v3.0.0` | `aaaaaaa` |  | ❌&nbsp;conflict | because |
            | a | 1.0.0 | `a-v1.0.0` | `aaaaaaa` |  | version-unchanged | because |
            | b | 2.0.0 | `b-v2.0.0` | `aaaaaaa` |  | ✅&nbsp;created | because |

            - [#7](https://github.com/o/r/pull/7): opened
            """);
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID", "CONFLICT", "UNATTESTED", "UNDOCUMENTED"})
  void advisesANewMergeWhereOnlyThatHelps(ChartResult result) {
    // The line has no pull request that a lineage could be added to.
    assertThat(Summary.of(failed(List.of(line("web", "1.0.0", result)), List.of())))
        .contains(
            "Everything else is done.\n\nFor web: merge a fix; the run for that merge makes the tag. This run stays failed,")
        .doesNotContain("fix the cause");
  }

  @Test
  void advisesTheSameDispatchOnceTheCauseIsFixedWhereThatHelps() {
    ChartLine unattested = line("db", "1.0.0", ChartResult.UNATTESTED);
    ChartRef subject = unattested.subject();
    ChartRef withPullRequest =
        new ChartRef(
            subject.chart(),
            subject.directory(),
            subject.version(),
            subject.tag(),
            subject.commit(),
            Optional.of(7));

    assertThat(
            Summary.of(
                failed(
                    List.of(
                        line("web", "1.0.0", ChartResult.REFUSED),
                        new ChartLine(
                            withPullRequest, ChartResult.UNATTESTED, Optional.empty(), "because")),
                    List.of(ReleaseLine.without(ReleaseResult.FAILED, "because")))))
        .contains(
            "Everything else is done.\n\nFor db: the table says what to do about the missing lineage.\n\nFor web, release pull request: fix the cause, then send the same dispatch again.\n\n")
        .doesNotContain("merge a fix");
  }

  @Test
  void advisesBothWhereBothAreNeeded() {
    assertThat(
            Summary.of(
                failed(
                    List.of(
                        line("web", "1.0.0", ChartResult.REFUSED),
                        line("db", "1.0.0", ChartResult.INVALID)),
                    List.of())))
        .contains("\n\nFor db: merge a fix;", "\n\nFor web: fix the cause,");
  }

  @Test
  void saysHowFarAnIncompleteRunCame() {
    Report report =
        report(
            new RunOutcome.Incomplete(Duration.ofMillis(60_001)),
            List.of(
                line("a", "1.0.0", ChartResult.CREATED_EARLIER),
                line("b", "1.0.0", ChartResult.CREATED),
                line("c", "1.0.0", ChartResult.CREATE),
                line("d", "1.0.0", ChartResult.ALREADY_TAGGED)),
            List.of());

    assertThat(Summary.headline(report))
        .isEqualTo("Incomplete: 2 of 3 tags are created, retry after 61 s");
  }

  @Test
  void linksWhatHasAPage() {
    ChartRef subject =
        new ChartRef(
            "a",
            "charts/a",
            Optional.of(ChartVersion.parse("1.1.0")),
            Optional.of(ChartVersion.parse("1.0.0")),
            Optional.of(new TagName("a-v1.1.0")),
            COMMIT,
            Optional.of(7));
    String elsewhere = "b".repeat(40);

    assertThat(
            Summary.of(
                onPage(
                    List.of(
                        new ChartLine(subject, ChartResult.CREATED, Optional.empty(), "new"),
                        new ChartLine(
                            subject, ChartResult.CONFLICT, Optional.empty(), "is on " + elsewhere)),
                    new Warning("", "mark", "object %1$s, commit %1$s".formatted(elsewhere)))))
        .contains(
            "| a | 1.0.0&nbsp;→ 1.1.0 | [`a-v1.1.0`](https://github.com/o/r/releases/tag/a-v1.1.0) | [`aaaaaaa`](https://github.com/o/r/commit/%s) | [#7](https://github.com/o/r/pull/7) | ✅&nbsp;created | new |"
                .formatted(COMMIT))
        .contains(
            "| `a-v1.1.0` | [`aaaaaaa`]",
            "❌&nbsp;conflict | is on [`bbbbbbb`](https://github.com/o/r/commit/%s) |"
                .formatted(elsewhere))
        .contains(
            "- ⚠️ object %1$s, commit [`bbbbbbb`](https://github.com/o/r/commit/%1$s)\n"
                .formatted(elsewhere));
  }

  @Test
  void saysAWarningOnceThatTheRowOfItsChartSays() {
    ChartLine line = line("a", "1.0.0", ChartResult.INVALID_AS_BEFORE);

    assertThat(
            Summary.of(
                onPage(
                    List.of(line),
                    new Warning("a", "chart-yaml-invalid", "because"),
                    new Warning("b", "chart-yaml-invalid", "because"),
                    new Warning("a", "directory-name", "other"))))
        .contains("\n**Warnings**\n\n- ⚠️ b: because\n- ⚠️ a: other\n")
        .doesNotContain("- ⚠️ a: because");
    assertThat(Summary.of(onPage(List.of(line), new Warning("a", "code", "because"))))
        .doesNotContain("Warnings");
  }

  private static Report onPage(List<ChartLine> charts, Warning... warnings) {
    return new Report(
        new RunOutcome.Failed(422),
        "",
        Optional.empty(),
        Optional.of(new RepositoryPage("https://github.com/o/r")),
        Optional.of(COMMIT),
        Optional.empty(),
        charts,
        List.of(),
        List.of(),
        List.of(),
        List.of(warnings),
        List.of(),
        new Report.Effort(0, Duration.ZERO));
  }

  @Test
  void saysWhenNothingWasToBeDone() {
    assertThat(Summary.of(report(new RunOutcome.NothingToTag(), List.of(), List.of())))
        .isEqualTo("### Nothing to tag\n\nThis push gave no chart a new version.\n\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "rejected (branch): tagged is main => (branch): tagged is main",
        "Rejected: not on main => not on main",
        "abc is not on main => abc is not on main",
        "rejectedly worded => rejectedly worded",
      })
  void saysWhatHappenedOnce(String message, String said) {
    assertThat(Summary.of(report(new RunOutcome.Rejected(403), message)))
        .isEqualTo("### Rejected\n\n" + said + "\n\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rejected", "Rejected.", "rejected: "})
  void saysNothingMoreWhenTheMessageIsTheHeadline(String message) {
    assertThat(Summary.of(report(new RunOutcome.Rejected(403), message)))
        .isEqualTo("### Rejected\n\n");
  }

  @Test
  void namesTheReleasePullRequestWhenThatIsWhatFailed() {
    Report report =
        report(
            new RunOutcome.Failed(422),
            List.of(line("a", "1.0.0", ChartResult.CREATED)),
            List.of(ReleaseLine.without(ReleaseResult.FAILED, "branch release is missing")));

    assertThat(Summary.headline(report)).isEqualTo("Failed: release pull request");
    assertThat(Summary.of(report)).contains("\n- ❌ branch release is missing\n");
  }

  @Test
  void leavesOutBranchesThatNeverWere() {
    Report report =
        new Report(
            new RunOutcome.Tagged(),
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new BranchLine("integration/a", BranchResult.MISSING, "no such branch"),
                new BranchLine("integration/b", BranchResult.DELETED, "all is merged")),
            List.of(),
            List.of(),
            new Report.Effort(0, Duration.ZERO));

    assertThat(Summary.of(report)).contains("`integration/b`").doesNotContain("integration/a");
  }

  @Test
  void gitHubReleasesAreCountedAndThoseThatFailedAreExplained() {
    Report report =
        report(
            new RunOutcome.Failed(422),
            List.of(),
            List.of(),
            List.of(
                published("a-v1.0.0", GitHubReleaseResult.CREATED, "one"),
                published("b-v1.0.0", GitHubReleaseResult.FAILED, "grant @x"),
                published("c-v1.0.0", GitHubReleaseResult.EXISTS, "two"),
                published("d-v1.0.0", GitHubReleaseResult.CREATED, "three")));

    assertThat(Summary.headline(report)).isEqualTo("Failed: GitHub Release of b-v1.0.0");
    assertThat(Summary.of(report))
        .contains(
            "For GitHub Release of b-v1.0.0: fix the cause, then send the same dispatch again.",
            "- GitHub Releases created: 2\n"
                + "- ❌ GitHub Release of `b-v1.0.0` failed: grant @\u200Bx\n")
        .doesNotContain("`a-v1", "`c-v1", "two");
    assertThat(Summary.of(report(new RunOutcome.Tagged(), List.of(), List.of())))
        .doesNotContain("GitHub Release");
  }

  private static GitHubReleaseLine published(
      String tag, GitHubReleaseResult result, String message) {
    return new GitHubReleaseLine(new TagName(tag), Optional.empty(), result, message);
  }

  @Test
  void showsHostileTextAsTextWhereverItStands() {
    String hostile =
        "`</td>|x\n# <b>x</b> **b** _i_ ~~s~~ $m$ ![i](u) [l](u) https://u www.u @all \\";
    ChartRef unreadable =
        new ChartRef(
            hostile, hostile, Optional.empty(), Optional.empty(), COMMIT, Optional.empty());
    Report report =
        new Report(
            new RunOutcome.Failed(422),
            hostile,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(new ChartLine(unreadable, ChartResult.INVALID, Optional.empty(), hostile)),
            List.of(ReleaseLine.without(ReleaseResult.FAILED, hostile)),
            List.of(
                new GitHubReleaseLine(
                    new TagName("a-v1.0.0"),
                    Optional.empty(),
                    GitHubReleaseResult.FAILED,
                    hostile)),
            List.of(new BranchLine("integration/x", BranchResult.KEPT, hostile)),
            List.of(new Warning("x" + hostile, "code", hostile)),
            List.of(),
            new Report.Effort(0, Duration.ZERO));

    String html =
        HtmlRenderer.builder().build().render(Parser.builder().build().parse(Summary.of(report)));

    assertThat(Summary.headline(report)).hasLineCount(1);
    assertThat(html)
        .doesNotContain("<b>", "</td>", "<img", "<a ", "<em>", "~~<", "://", "www.", "@all")
        .containsOnlyOnce("<h3>")
        .doesNotContain("<h1>")
        .containsOnlyOnce("<strong>");
  }

  @Test
  void staysWithinWhatACheckRunTakes() {
    List<ChartLine> lines =
        IntStream.range(0, 1_000)
            .mapToObj(
                number -> line("chart-" + "x".repeat(80) + number, "1.0.0", ChartResult.CREATED))
            .toList();

    assertThat(Summary.of(report(new RunOutcome.Tagged(), lines, List.of())))
        .hasSizeBetween(60_000, 65_535)
        .endsWith(" |\n\n(shortened; the report has it all)\n");
  }

  @Test
  void eachLineOfAPointStaysALineInTheTable() {
    SetupLine point =
        new SetupLine(SetupPoint.SIGNING_KEY, PointResult.OK, "two lines:\nssh-ed25519 A\nb | c");

    assertThat(new SetupTable(QuotedMarkdown::cell).of(List.of(point)))
        .endsWith("| two lines:<br>ssh-ed25519 A<br>b \\| c |\n\n");
  }

  private static ChartLine line(String chart, String version, ChartResult result) {
    ChartName name = ChartName.parse(chart);
    ChartVersion parsed = ChartVersion.parse(version);
    ChartRef subject =
        new ChartRef(
            chart,
            "charts/" + chart,
            Optional.of(parsed),
            Optional.of(TagFormat.DEFAULT.tag(name, parsed)),
            COMMIT,
            Optional.empty());
    return new ChartLine(subject, result, Optional.empty(), "because");
  }

  private static Report failed(List<ChartLine> charts, List<ReleaseLine> releases) {
    return report(new RunOutcome.Failed(422), charts, releases);
  }

  private static Report report(RunOutcome outcome, String message) {
    return new Report(
        outcome,
        message,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Report.Effort(0, Duration.ZERO));
  }

  private static Report report(
      RunOutcome outcome, List<ChartLine> charts, List<ReleaseLine> releases) {
    return report(outcome, charts, releases, List.of());
  }

  private static Report report(
      RunOutcome outcome,
      List<ChartLine> charts,
      List<ReleaseLine> releases,
      List<GitHubReleaseLine> published) {
    return new Report(
        outcome,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.of(COMMIT),
        Optional.empty(),
        charts,
        releases,
        published,
        List.of(),
        List.of(),
        List.of(),
        new Report.Effort(9, Duration.ofSeconds(1)));
  }
}
