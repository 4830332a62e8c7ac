package io.charttagger.report;

import io.charttagger.chart.CleanText;
import io.charttagger.plan.Warning;
import io.charttagger.release.QuotedMarkdown;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report as Markdown, for a job summary and a check run: what was tagged, what was not and why,
 * what to do.
 */
public final class Summary {
  private static final int LONGEST = 65_535;

  private Summary() {}

  /** The Markdown; at most as long as a check run takes. */
  public static String of(Report report) {
    StringBuilder text =
        new StringBuilder("### ").append(QuotedMarkdown.cell(headline(report))).append("\n\n");
    String advice = advice(report);
    if (!advice.isEmpty()) {
      text.append(advice).append("\n\n");
    }
    ChartTable table = table(report);
    if (!report.charts().isEmpty()) {
      text.append(table.of(report.charts()));
    }
    if (!report.checks().isEmpty()) {
      text.append(new SetupTable(table::text).of(report.checks()));
    }
    report.releasePullRequests().forEach(line -> text.append(release(line)));
    text.append(published(report));
    report.branches().stream()
        .filter(line -> line.result().existed())
        .forEach(
            line ->
                text.append(
                    "- Branch %s: %s, %s\n"
                        .formatted(
                            QuotedMarkdown.code(line.name()),
                            OutcomeWords.of(line.result()),
                            QuotedMarkdown.cell(line.message()))));
    List<Warning> warnings =
        report.warnings().stream().filter(warning -> !isInTable(warning, report)).toList();
    if (!warnings.isEmpty()) {
      text.append("\n**Warnings**\n\n");
      warnings.forEach(
          warning ->
              text.append(
                  "- ⚠️ %s%s\n"
                      .formatted(
                          warning.chart().isEmpty()
                              ? ""
                              : QuotedMarkdown.cell(warning.chart()) + ": ",
                          table.text(warning.message()))));
    }
    String summary = Shortened.to(LONGEST, text.toString());
    return summary + PlannedAnnotations.folded(report, LONGEST - summary.length());
  }

  /** A preview is of a merge that is not made yet. */
  private static ChartTable table(Report report) {
    return new ChartTable(report.page(), !(report.outcome() instanceof RunOutcome.Previewed));
  }

  /** The row of the chart says it as well. */
  private static boolean isInTable(Warning warning, Report report) {
    return report.charts().stream()
        .anyMatch(
            line ->
                line.subject().chart().equals(warning.chart())
                    && line.message().contains(warning.message()));
  }

  /** One line of plain text that says how it went. */
  public static String headline(Report report) {
    long made = tagged(report);
    return switch (report.outcome()) {
      case RunOutcome.Tagged() ->
          made == 0 ? "Every tag existed already" : tags(report) + " in place";
      case RunOutcome.NothingToTag() -> "Nothing to tag";
      case RunOutcome.Planned() -> "Dry run: " + planned(report);
      case RunOutcome.Previewed(boolean fails) ->
          fails ? "Merging would fail" + failures(report) : "Merging makes " + previewed(report);
      case RunOutcome.InProgress() -> "In progress: retry";
      case RunOutcome.Incomplete(var after) ->
          incomplete(report, after.plusMillis(999).toSeconds());
      case RunOutcome.Failed ignored -> "Failed" + failures(report);
      case RunOutcome.Rejected ignored -> "Rejected";
      case RunOutcome.NotOurs() -> "Not for Chart Tagger";
      case RunOutcome.Audited() -> "Audit: " + audited(report);
      case RunOutcome.Checked _ -> "Set-up: " + checked(report);
    };
  }

  /** The report's own word, or what follows from its lines. */
  private static String advice(Report report) {
    if (!report.message().isEmpty()) {
      return table(report).text(withoutHeadline(headline(report), report.message()));
    }
    return switch (report.outcome()) {
      case RunOutcome.Failed ignored -> remedies(report);
      case RunOutcome.NothingToTag() -> "This push gave no chart a new version.";
      case RunOutcome.Previewed(boolean fails) ->
          fails
              ? "What fails here would fail the run of the merge. Fix it in the pull request, before it is merged."
              : "";
      case RunOutcome.Tagged(),
          RunOutcome.Planned(),
          RunOutcome.InProgress(),
          RunOutcome.Incomplete _,
          RunOutcome.Rejected _,
          RunOutcome.NotOurs(),
          RunOutcome.Audited(),
          RunOutcome.Checked _ ->
          "";
    };
  }

  private static String remedies(Report report) {
    String merges = names(report.charts().stream().filter(Summary::needsMerge).map(Summary::chart));
    String lineage =
        names(
            report.charts().stream()
                .filter(line -> line.result() == ChartResult.UNATTESTED && !needsMerge(line))
                .map(Summary::chart));
    String acts =
        names(
            Stream.concat(
                report.charts().stream()
                    .filter(line -> line.result().fails() && !needsMerge(line))
                    .filter(line -> line.result() != ChartResult.UNATTESTED)
                    .map(Summary::chart),
                failedReleases(report)));
    StringBuilder text = new StringBuilder("Everything else is done.");
    if (!merges.isEmpty()) {
      text.append(
          "\n\nFor %s: merge a fix; the run for that merge makes the tag. This run stays failed, and sending the same dispatch again does not change that."
              .formatted(QuotedMarkdown.cell(merges)));
    }
    if (!lineage.isEmpty()) {
      text.append(
          "\n\nFor %s: the table says what to do about the missing lineage."
              .formatted(QuotedMarkdown.cell(lineage)));
    }
    if (!acts.isEmpty()) {
      text.append(
          "\n\nFor %s: fix the cause, then send the same dispatch again."
              .formatted(QuotedMarkdown.cell(acts)));
    }
    return text.toString();
  }

  /**
   * The commit's changelog stays as it is, although the chart's tag is tried again, like others.
   */
  private static boolean needsMerge(ChartLine line) {
    return line.isFixedByMerge() || line.result() == ChartResult.UNDOCUMENTED;
  }

  /** A message may begin with what the headline says, for it is read without one, too. */
  private static String withoutHeadline(String headline, String message) {
    if (!message.regionMatches(true, 0, headline, 0, headline.length())) {
      return message;
    }
    String rest = message.substring(headline.length());
    return rest.isEmpty() || !Character.isLetterOrDigit(rest.codePointAt(0))
        ? rest.replaceFirst("^[\\s:;,.]+", "")
        : message;
  }

  private static long tagged(Report report) {
    return report.charts().stream().filter(line -> line.result().hasTag()).count();
  }

  private static String tags(Report report) {
    long made = tagged(report);
    return made == 1 ? "1 tag" : made + " tags";
  }

  private static String incomplete(Report report, long seconds) {
    TagCount tags = TagCount.of(report.charts());
    return "Incomplete: %sretry after %d s"
        .formatted(tags.wanted() == 0 ? "" : tags + ", ", seconds);
  }

  private static String planned(Report report) {
    return report.charts().stream().filter(line -> line.result().isToBeCreated()).count()
        + " to tag";
  }

  private static String previewed(Report report) {
    long tags = report.charts().stream().filter(line -> line.result().isToBeCreated()).count();
    long unraised = report.charts().stream().filter(line -> line.result().isUnraised()).count();
    return (tags == 1 ? "1 tag" : (tags == 0 ? "no" : tags) + " tags")
        + (unraised == 0
            ? ""
            : "; %d chart%s without a new version"
                .formatted(unraised, unraised == 1 ? " changes" : "s change"));
  }

  private static String audited(Report report) {
    long good = report.charts().stream().filter(line -> line.result() == ChartResult.OK).count();
    return "%d of %d charts on main have their tag".formatted(good, report.charts().size());
  }

  private static String checked(Report report) {
    return "%d ok, %d failed, %d not checked, %d with a warning"
        .formatted(
            points(report, PointResult.OK),
            points(report, PointResult.FAILED),
            points(report, PointResult.NOT_CHECKED),
            points(report, PointResult.WARNING));
  }

  private static long points(Report report, PointResult result) {
    return report.checks().stream().filter(line -> line.result() == result).count();
  }

  private static String failures(Report report) {
    String failed =
        names(
            Stream.concat(
                report.charts().stream().filter(line -> line.result().fails()).map(Summary::chart),
                failedReleases(report)));
    return failed.isEmpty() ? "" : ": " + failed;
  }

  private static String chart(ChartLine line) {
    return line.subject().chart();
  }

  private static Stream<String> failedReleases(Report report) {
    return Stream.concat(
        report.releasePullRequests().stream()
            .filter(line -> line.result().fails())
            .map(_ -> "release pull request"),
        report.githubReleases().stream()
            .filter(line -> line.result().fails())
            .map(line -> "GitHub Release of " + line.tag()));
  }

  /** A chart that cannot be read goes by its directory's name, which may hold anything. */
  private static String names(Stream<String> names) {
    return CleanText.singleLine(names.distinct().collect(Collectors.joining(", ")));
  }

  private static String release(ReleaseLine line) {
    return "- %s%s%s\n"
        .formatted(
            line.result().fails() ? "❌ " : "",
            line.url()
                .flatMap(url -> line.number().map(number -> "[#%d](%s): ".formatted(number, url)))
                .orElse(""),
            QuotedMarkdown.cell(line.message()));
  }

  /** How many GitHub Releases were created, and each that failed. */
  private static String published(Report report) {
    long created =
        report.githubReleases().stream().filter(line -> line.result().isWrittenNow()).count();
    String count = created == 0 ? "" : "- GitHub Releases created: %d\n".formatted(created);
    return report.githubReleases().stream()
        .filter(line -> line.result().fails())
        .map(
            line ->
                "- ❌ GitHub Release of %s failed: %s\n"
                    .formatted(
                        QuotedMarkdown.code(line.tag().value()),
                        QuotedMarkdown.cell(line.message())))
        .collect(Collectors.joining("", count, ""));
  }

  /** Cuts at a line's end. */
  private static final class Shortened {
    static String to(int longest, String text) {
      if (text.length() <= longest) {
        return text;
      }
      String rest = "\n\n(shortened; the report has it all)\n";
      return text.substring(0, text.lastIndexOf('\n', longest - rest.length())) + rest;
    }
  }
}
