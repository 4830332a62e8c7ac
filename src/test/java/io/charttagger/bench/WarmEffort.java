package io.charttagger.bench;

import io.charttagger.local.github.Latency;
import java.util.ArrayList;
import java.util.List;

/**
 * The processor time and the memory that a warm process takes for one push, while GitHub answers at
 * once.
 */
record WarmEffort(Raised raised, InsideJvm.Sums each) {
  private static final int WARM_UP = 60;
  private static final int RUNS = 20;
  private static final List<Raised> ALL =
      List.of(
          new Raised(Layout.OWN_CHANGELOG, 1),
          new Raised(Layout.NO_CHANGELOG, 1),
          new Raised(Layout.NESTED, 1),
          new Raised(Layout.OWN_CHANGELOG, 5));

  /** Measures with that process. */
  static List<WarmEffort> measure(BenchCloud bench, MeasuredFunction function) {
    Latency usual = bench.cloud().github().latency();
    bench.latency(Latency.NONE);
    List<WarmEffort> all = new ArrayList<>();
    try (InsideJvm jvm = InsideJvm.of(function.process())) {
      for (Raised raised : ALL) {
        ChartsRepository repository = bench.repository(raised.shape());
        send(function, repository, raised, WARM_UP);
        InsideJvm.Sums before = jvm.sums();
        send(function, repository, raised, RUNS);
        all.add(new WarmEffort(raised, jvm.sums().since(before).dividedBy(RUNS)));
      }
    }
    bench.latency(usual);
    return all;
  }

  private static void send(
      MeasuredFunction function, ChartsRepository repository, Raised raised, int times) {
    for (int run = 0; run < times; run++) {
      function.send(repository, repository.raise(raised.charts()));
    }
  }
}
