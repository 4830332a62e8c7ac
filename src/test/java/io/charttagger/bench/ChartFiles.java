package io.charttagger.bench;

import io.charttagger.local.git.FileChanges;

/** The files of made-up charts. */
final class ChartFiles {
  /** How deep the directories of a service go, its own included. */
  static final int SERVICE_LEVELS = 4;

  private static final int SECTIONS = 20;

  private final Layout layout;

  ChartFiles(Layout layout) {
    this.layout = layout;
  }

  /** A whole chart of version 1.0.0. */
  FileChanges add(FileChanges changes, int chart) {
    String directory = layout.directory(chart);
    return raise(changes, chart, 0)
        .write(directory + "/values.yaml", "replicaCount: 1\nimage: example/" + chart + "\n")
        .write(directory + "/templates/deployment.yaml", "kind: Deployment\n")
        .write(directory + "/templates/service.yaml", "kind: Service\n");
  }

  /** Version 1.minor.0, with a section of its own in the changelog if there is one. */
  FileChanges raise(FileChanges changes, int chart, int minor) {
    String directory = layout.directory(chart);
    String name = Layout.name(chart);
    FileChanges raised =
        changes
            .write(
                directory + "/Chart.yaml",
                "apiVersion: v2\nname: %s\nversion: 1.%d.0\n".formatted(name, minor))
            .write(directory + "/templates/configmap.yaml", "kind: ConfigMap # " + minor + "\n");
    return layout.hasChangelogs()
        ? raised.write(directory + "/CHANGELOG.md", changelog(name, minor))
        : raised;
  }

  /** A comment in the values, and no new version. */
  FileChanges touch(FileChanges changes, int chart, int comment) {
    return changes.write(
        layout.directory(chart) + "/values.yaml", "replicaCount: 1 # " + comment + "\n");
  }

  /**
   * Files that belong to no chart: twelve in each of these service directories, each in a directory
   * of its own, and one beside them.
   */
  static FileChanges services(FileChanges changes, int services, int edition) {
    FileChanges all = changes.write("charts/NOTES.txt", "edition " + edition + "\n");
    for (int service = 0; service < services; service++) {
      for (int file = 0; file < 6; file++) {
        String directory = "charts/service-" + service;
        String text = "edition " + edition + " of " + service + "/" + file + "\n";
        all =
            all.write(directory + "/deploy/env-" + file + "/values.txt", text)
                .write(directory + "/src/main/part-" + file + "/Main.java", "// " + text);
      }
    }
    return all;
  }

  private static String changelog(String name, int minor) {
    StringBuilder changelog = new StringBuilder("# Changelog\n");
    for (int version = minor; version >= Math.max(0, minor - SECTIONS); version--) {
      changelog.append(
          "\n## [1.%d.0] - 2026-03-01\n\n- %s does thing %d\n".formatted(version, name, version));
    }
    return changelog.toString();
  }
}
