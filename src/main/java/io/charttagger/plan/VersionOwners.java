package io.charttagger.plan;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.TagName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which directories hold which name and version, at the state before a merge and at the merge. */
final class VersionOwners {
  private final Merge merge;
  private final Map<TagName, TreeSet<String>> after = new TreeMap<>();

  VersionOwners(Merge merge) {
    this.merge = merge;
    for (ChartState state : merge.charts()) {
      if (state.after() instanceof ChartAt.Found(ChartYaml.Chart chart)) {
        hold(state.directory(), chart);
      }
    }
    merge.bystanders().forEach(this::hold);
  }

  private void hold(String directory, ChartYaml.Chart chart) {
    after
        .computeIfAbsent(TagName.of(chart.name(), chart.version()), tag -> new TreeSet<>())
        .add(directory);
  }

  /** True when some directory holds that name now and did not before: a chart that moved there. */
  boolean newlyHeld(ChartName name) {
    return merge.charts().stream()
        .anyMatch(state -> state.after().holds(name) && !state.before().holds(name));
  }

  /** True when some directory that the merge changed held that name before. */
  boolean stoodBefore(ChartName name) {
    return merge.charts().stream().anyMatch(state -> state.before().holds(name));
  }

  /** True when this name and version stood, in any directory, at the state before. */
  boolean stoodBefore(ChartName name, ChartVersion version) {
    return merge.charts().stream().anyMatch(state -> state.before().holds(name, version))
        || merge.bystanders().values().stream()
            .anyMatch(chart -> chart.name().equals(name) && chart.version().equals(version));
  }

  /** All directories that ask for this tag, when there are several. */
  Optional<List<String>> rivals(TagName tag) {
    TreeSet<String> directories = after.getOrDefault(tag, new TreeSet<>());
    return directories.size() > 1 ? Optional.of(List.copyOf(directories)) : Optional.empty();
  }

  /** True when this push brought that name and version to one of the directories that hold it. */
  boolean broughtIn(TagName tag) {
    return merge.charts().stream()
        .anyMatch(
            state ->
                state.after() instanceof ChartAt.Found(ChartYaml.Chart chart)
                    && TagName.of(chart.name(), chart.version()).equals(tag)
                    && !state.before().holds(chart.name(), chart.version()));
  }

  /** The conflict, seen from the directories that the merge left alone: both sides are named. */
  List<Step> disputedBystanders() {
    List<Step> steps = new ArrayList<>();
    new TreeMap<>(merge.bystanders())
        .forEach(
            (directory, chart) -> {
              TagName tag = TagName.of(chart.name(), chart.version());
              if (broughtIn(tag)) {
                rivals(tag).ifPresent(all -> steps.add(dispute(directory, chart, all)));
              }
            });
    return steps;
  }

  private Step dispute(String directory, ChartYaml.Chart chart, List<String> all) {
    return new Step.LeaveAlone(
        new ChartRef(
            chart.name().value(),
            directory,
            Optional.of(chart.version()),
            Optional.of(TagName.of(chart.name(), chart.version())),
            merge.commit().sha(),
            merge.source().map(PullRequest::number)),
        ChartOutcome.CONFLICT,
        true,
        disputed(chart, all));
  }

  static String disputed(ChartYaml.Chart chart, List<String> all) {
    return "%s all hold %s %s; give each its own name or version, no one of them was tagged"
        .formatted(String.join(" and ", all), chart.name(), chart.version());
  }
}
