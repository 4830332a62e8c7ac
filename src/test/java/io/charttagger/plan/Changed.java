package io.charttagger.plan;

import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One directory that a merge changed; what a test does not say is a chart without a past. */
public final class Changed {
  private final String directory;
  private ChartAt before = new ChartAt.None();
  private ChartAt after = new ChartAt.None();
  private String tree = "tree";
  private TagState tag = new TagState.Absent();
  private boolean stoodAtOtherParent;
  private ReleaseNotes notes = ReleaseNotes.NONE;

  private Changed(String directory) {
    this.directory = directory;
  }

  public static Changed in(String directory) {
    return new Changed(directory);
  }

  /** A readable {@code Chart.yaml}. */
  public static ChartAt chart(String name, String version) {
    return yaml("name: %s\nversion: %s\n".formatted(name, version));
  }

  public static ChartAt yaml(String content) {
    return new ChartAt.Found(ChartYaml.parse(content.getBytes(StandardCharsets.UTF_8)));
  }

  public Changed from(String name, String version) {
    return from(chart(name, version));
  }

  public Changed from(ChartAt manifest) {
    before = manifest;
    return this;
  }

  public Changed to(String name, String version) {
    return to(chart(name, version));
  }

  public Changed to(ChartAt manifest) {
    after = manifest;
    return this;
  }

  public Changed withTree(String sha) {
    tree = sha;
    return this;
  }

  public Changed tagged(TagState standing) {
    tag = standing;
    return this;
  }

  public Changed seenAtOtherParent() {
    stoodAtOtherParent = true;
    return this;
  }

  public Changed withNotes(String text, String... warnings) {
    notes = new ReleaseNotes(text, List.of(warnings));
    return this;
  }

  public ChartState state() {
    return new ChartState(directory, before, after, tree, tag, stoodAtOtherParent, notes);
  }
}
