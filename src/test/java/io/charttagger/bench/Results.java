package io.charttagger.bench;

import java.util.List;

/**
 * All that the benchmark has measured.
 *
 * @param load the load average of the machine when it began, what others did there; negative when
 *     it is not known
 * @param zip the size of the package, in bytes
 */
record Results(
    double load,
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
    Raised raised = new Raised(layout, charts);
    return merged.stream().filter(it -> it.raised().equals(raised)).findFirst().orElseThrow();
  }

  WarmPushes warm(Layout layout, int charts) {
    Raised raised = new Raised(layout, charts);
    return warm.stream().filter(it -> it.raised().equals(raised)).findFirst().orElseThrow();
  }

  Cost other(String what) {
    return others.stream()
        .filter(it -> it.what().equals(what))
        .map(OtherPushes::cost)
        .findFirst()
        .orElseThrow();
  }
}
