package io.charttagger.history;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.plan.Warning;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The charts that the main branch holds at a commit, and the tags of their versions. */
public final class CurrentCharts {
  private final ChangeReader changes;
  private final ChartTags tags;
  private final MainBranch mainBranch;
  private final VersionOrigins origins;

  CurrentCharts(
      ChangeReader changes, ChartTags tags, MainBranch mainBranch, VersionOrigins origins) {
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
     * @param tagName the name of its version's tag
     * @param tag the tag of its version
     * @param otherForm the tag that another tool gave to its version; only looked for when it has
     *     no tag
     */
    record Valid(
        String directory,
        ChartYaml.Chart chart,
        TagName tagName,
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
    return VirtualThreads.map(changes.charts(mainBranch.require(origins.head())), this::current)
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** What a report should say of how they are looked for. */
  public List<Warning> warnings() {
    return changes.misnamed(origins.head(), List.of());
  }

  private Optional<CurrentChart> current(ChangedDirectory directory) {
    return switch (directory.after()) {
      case ChartAt.None(), ChartAt.Excluded _ -> Optional.empty();
      case ChartAt.Found(ChartYaml.Invalid(String problem)) ->
          Optional.of(new CurrentChart.Invalid(directory.path(), problem));
      case ChartAt.Found(ChartYaml.Chart chart) -> {
        Optional<ExistingTag> tag = tags.existing(chart.name(), chart.version());
        yield Optional.of(
            new CurrentChart.Valid(
                directory.path(),
                chart,
                tags.name(chart.name(), chart.version()),
                tag,
                tag.isPresent()
                    ? Optional.empty()
                    : tags.otherForm(chart, changes.isOnly(directory.path()))));
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
