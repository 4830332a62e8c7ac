package io.charttagger.plan;

import io.charttagger.chart.ChartYaml;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One directory that a merge changed; what a test does not say is a chart without a past. */
final class Changed {
  private final String directory;
  private Manifest before = new Manifest.None();
  private Manifest after = new Manifest.None();
  private String tree = "tree";
  private TagState tag = new TagState.Absent();
  private boolean stoodAtOtherParent;
  private ReleaseNotes notes = ReleaseNotes.NONE;

  private Changed(String directory) {
    this.directory = directory;
  }

  static Changed in(String directory) {
    return new Changed(directory);
  }

  /** A readable {@code Chart.yaml}. */
  static Manifest chart(String name, String version) {
    return yaml("name: %s\nversion: %s\n".formatted(name, version));
  }

  static Manifest yaml(String content) {
    return new Manifest.Found(ChartYaml.parse(content.getBytes(StandardCharsets.UTF_8)));
  }

  Changed from(String name, String version) {
    return from(chart(name, version));
  }

  Changed from(Manifest manifest) {
    before = manifest;
    return this;
  }

  Changed to(String name, String version) {
    return to(chart(name, version));
  }

  Changed to(Manifest manifest) {
    after = manifest;
    return this;
  }

  Changed withTree(String sha) {
    tree = sha;
    return this;
  }

  Changed tagged(TagState standing) {
    tag = standing;
    return this;
  }

  Changed seenAtOtherParent() {
    stoodAtOtherParent = true;
    return this;
  }

  Changed withNotes(String text, String... warnings) {
    notes = new ReleaseNotes(text, List.of(warnings));
    return this;
  }

  ChartState state() {
    return new ChartState(directory, before, after, tree, tag, stoodAtOtherParent, notes);
  }
}
