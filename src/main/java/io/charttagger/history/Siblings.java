package io.charttagger.history;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.port.Listing.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Charts that a merge did not change and whose directories are named as those of a second chart of
 * the same name and version would be.
 */
final class Siblings {
  private final Trees trees;
  private final ChartTags tags;

  Siblings(Trees trees, ChartTags tags) {
    this.trees = trees;
    this.tags = tags;
  }

  /** Those that have the name and version of a changed chart, by their paths. */
  Map<String, ChartYaml.Chart> sameNamed(CommitSha merge, List<ChangedDirectory> directories) {
    Map<String, ChartYaml.Chart> siblings = new TreeMap<>();
    for (ChangedDirectory directory : directories) {
      if (directory.after() instanceof ChartAt.Found(ChartYaml.Chart chart)) {
        holding(chart, merge, directory).forEach(path -> siblings.put(path, chart));
      }
    }
    directories.forEach(directory -> siblings.remove(directory.path()));
    return siblings;
  }

  /**
   * The changed directories, and those that alone keep an untagged version which a changed
   * directory had too, so that none of them was tagged.
   */
  List<ChangedDirectory> withLeft(CommitSha merge, List<ChangedDirectory> directories) {
    Map<String, ChangedDirectory> left = new TreeMap<>();
    for (ChangedDirectory directory : directories) {
      if (directory.before() instanceof ChartAt.Found(ChartYaml.Chart chart)
          && !directory.after().holds(chart.name(), chart.version())) {
        holding(chart, merge, directory)
            .filter(_ -> !isTaggedElsewhere(chart, merge))
            .forEach(path -> left.put(path, unchanged(merge, path, directory)));
      }
    }
    return Stream.concat(directories.stream(), left.values().stream())
        .sorted(Comparator.comparing(ChangedDirectory::path))
        .toList();
  }

  private boolean isTaggedElsewhere(ChartYaml.Chart chart, CommitSha merge) {
    return tags.existing(chart.name(), chart.version())
        .filter(tag -> !tag.commit().equals(Optional.of(merge)))
        .isPresent();
  }

  private ChangedDirectory unchanged(CommitSha merge, String path, ChangedDirectory sibling) {
    ChartAt chart = trees.chart(merge, path);
    return new ChangedDirectory(
        path,
        chart,
        chart,
        trees.directory(merge, path),
        sibling.unchanged().stream().filter(it -> !it.name().equals(Paths.lastName(path))).toList(),
        false);
  }

  /** The unchanged directories beside one that hold that chart in that version. */
  private Stream<String> holding(
      ChartYaml.Chart chart, CommitSha merge, ChangedDirectory directory) {
    Set<String> names = namesOf(chart);
    return directory.unchanged().stream()
        .map(Entry::name)
        .filter(names::contains)
        .map(name -> Paths.in(Paths.parentOf(directory.path()), name))
        .filter(path -> trees.chart(merge, path).holds(chart.name(), chart.version()));
  }

  private static Set<String> namesOf(ChartYaml.Chart chart) {
    String name = chart.name().value();
    String version = chart.version().value();
    return Set.of(name, version, "v" + version, name + "-" + version, name + "-v" + version);
  }
}
