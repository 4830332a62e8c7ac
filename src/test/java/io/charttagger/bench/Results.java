package io.charttagger.bench;

import java.util.List;

/**
 * All that the benchmark has measured.
 *
 * @param zip the size of the package, in bytes
 */
record Results(
    List<MergedCharts> merged,
    List<WarmPushes> warm,
    List<OtherPushes> others,
    List<Growth> growth,
    ColdStart cold,
    List<WarmEffort> effort,
    long zip) {

  Results {
    merged = List.copyOf(merged);
    warm = List.copyOf(warm);
    others = List.copyOf(others);
    growth = List.copyOf(growth);
    effort = List.copyOf(effort);
  }

  MergedCharts merged(Layout layout, int charts) {
    return merged.stream().filter(it -> it.is(layout, charts)).findFirst().orElseThrow();
  }

  WarmPushes warm(Layout layout, int charts) {
    return warm.stream().filter(it -> it.is(layout, charts)).findFirst().orElseThrow();
  }

  Cost other(String what) {
    return others.stream()
        .filter(it -> it.what().equals(what))
        .map(OtherPushes::cost)
        .findFirst()
        .orElseThrow();
  }
}
