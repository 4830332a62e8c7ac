package io.charttagger.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Charts by the dice on a main branch by the dice, with few names and versions, so that versions
 * come, leave and come again, and charts move; and the plain rule for where each came from.
 */
final class RandomChartHistory {
  private static final List<String> DIRECTORIES = List.of("charts/a", "charts/b", "charts/c");

  private final MapHistory history;
  private final List<Push.Span> groups;

  private RandomChartHistory(RandomMainBranch branch) {
    this.history = branch.history();
    this.groups = groups(branch);
  }

  /**
   * Compares all charts of one history. Where remote main was merged into a local one, git's log
   * may show an earlier coming of a version that left and came again.
   */
  static void check(long seed) {
    RandomMainBranch branch =
        new RandomMainBranch(seed, RandomChartHistory::change).grow(10 + (int) (seed % 25));
    branch.history().laterThatDay();
    RandomChartHistory charts = new RandomChartHistory(branch);
    for (String directory : DIRECTORIES) {
      charts
          .chart(branch.history().tip("main"), directory)
          .ifPresent(chart -> charts.check(chart, directory, seed));
    }
  }

  private void check(ChartYaml.Chart chart, String directory, long seed) {
    Origin found =
        VersionOriginsTest.origin(history, MapRepository.withItsOwnTime(history), directory);
    assertThat(hasMergesOfRemoteMain() ? comings(chart) : List.of(plainly(chart, directory)))
        .as("%s %s in %s, seed %d", chart.name(), chart.version(), directory, seed)
        .contains(found);
  }

  private boolean hasMergesOfRemoteMain() {
    return groups.stream()
        .anyMatch(group -> group.commit().subject().startsWith("Merge branch 'main'"));
  }

  /** All merges that brought the version to a directory, and did not move it there. */
  private List<Origin> comings(ChartYaml.Chart chart) {
    return groups.stream()
        .filter(
            group ->
                DIRECTORIES.stream()
                    .anyMatch(
                        path ->
                            holds(group.commit().sha(), path, chart)
                                && !holds(group.before().orElseThrow(), path, chart)))
        .filter(group -> formerly(chart, group).count() != 1)
        .flatMap(group -> ends(chart, group))
        .map(RandomChartHistory::origin)
        .toList();
  }

  private Stream<Push.Span> ends(ChartYaml.Chart chart, Push.Span coming) {
    return DIRECTORIES.stream()
        .filter(path -> holds(coming.commit().sha(), path, chart))
        .map(path -> endOfDispute(chart, path, coming));
  }

  private static Edit change(Random dice) {
    String directory = DIRECTORIES.get(dice.nextInt(DIRECTORIES.size()));
    String name = dice.nextInt(4) == 0 ? "other" : directory.substring("charts/".length());
    String yaml = Edit.chartYaml(name, "1.%d.0".formatted(dice.nextInt(3)));
    return switch (dice.nextInt(8)) {
      case 0 -> Edit.gone(directory);
      case 1 -> Edit.moved(directory, DIRECTORIES.get(dice.nextInt(DIRECTORIES.size())));
      case 2 -> Edit.file(directory + "/values.yaml", "x: " + dice.nextInt(9));
      case 3 ->
          Edit.file(
              directory + "/Chart.yaml", yaml + "appVersion: %d\n".formatted(dice.nextInt(9)));
      case 4 -> Edit.file("README.md", "text " + dice.nextInt(99));
      default -> Edit.file(directory + "/Chart.yaml", yaml);
    };
  }

  private static List<Push.Span> groups(RandomMainBranch branch) {
    MapRepository all = MapRepository.withItsOwnTime(branch.history());
    return new PushReader(
            all,
            new MainBranch(all, "main", all.budget()),
            new SourcePullRequests(all, "main", all.budget()),
            all.budget())
        .read(
            new Window(
                RepositoryName.parse("owner/charts"),
                Optional.empty(),
                Optional.of(branch.states().getFirst()),
                branch.history().tip("main")))
        .spans();
  }

  private Origin plainly(ChartYaml.Chart chart, String directory) {
    String path = directory;
    for (Push.Span group : groups.reversed()) {
      CommitSha before = group.before().orElseThrow();
      if (!holds(before, path, chart)) {
        List<String> former = formerly(chart, group).toList();
        if (former.size() != 1) {
          return origin(endOfDispute(chart, path, group));
        }
        path = former.getFirst();
      }
    }
    throw new AssertionError("the first commit of all has no chart");
  }

  /** The first merge since that one after which all who got the version with it have lost it. */
  private Push.Span endOfDispute(ChartYaml.Chart chart, String directory, Push.Span since) {
    List<String> others =
        DIRECTORIES.stream()
            .filter(path -> !path.equals(directory) && holds(since.commit().sha(), path, chart))
            .filter(path -> isChanged(path, since) || path.endsWith("/" + chart.name()))
            .toList();
    List<String> left = new ArrayList<>(others);
    for (Push.Span later : groups.subList(groups.indexOf(since) + 1, groups.size())) {
      left.removeIf(path -> !holds(later.commit().sha(), path, chart));
      if (left.isEmpty() && !others.isEmpty()) {
        return later;
      }
    }
    return since;
  }

  private static Origin origin(Push.Span group) {
    return new Origin.Merge(group.before(), group.commit().sha());
  }

  private boolean isChanged(String path, Push.Span group) {
    return !history
        .files(group.before().orElseThrow())
        .sha(path)
        .equals(history.files(group.commit().sha()).sha(path));
  }

  private Stream<String> formerly(ChartYaml.Chart chart, Push.Span group) {
    CommitSha before = group.before().orElseThrow();
    return DIRECTORIES.stream()
        .filter(path -> holds(before, path, chart))
        .filter(path -> isChanged(path, group));
  }

  private boolean holds(CommitSha commit, String directory, ChartYaml.Chart chart) {
    return chart(commit, directory)
        .filter(it -> it.name().equals(chart.name()) && it.version().equals(chart.version()))
        .isPresent();
  }

  private Optional<ChartYaml.Chart> chart(CommitSha commit, String directory) {
    return VersionOriginsTest.chartAt(history, commit, directory);
  }
}
