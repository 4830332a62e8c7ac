package io.charttagger.bench;

import java.nio.file.Path;
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
record MergedCharts(Raised raised, Cost first, Cost again) {
  // A chain of calls is only ever longer than it has to be, because the machine was busy.
  private static final int ROUND_TRIP_RUNS = 3;

  /** Measures with one process. */
  static MergedCharts measure(BenchCloud bench, Raised raised) {
    try (MeasuredFunction function = bench.warmFunction()) {
      return measure(bench, function, raised);
    }
  }

  /** The same for one chart, with the fewest round trips of several runs. */
  static MergedCharts measureOne(BenchCloud bench, Layout layout) {
    Raised one = new Raised(layout, 1);
    try (MeasuredFunction function = bench.warmFunction()) {
      MergedCharts measured = measure(bench, function, one);
      int fewest = measured.first().roundTrips();
      for (int run = 1; run < ROUND_TRIP_RUNS; run++) {
        fewest = Math.min(fewest, measure(bench, function, one).first().roundTrips());
      }
      return new MergedCharts(one, measured.first().withRoundTrips(fewest), measured.again());
    }
  }

  private static MergedCharts measure(BenchCloud bench, MeasuredFunction function, Raised raised) {
    ChartsRepository repository = bench.repository(raised.shape());
    Push push = repository.raise(raised.charts());
    Cost first = function.send(repository, push);
    Cost again = function.send(repository, push);
    return new MergedCharts(raised, first, again);
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
        measured.add(CompletableFuture.supplyAsync(() -> measure(bench, new Raised(layout, 100))));
      }
      return measured.stream().map(CompletableFuture::join).toList();
    } finally {
      clouds.forEach(BenchCloud::close);
    }
  }
}
