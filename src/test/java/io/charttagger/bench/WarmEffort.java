package io.charttagger.bench;

import io.charttagger.local.github.Latency;
import java.util.ArrayList;
import java.util.List;

/**
 * The processor time and the memory that a warm process takes for one push of so many charts, while
 * GitHub answers at once.
 */
record WarmEffort(Layout layout, int charts, InsideJvm.Sums each) {
  private static final int RUNS = 20;

  /** Measures with that process. */
  static List<WarmEffort> measure(BenchCloud bench, MeasuredFunction function) {
    Latency usual = bench.cloud().github().latency();
    bench.latency(Latency.NONE);
    List<WarmEffort> all = new ArrayList<>();
    try (InsideJvm jvm = InsideJvm.of(function.process())) {
      for (Layout layout : Layout.values()) {
        all.add(measure(bench, function, jvm, layout));
      }
    }
    bench.latency(usual);
    return all;
  }

  private static WarmEffort measure(
      BenchCloud bench, MeasuredFunction function, InsideJvm jvm, Layout layout) {
    ChartsRepository repository = bench.repository(Shape.of(layout, 20));
    send(function, repository);
    InsideJvm.Sums before = jvm.sums();
    send(function, repository);
    return new WarmEffort(layout, 1, jvm.sums().since(before).dividedBy(RUNS));
  }

  private static void send(MeasuredFunction function, ChartsRepository repository) {
    for (int run = 0; run < RUNS; run++) {
      function.send(repository, repository.raise(1));
    }
  }
}
