package io.charttagger.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * So many charts raised in one merge, sent to a process without a token for the repository, and
 * then the same dispatch again.
 *
 * @param first what the first dispatch cost
 * @param again what the second one cost
 */
record MergedCharts(Layout layout, int charts, Cost first, Cost again) {
  // A chain of calls is only ever longer than it has to be, because the machine was busy.
  private static final int ROUND_TRIP_RUNS = 3;

  /** Measures with one process. */
  static MergedCharts measure(BenchCloud bench, Layout layout, int charts) {
    try (MeasuredFunction function = bench.warmFunction()) {
      ChartsRepository repository = bench.repository(Shape.of(layout, Math.max(charts, 20)));
      Push push = repository.raise(charts);
      Cost first = function.send(repository, push);
      Cost again = function.send(repository, push);
      return new MergedCharts(layout, charts, first, again);
    }
  }

  /** The same for one chart, with the fewest round trips of several runs. */
  static MergedCharts measureOne(BenchCloud bench, Layout layout) {
    MergedCharts measured = measure(bench, layout, 1);
    int fewest = measured.first().roundTrips();
    for (int run = 1; run < ROUND_TRIP_RUNS; run++) {
      fewest = Math.min(fewest, measure(bench, layout, 1).first().roundTrips());
    }
    return new MergedCharts(layout, 1, measured.first().withRoundTrips(fewest), measured.again());
  }

  /**
   * Measures a hundred charts in every layout, side by side in a cloud each: most of the time they
   * wait for the pace.
   */
  static List<MergedCharts> measureHundreds(Path scratch) {
    List<BenchCloud> clouds = new ArrayList<>();
    List<CompletableFuture<MergedCharts>> measured = new ArrayList<>();
    try {
      for (Layout layout : Layout.values()) {
        BenchCloud bench = BenchCloud.start(scratch);
        clouds.add(bench);
        bench.latency(BenchCloud.LATENCY);
        measured.add(CompletableFuture.supplyAsync(() -> measure(bench, layout, 100)));
      }
      return measured.stream().map(CompletableFuture::join).toList();
    } finally {
      clouds.forEach(BenchCloud::close);
    }
  }

  String what() {
    return "N = %d, %s".formatted(charts, layout.words());
  }

  boolean is(Layout wanted, int count) {
    return layout == wanted && charts == count;
  }

  /** The time that the first answer took. */
  Duration answer() {
    return first.answer();
  }
}
