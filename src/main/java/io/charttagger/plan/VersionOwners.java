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

/** Knows which directories have which chart name and version, before and after a merge. */
final class VersionOwners {
  private final PlanRules rules;
  private final Merge merge;
  private final Map<TagName, TreeSet<String>> after = new TreeMap<>();

  VersionOwners(PlanRules rules, Merge merge) {
    this.rules = rules;
    this.merge = merge;
    for (ChartState state : merge.charts()) {
      if (state.after() instanceof ChartAt.Found(ChartYaml.Chart chart)) {
        add(state.directory(), chart);
      }
    }
    merge.sameNamedSiblings().forEach(this::add);
  }

  private void add(String directory, ChartYaml.Chart chart) {
    after.computeIfAbsent(merge.tag(chart), tag -> new TreeSet<>()).add(directory);
  }

  /** True when a directory has that name now and had another one before, as after a move. */
  boolean appeared(ChartName name) {
    return merge.charts().stream()
        .anyMatch(state -> state.after().holds(name) && !state.before().holds(name));
  }

  /** True when a directory that the merge changed had that name before. */
  boolean existedBefore(ChartName name) {
    return merge.charts().stream().anyMatch(state -> state.before().holds(name));
  }

  /** True when any directory had this name and version before. */
  boolean existedBefore(ChartName name, ChartVersion version) {
    return merge.charts().stream().anyMatch(state -> state.before().holds(name, version))
        || merge.sameNamedSiblings().values().stream()
            .anyMatch(chart -> chart.name().equals(name) && chart.version().equals(version));
  }

  /** True when several directories had this name and version before. */
  boolean sharedBefore(ChartName name, ChartVersion version) {
    return merge.charts().stream().filter(state -> state.before().holds(name, version)).count() > 1;
  }

  /** The directories that claim this tag, if there are several. */
  Optional<List<String>> directoriesSharing(TagName tag) {
    TreeSet<String> directories = after.getOrDefault(tag, new TreeSet<>());
    return directories.size() > 1 ? Optional.of(List.copyOf(directories)) : Optional.empty();
  }

  /** True when this merge introduced the name and version of this tag to a directory. */
  boolean isIntroduced(TagName tag) {
    return merge.charts().stream()
        .anyMatch(
            state ->
                state.after() instanceof ChartAt.Found(ChartYaml.Chart chart)
                    && merge.tag(chart).equals(tag)
                    && !state.before().holds(chart.name(), chart.version()));
  }

  /** The steps for the unchanged directories of a conflict, so that both sides are reported. */
  List<Step> siblingConflicts() {
    List<Step> steps = new ArrayList<>();
    new TreeMap<>(merge.sameNamedSiblings())
        .forEach(
            (directory, chart) -> {
              TagName tag = merge.tag(chart);
              if (isIntroduced(tag)) {
                directoriesSharing(tag)
                    .ifPresent(all -> steps.add(conflict(directory, chart, all)));
              }
            });
    return steps;
  }

  private Step conflict(String directory, ChartYaml.Chart chart, List<String> all) {
    return new Step.LeaveAlone(
        new ChartRef(
            chart.name().value(),
            directory,
            Optional.of(chart.version()),
            Optional.of(merge.tag(chart)),
            merge.commit().sha(),
            merge.source().map(PullRequest::number)),
        ChartOutcome.CONFLICT,
        true,
        conflictMessage(chart, all));
  }

  String conflictMessage(ChartYaml.Chart chart, List<String> all) {
    return "%s each contain %s %s, so none of them is tagged; %s its own name or version"
        .formatted(
            String.join(" and ", all),
            chart.name(),
            chart.version(),
            rules.either("merge a change that gives each", "give each"));
  }
}
