package io.charttagger.plan;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All charts of a repository at one commit, by directory. */
record World(Map<String, Content> directories) {
  static final World EMPTY = new World(Map.of());

  /** A directory's content: two of the same content have the same tree. */
  record Content(String name, String version, int revision) {
    ChartAt manifest() {
      return Changed.chart(name, version);
    }

    boolean readable() {
      return manifest() instanceof ChartAt.Found(ChartYaml.Chart _);
    }

    boolean is(String otherName, String otherVersion) {
      return name.equals(otherName) && version.equals(otherVersion);
    }
  }

  World {
    directories = Map.copyOf(directories);
  }

  Optional<Content> at(String directory) {
    return Optional.ofNullable(directories.get(directory));
  }

  ChartAt manifest(String directory) {
    return at(directory).map(Content::manifest).orElseGet(ChartAt.None::new);
  }

  boolean holds(String name, String version) {
    return directories.values().stream().anyMatch(content -> content.is(name, version));
  }

  World with(String directory, Content content) {
    Map<String, Content> changed = new TreeMap<>(directories);
    changed.put(directory, content);
    return new World(changed);
  }

  World without(String directory) {
    Map<String, Content> changed = new TreeMap<>(directories);
    changed.remove(directory);
    return new World(changed);
  }
}
