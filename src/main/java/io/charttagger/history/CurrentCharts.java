package io.charttagger.history;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import java.util.List;
import java.util.Optional;

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

  /**
   * One chart.
   *
   * @param directory its path from the repository's root
   * @param yaml its {@code Chart.yaml}
   * @param tag the tag of its version
   * @param otherForm the tag that another tool gave to its version; only looked for when it has no
   *     other
   */
  public record CurrentChart(
      String directory, ChartYaml yaml, Optional<ExistingTag> tag, Optional<String> otherForm) {}

  /**
   * Reads them, in path order.
   *
   * @throws NotOnMain when the commit is not on the main branch
   */
  public List<CurrentChart> read() {
    return VirtualThreads.map(changes.charts(mainBranch.require(origins.head())), this::current)
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<CurrentChart> current(ChangedDirectory directory) {
    return switch (directory.after()) {
      case ChartAt.None() -> Optional.empty();
      case ChartAt.Found(ChartYaml.Invalid invalid) ->
          Optional.of(
              new CurrentChart(directory.path(), invalid, Optional.empty(), Optional.empty()));
      case ChartAt.Found(ChartYaml.Chart chart) -> {
        Optional<ExistingTag> tag = tags.existing(chart.name(), chart.version());
        yield Optional.of(
            new CurrentChart(
                directory.path(),
                chart,
                tag,
                tag.isPresent()
                    ? Optional.empty()
                    : tags.otherForm(chart.name(), chart.version())));
      }
    };
  }

  /** The merge that brought the version which a chart has now. */
  public Origin origin(ChartYaml.Chart chart, String directory) {
    return origins.find(chart, directory);
  }

  /** True when a tag's commit is on the main branch. */
  public boolean isOnMain(CommitSha commit) {
    return mainBranch.contains(commit);
  }
}
