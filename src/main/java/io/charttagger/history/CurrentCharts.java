package io.charttagger.history;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.plan.Warning;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The charts that the main branch holds at a commit, and the tags of their versions. */
public final class CurrentCharts {
  private final ChangeReader changes;
  private final Tags tags;
  private final MainBranch mainBranch;
  private final VersionOrigins origins;

  CurrentCharts(ChangeReader changes, Tags tags, MainBranch mainBranch, VersionOrigins origins) {
    this.changes = changes;
    this.tags = tags;
    this.mainBranch = mainBranch;
    this.origins = origins;
  }

  /** One chart. */
  public sealed interface CurrentChart {
    /** Its path from the repository's root. */
    String directory();

    /**
     * One that can be tagged.
     *
     * @param chart its {@code Chart.yaml}
     * @param tag the tag of its version
     * @param otherForm the tag that another tool gave to its version; only looked for when it has
     *     no tag
     */
    record Valid(
        String directory,
        ChartYaml.Chart chart,
        Optional<ExistingTag> tag,
        Optional<String> otherForm)
        implements CurrentChart {}

    /**
     * One that cannot.
     *
     * @param problem one line that says why
     */
    record Invalid(String directory, String problem) implements CurrentChart {}
  }

  /**
   * Reads them, in path order.
   *
   * @throws NotOnMain when the commit is not on the main branch
   */
  public List<CurrentChart> read() {
    List<ChangedDirectory> charts = changes.charts(mainBranch.require(origins.head()));
    return VirtualThreads.map(charts, chart -> current(chart, charts.size() == 1)).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** A warning for each entry of the settings that names no directory. */
  public List<Warning> warnings() {
    return changes.misnamed(List.of(), origins.head());
  }

  private Optional<CurrentChart> current(ChangedDirectory directory, boolean only) {
    return switch (directory.after()) {
      case ChartAt.None() -> Optional.empty();
      case ChartAt.Found(ChartYaml.Invalid(String problem)) ->
          Optional.of(new CurrentChart.Invalid(directory.path(), problem));
      case ChartAt.Found(ChartYaml.Chart chart) -> {
        Optional<ExistingTag> tag = tags.existing(chart.name(), chart.version());
        yield Optional.of(
            new CurrentChart.Valid(
                directory.path(),
                chart,
                tag,
                tag.isPresent() ? Optional.empty() : tags.otherForm(chart, only)));
      }
    };
  }

  /** The merges that brought the versions which these charts have now, in their order. */
  public List<Origin> origins(List<CurrentChart.Valid> charts) {
    return VirtualThreads.map(charts, it -> origins.find(it.chart(), it.directory()));
  }

  /** Those commits that are not on the main branch. */
  public Set<CommitSha> offMain(Set<CommitSha> commits) {
    return VirtualThreads.map(
            List.copyOf(commits),
            it -> origins.isOnMain(it) ? Optional.<CommitSha>empty() : Optional.of(it))
        .stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }
}
