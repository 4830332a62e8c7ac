package io.charttagger.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The report as Markdown. */
final class ReportPage {
  private static final double MEGABYTE = 1 << 20;

  private final Results results;
  private final StringBuilder page = new StringBuilder();

  private ReportPage(Results results) {
    this.results = results;
  }

  /** The page's text. */
  static String of(Results results, List<Goal> goals) {
    ReportPage report = new ReportPage(results);
    report.goals(goals);
    report.merged();
    report.others();
    report.warm();
    report.growth();
    report.cold();
    report.effort();
    return report.page.toString();
  }

  /** The table that is printed too. */
  static TextTable table(List<Goal> goals) {
    TextTable table = new TextTable("number to hold", "goal", "measured", "ratio", "mark");
    goals.forEach(goal -> table.add(goal.columns()));
    return table;
  }

  /** A warning when the machine had something else to do. */
  static Optional<String> busy(Results results) {
    return results.load() <= 1
        ? Optional.empty()
        : Optional.of(
            "The machine was busy when this began (load average %s): the times are too long."
                .formatted(Decimal.one(results.load())));
  }

  private void goals(List<Goal> goals) {
    heading("# Benchmark of Chart Tagger");
    text(
        "GitHub's stand-in answers reads in %d ms and writes in %d ms unless said otherwise. This machine: %d processors, Java %s."
            .formatted(
                BenchCloud.LATENCY.reads().toMillis(),
                BenchCloud.LATENCY.writes().toMillis(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version()));
    busy(results).ifPresent(this::text);
    heading("## Numbers to hold");
    text(
        "Check runs are not counted as calls. Bytes and memory count as flat within a tenth and a quarter;"
            + " to the bytes come 400 a side for each chart in the listing of the charts directory, which GitHub"
            + " gives only whole.");
    page.append(table(goals).markdown()).append('\n');
    text("![goals](goals.svg)");
  }

  private void merged() {
    heading("## Charts raised in one merge");
    text(
        "A process that is warm but has no token for the repository yet, and then the same dispatch again.");
    TextTable table =
        new TextTable(
            "charts raised",
            "outcome",
            "calls",
            "check run",
            "writes",
            "round trips",
            "kB read",
            "DynamoDB",
            "last tag",
            "answer",
            "peak memory");
    for (MergedCharts merged : results.merged()) {
      mergedRow(table, merged.raised().words(), merged.first());
      mergedRow(table, merged.raised().words() + ", again", merged.again());
    }
    page.append(table.markdown()).append('\n');
    text("![memory](memory.svg)");
  }

  private static void mergedRow(TextTable table, String what, Cost cost) {
    table.add(
        what,
        cost.outcome(),
        Integer.toString(cost.calls()),
        Integer.toString(cost.checkRuns()),
        Integer.toString(cost.writes()),
        Integer.toString(cost.roundTrips()),
        kilobytes(cost.bytes()),
        Integer.toString(cost.dynamoDbCalls()),
        seconds(cost.lastTag()),
        seconds(cost.answer()),
        megabytes(cost.peakMemory()));
  }

  private void others() {
    heading("## Other pushes");
    text("A fresh process for each.");
    TextTable table =
        new TextTable("push", "outcome", "calls", "kB read", "DynamoDB", "peak memory");
    for (OtherPushes other : results.others()) {
      Cost cost = other.cost();
      table.add(
          other.what(),
          cost.outcome(),
          Integer.toString(cost.calls()),
          kilobytes(cost.bytes()),
          Integer.toString(cost.dynamoDbCalls()),
          megabytes(cost.peakMemory()));
    }
    page.append(table.markdown()).append('\n');
  }

  private void warm() {
    heading("## Time, warm, beside a shell script");
    text(
        "A warm process with a kept token, and `clone-tag-push.sh` (a clone of depth 2, `git tag`, one push of all"
            + " tags, the release pull request) on a repository of the same shape, in turn. Medians, with the"
            + " shortest and the longest. The script finds no source pull request and no lineage, and GitHub starts"
            + " no workflow for more than three tags in one push.");
    TextTable table =
        new TextTable(
            "charts raised", "to the last tag", "script", "to the answer", "script to its end");
    for (WarmPushes warm : results.warm()) {
      table.add(
          warm.raised().words(),
          times(warm.lastTag()),
          times(warm.shellLastTag()),
          times(warm.answer()),
          times(warm.shellEnd()));
    }
    page.append(table.markdown()).append('\n');
    text("![last tag](last-tag.svg)");
  }

  private void growth() {
    heading("## Growth");
    text("One chart raised, by a fresh process.");
    TextTable table = new TextTable("repository", "calls", "kB read", "peak memory");
    for (Growth growth : results.growth()) {
      growthRow(table, growth, growth.from(), growth.small());
      growthRow(table, growth, growth.to(), growth.large());
    }
    page.append(table.markdown()).append('\n');
    text("![growth](growth.svg)");
  }

  private static void growthRow(TextTable table, Growth growth, int count, Cost cost) {
    table.add(
        "%d %s, %s".formatted(count, growth.what().words(), growth.layout().words()),
        Integer.toString(cost.calls()),
        kilobytes(cost.bytes()),
        megabytes(cost.peakMemory()));
  }

  private void cold() {
    ColdStart cold = results.cold();
    heading("## First answers");
    text("GitHub's stand-in answers at once. One chart raised, without a token.");
    TextTable table = new TextTable("what", "median (shortest to longest)");
    table.add("a plain process until it takes an event", times(cold.ready()));
    table.add("its first answer", times(cold.coldAnswer()));
    table.add("its processor time until then", times(cold.coldCpu()));
    table.add("first answer after a restore", times(cold.restoredAnswer()));
    table.add("processor time for it", times(cold.restoredCpu()));
    table.add("classes loaded for it", Integer.toString(cold.restoredClasses()));
    table.add("processor time of an answer after ten", times(cold.warmCpu()));
    page.append(table.markdown()).append('\n');
  }

  private void effort() {
    heading("## Own effort, warm");
    text("For one push of a process that has handled many. GitHub's stand-in answers at once.");
    TextTable table = new TextTable("charts raised", "processor time", "allocated");
    for (WarmEffort effort : results.effort()) {
      table.add(
          effort.raised().words(),
          Decimal.one(effort.each().cpu().toNanos() / 1e6) + " ms",
          megabytes(effort.each().allocated()));
    }
    page.append(table.markdown()).append('\n');
  }

  private void heading(String line) {
    page.append(line).append("\n\n");
  }

  private void text(String line) {
    page.append(line).append("\n\n");
  }

  private static String times(Times times) {
    return "%s (%s to %s)"
        .formatted(seconds(times.median()), seconds(times.shortest()), seconds(times.longest()));
  }

  private static String seconds(Duration duration) {
    return Decimal.two(duration.toNanos() / 1e9) + " s";
  }

  private static String kilobytes(long bytes) {
    return Decimal.one(bytes / 1000.0);
  }

  private static String megabytes(long bytes) {
    return Decimal.one(bytes / MEGABYTE) + " MB";
  }
}
