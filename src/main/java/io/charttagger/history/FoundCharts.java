package io.charttagger.history;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.TagName;
import io.charttagger.plan.Warning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One merge, the directories it changed, unchanged ones that have one of their versions, and what
 * is said of those that were passed over.
 */
record FoundCharts(
    Push.Span span,
    ChartScope scope,
    List<ChangedDirectory> directories,
    Map<String, ChartYaml.Chart> siblings,
    List<Warning> passedOver) {

  FoundCharts {
    directories = List.copyOf(directories);
    siblings = Map.copyOf(siblings);
    passedOver = List.copyOf(passedOver);
  }

  FoundCharts in(ChartScope other) {
    return new FoundCharts(span, other, directories, siblings, passedOver);
  }

  /** The directories that had that chart in that version before. */
  Stream<String> formerPaths(ChartYaml.Chart chart) {
    return directories.stream()
        .filter(directory -> directory.before().holds(chart.name(), chart.version()))
        .map(ChangedDirectory::path);
  }

  /** The chart of that name before the merge: in that directory, or else the latest elsewhere. */
  Optional<ChartYaml.Chart> former(ChartYaml.Chart chart, ChangedDirectory here) {
    return ofName(chart, Stream.of(here)).or(() -> ofName(chart, directories.stream()));
  }

  private static Optional<ChartYaml.Chart> ofName(
      ChartYaml.Chart chart, Stream<ChangedDirectory> in) {
    return in.map(ChangedDirectory::before)
        .flatMap(FoundCharts::readable)
        .filter(before -> before.name().equals(chart.name()))
        .reduce((one, other) -> one.version().isLowerThan(other.version()) ? other : one);
  }

  List<TagName> tags() {
    return charts().map(scope::tag).toList();
  }

  /** Those of the versions that this merge brought. */
  List<TagName> broughtTags() {
    return broughtCharts().map(scope::tag).toList();
  }

  /** A version that several directories have is nobody's, and one that is skipped has no tag. */
  Stream<ChartYaml.Chart> broughtCharts() {
    return charts()
        .filter(chart -> isNew(chart) && holders(chart) == 1)
        .filter(chart -> !scope.rules().skips(chart.version()));
  }

  /** Those of a version that several directories have count as well. */
  boolean raisesOneChart() {
    return charts().filter(this::isNew).count() == 1;
  }

  /** No directory had that version before, or several, so that it has no tag. */
  boolean isNew(ChartYaml.Chart chart) {
    return formerPaths(chart).count() != 1;
  }

  private long holders(ChartYaml.Chart chart) {
    return Stream.concat(charts(), siblings.values().stream())
        .filter(it -> it.name().equals(chart.name()) && it.version().equals(chart.version()))
        .count();
  }

  /** Those that can be tagged. */
  Stream<ChartYaml.Chart> charts() {
    return directories.stream().map(ChangedDirectory::after).flatMap(FoundCharts::readable);
  }

  private static Stream<ChartYaml.Chart> readable(ChartAt at) {
    return at instanceof ChartAt.Found(ChartYaml.Chart chart) ? Stream.of(chart) : Stream.empty();
  }
}
