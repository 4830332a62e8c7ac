package io.charttagger.bench;

/** Where the charts of a repository lie, and where their changelogs come from. */
enum Layout {
  /** {@code charts/<chart>}, each with a {@code CHANGELOG.md}. */
  OWN_CHANGELOG("own changelog"),
  /** {@code charts/<chart>}; the changelog is the subjects of the commits. */
  NO_CHANGELOG("no changelog"),
  /** {@code charts/<group>/<chart>}, each with a {@code CHANGELOG.md}. */
  NESTED("nested");

  private final String words;

  Layout(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  boolean hasChangelogs() {
    return this != NO_CHANGELOG;
  }

  String directory(int chart) {
    return this == NESTED ? "charts/group/" + name(chart) : "charts/" + name(chart);
  }

  static String name(int chart) {
    return "chart-" + chart;
  }
}
