package io.charttagger.bench;

import java.time.Duration;
import java.util.List;

/** How long the same thing took, several times. */
record Times(List<Duration> all) {

  /** At least one. */
  Times {
    all = all.stream().sorted().toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  Duration median() {
    return all.get(all.size() / 2);
  }

  double medianSeconds() {
    return median().toNanos() / 1e9;
  }

  Duration shortest() {
    return all.getFirst();
  }

  Duration longest() {
    return all.getLast();
  }
}
