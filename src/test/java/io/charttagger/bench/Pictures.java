package io.charttagger.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pictures of the report, each a file's name and its text. */
final class Pictures {
  private static final double MEGABYTE = 1 << 20;

  private final Results results;

  Pictures(Results results) {
    this.results = results;
  }

  Map<String, String> all(List<Goal> goals) {
    Map<String, String> files = new TreeMap<>();
    files.put("goals.svg", goals(goals).svg());
    files.put("last-tag.svg", lastTag().svg());
    files.put("growth.svg", growth().svg());
    files.put("memory.svg", memory().svg());
    return files;
  }

  private static BarChart goals(List<Goal> goals) {
    BarChart chart =
        BarChart.withMark("Measured / goal; the line is the goal, and no bar goes beyond 3", 1);
    for (Goal goal : goals) {
      if (goal.measured() instanceof Goal.Measured.Value(double number)) {
        double ratio = number / goal.most();
        // What is far beyond would make all the others too small to see.
        chart.add(goal.what(), Math.min(ratio, 3), number(ratio, ""), look(goal.isMet()));
      }
    }
    return chart;
  }

  private BarChart lastTag() {
    BarChart chart = BarChart.of("Seconds to the last tag (reads 80 ms, writes 250 ms)");
    for (WarmPushes warm : results.warm()) {
      String what = warm.raised().words();
      double ours = warm.lastTag().medianSeconds();
      double theirs = warm.shellLastTag().medianSeconds();
      chart.add("Chart Tagger, " + what, ours, number(ours, " s"), BarChart.Look.USUAL);
      chart.add("clone, tag, push", theirs, number(theirs, " s"), BarChart.Look.OTHER);
    }
    return chart;
  }

  private BarChart growth() {
    BarChart chart = BarChart.of("Kilobytes read for one chart, by what the repository holds");
    for (Growth growth : results.growth()) {
      String form = "%d %s, " + growth.layout().words();
      double small = growth.small().bytes() / 1000.0;
      double large = growth.large().bytes() / 1000.0;
      chart.add(
          form.formatted(growth.from(), growth.what().words()),
          small,
          number(small, " kB"),
          BarChart.Look.OTHER);
      chart.add(
          form.formatted(growth.to(), growth.what().words()),
          large,
          number(large, " kB"),
          BarChart.Look.USUAL);
    }
    return chart;
  }

  private BarChart memory() {
    BarChart chart = BarChart.withMark("Peak memory in MB; the line is at 256 MB", 256);
    results.merged().forEach(it -> memory(chart, it.raised().words(), it.first()));
    results.others().forEach(it -> memory(chart, it.what(), it.cost()));
    results
        .growth()
        .forEach(
            it ->
                memory(
                    chart,
                    "%d %s, %s".formatted(it.to(), it.what().words(), it.layout().words()),
                    it.large()));
    return chart;
  }

  private static void memory(BarChart chart, String what, Cost cost) {
    double megabytes = cost.peakMemory() / MEGABYTE;
    chart.add(what, megabytes, number(megabytes, " MB"), look(megabytes <= 256));
  }

  private static BarChart.Look look(boolean met) {
    return met ? BarChart.Look.USUAL : BarChart.Look.OVER;
  }

  private static String number(double value, String unit) {
    return Decimal.two(value) + unit;
  }
}
