package io.charttagger.bench;

import java.util.List;

/**
 * The push of one chart in a small and in a large repository, sent to a fresh process.
 *
 * @param what grows
 * @param from how many there are in the small one
 * @param to how many there are in the large one
 */
record Growth(Of what, int from, int to, Layout layout, Cost small, Cost large) {
  /** What a repository may have many of. */
  enum Of {
    COMMITS("commits"),
    TAGS("tags"),
    CHARTS("charts");

    private final String words;

    Of(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    private Shape shape(Layout layout, int count) {
      return switch (this) {
        case COMMITS -> Shape.of(layout, 20).withCommits(count);
        case TAGS -> Shape.of(layout, 20).withOldTags(count);
        case CHARTS -> Shape.of(layout, count);
      };
    }
  }

  /** Measures all three, with changelogs and without. */
  static List<Growth> measure(BenchCloud bench) {
    return List.of(
        measure(bench, Of.COMMITS, Layout.OWN_CHANGELOG, 200, 5000),
        measure(bench, Of.COMMITS, Layout.NO_CHANGELOG, 200, 5000),
        measure(bench, Of.TAGS, Layout.OWN_CHANGELOG, 10, 3000),
        measure(bench, Of.TAGS, Layout.NO_CHANGELOG, 10, 3000),
        measure(bench, Of.CHARTS, Layout.OWN_CHANGELOG, 20, 500),
        measure(bench, Of.CHARTS, Layout.NO_CHANGELOG, 20, 500));
  }

  private static Growth measure(BenchCloud bench, Of what, Layout layout, int... counts) {
    return new Growth(
        what,
        counts[0],
        counts[1],
        layout,
        cost(bench, what.shape(layout, counts[0])),
        cost(bench, what.shape(layout, counts[1])));
  }

  private static Cost cost(BenchCloud bench, Shape shape) {
    try (MeasuredFunction function = bench.coldFunction()) {
      ChartsRepository repository = bench.repository(shape);
      return function.send(repository, repository.raise(1));
    }
  }

  /** How many times as many bytes the large one took. */
  double bytes() {
    return (double) large.bytes() / small.bytes();
  }

  /** How many times as much memory the large one took. */
  double memory() {
    return (double) large.peakMemory() / small.peakMemory();
  }
}
