package io.charttagger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures the packaged function, writes a report with pictures, and prints each number to hold
 * beside what was measured. The directory to write to is its only argument.
 */
public final class Benchmark {
  private final PrintStream out;
  private final Path scratch;
  private final long start = System.nanoTime();

  private Benchmark(PrintStream out, Path scratch) {
    this.out = out;
    this.scratch = scratch;
  }

  /** Ends well whether or not the goals are met; fails when something could not be measured. */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    // DynamoDB Local and the logging that it brings would greet between our lines.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    // DynamoDB Local leaves threads behind, so the JVM does not end by itself.
    System.exit(run(Path.of(arguments[0]), out));
  }

  private static int run(Path target, PrintStream out) {
    try (Scratch scratch = Scratch.create()) {
      Results results = new Benchmark(out, scratch.path()).measure();
      List<Goal> goals = NumbersToHold.of(results);
      write(target, results, goals);
      ReportPage.table(goals).lines().forEach(out::println);
      ReportPage.busy(results).ifPresent(out::println);
      out.println("Written: " + target.resolve("report.md"));
      return 0;
    } catch (IOException | RuntimeException failure) {
      failure.printStackTrace(out);
      return 1;
    }
  }

  private Results measure() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    List<MergedCharts> merged = new ArrayList<>();
    List<MergedCharts> hundreds =
        told("100 charts in one merge", () -> MergedCharts.measureHundreds(scratch));
    try (BenchCloud bench = BenchCloud.start(scratch)) {
      bench.latency(BenchCloud.LATENCY);
      merged.addAll(told("1, 5 and 20 charts in one merge", () -> merged(bench)));
      merged.addAll(hundreds);
      List<OtherPushes> others = told("other pushes", () -> OtherPushes.measure(bench));
      List<Growth> growth = told("growth", () -> Growth.measure(bench));
      ColdStart cold = told("cold and restored", () -> ColdStart.measure(bench, scratch));
      try (MeasuredFunction function = bench.veryWarmFunction()) {
        List<WarmPushes> warm = told("warm, beside the script", () -> warm(bench, function));
        List<WarmEffort> effort = told("effort", () -> WarmEffort.measure(bench, function));
        return new Results(load, merged, warm, others, growth, cold, effort, zip());
      }
    }
  }

  private static List<MergedCharts> merged(BenchCloud bench) {
    List<MergedCharts> merged = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      merged.add(MergedCharts.measureOne(bench, layout));
      merged.add(MergedCharts.measure(bench, new Raised(layout, 5)));
      merged.add(MergedCharts.measure(bench, new Raised(layout, 20)));
    }
    return merged;
  }

  private List<WarmPushes> warm(BenchCloud bench, MeasuredFunction function) {
    List<WarmPushes> warm = new ArrayList<>();
    try (ShellWay shell = new ShellWay(bench, scratch, BenchCloud.LATENCY)) {
      for (Raised raised : WarmPushes.ALL) {
        warm.add(WarmPushes.measure(bench, function, shell, raised));
      }
    }
    return warm;
  }

  private <T> T told(String what, Supplier<T> measurement) {
    out.printf("%4d s  measuring: %s%n", (System.nanoTime() - start) / 1_000_000_000, what);
    out.flush();
    return measurement.get();
  }

  private static long zip() {
    try {
      Path function = Path.of(System.getProperty("function.directory", "target/function"));
      return Files.size(function.resolveSibling("function.zip"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path target, Results results, List<Goal> goals) throws IOException {
    Files.createDirectories(target);
    Files.writeString(target.resolve("report.md"), ReportPage.of(results, goals));
    for (Map.Entry<String, String> picture : new Pictures(results).all(goals).entrySet()) {
      Files.writeString(target.resolve(picture.getKey()), picture.getValue());
    }
  }
}
