package io.charttagger.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Pushes that raise nothing or hardly anything, each to a fresh process.
 *
 * @param what in words
 * @param cost what it cost
 */
record OtherPushes(String what, Cost cost) {
  static final String NOTHING = "a push without charts";
  static final String ONE_CHART = "one chart, nothing else";
  static final String AMONG_SERVICES = "one chart and 481 files in 40 directories";

  private static final Shape USUAL = Shape.of(Layout.OWN_CHANGELOG, 20);
  // A run that does not end by then is not going to.
  private static final Duration LONGEST = Duration.ofSeconds(45);

  /** Measures all of them. */
  static List<OtherPushes> measure(BenchCloud bench) {
    List<OtherPushes> all = new ArrayList<>();
    all.add(measure(bench, NOTHING, USUAL, ChartsRepository::document));
    all.add(measure(bench, ONE_CHART, USUAL, OtherPushes::oneChart));
    all.add(measure(bench, AMONG_SERVICES, USUAL, OtherPushes::amongServices));
    for (int charts : new int[] {20, 500}) {
      Shape shape = Shape.of(Layout.NO_CHANGELOG, charts);
      for (int touched : new int[] {1, 5, Math.min(60, charts)}) {
        all.add(
            measure(
                bench, touched(touched, charts), shape, repository -> repository.touch(touched)));
      }
    }
    return all;
  }

  /** The name of the push that changes so many of so many charts without a new version. */
  static String touched(int touched, int charts) {
    return "%d of %d charts without a new version".formatted(touched, charts);
  }

  private static Push oneChart(ChartsRepository repository) {
    // With the directories there, so that what is compared differs in the files that changed only.
    repository.addServices(40);
    return repository.raise(1);
  }

  private static Push amongServices(ChartsRepository repository) {
    repository.addServices(40);
    return repository.raiseAmongServices(40);
  }

  private static OtherPushes measure(
      BenchCloud bench, String what, Shape shape, Function<ChartsRepository, Push> push) {
    try (MeasuredFunction function = bench.coldFunction()) {
      ChartsRepository repository = bench.repository(shape);
      return new OtherPushes(what, function.send(repository, push.apply(repository), LONGEST));
    }
  }
}
