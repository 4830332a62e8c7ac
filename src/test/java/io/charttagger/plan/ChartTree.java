package io.charttagger.plan;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All charts of a repository at one commit, by directory. */
record ChartTree(Map<String, Content> directories) {
  static final ChartTree EMPTY = new ChartTree(Map.of());

  /** A directory's content. Equal contents have the same git tree. */
  record Content(String name, String version, int revision) {
    ChartAt chart() {
      return ChartStateBuilder.chart(name, version);
    }

    boolean readable() {
      return chart() instanceof ChartAt.Found(ChartYaml.Chart _);
    }

    boolean is(String otherName, String otherVersion) {
      return name.equals(otherName) && version.equals(otherVersion);
    }
  }

  ChartTree {
    directories = Map.copyOf(directories);
  }

  Optional<Content> at(String directory) {
    return Optional.ofNullable(directories.get(directory));
  }

  ChartAt chart(String directory) {
    return at(directory).map(Content::chart).orElseGet(ChartAt.None::new);
  }

  boolean holds(String name, String version) {
    return directories.values().stream().anyMatch(content -> content.is(name, version));
  }

  ChartTree with(String directory, Content content) {
    Map<String, Content> changed = new TreeMap<>(directories);
    changed.put(directory, content);
    return new ChartTree(changed);
  }

  ChartTree without(String directory) {
    Map<String, Content> changed = new TreeMap<>(directories);
    changed.remove(directory);
    return new ChartTree(changed);
  }
}
