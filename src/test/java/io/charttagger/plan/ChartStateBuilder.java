package io.charttagger.plan;

import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.TagName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Builds the {@link ChartState} of a directory that a merge changed. By default there is no chart
 * before or after, and no tag.
 */
public final class ChartStateBuilder {
  private final String directory;
  private ChartAt before = new ChartAt.None();
  private ChartAt after = new ChartAt.None();
  private String tree = "tree";
  private TagState tag = new TagState.Absent();
  private boolean existedEarlier;
  private ReleaseNotes notes = ReleaseNotes.NONE;
  private Optional<TagName> formerTag = Optional.empty();
  private boolean isChanged = true;

  private ChartStateBuilder(String directory) {
    this.directory = directory;
  }

  public static ChartStateBuilder in(String directory) {
    return new ChartStateBuilder(directory);
  }

  /** A readable {@code Chart.yaml}. */
  public static ChartAt chart(String name, String version) {
    return yaml("name: %s\nversion: %s\n".formatted(name, version));
  }

  public static ChartAt yaml(String content) {
    return new ChartAt.Found(ChartYaml.parse(content.getBytes(StandardCharsets.UTF_8)));
  }

  public ChartStateBuilder from(String name, String version) {
    return from(chart(name, version));
  }

  public ChartStateBuilder from(ChartAt chart) {
    before = chart;
    return this;
  }

  /** The version before has that tag. */
  public ChartStateBuilder whoseTagIs(String tag) {
    formerTag = Optional.of(new TagName(tag));
    return this;
  }

  public ChartStateBuilder to(String name, String version) {
    return to(chart(name, version));
  }

  public ChartStateBuilder to(ChartAt chart) {
    after = chart;
    return this;
  }

  public ChartStateBuilder withTree(String sha) {
    tree = sha;
    return this;
  }

  public ChartStateBuilder tagged(TagState existing) {
    tag = existing;
    return this;
  }

  public ChartStateBuilder existedEarlier() {
    existedEarlier = true;
    return this;
  }

  /** The merge did not change it, but took its version away from another directory. */
  public ChartStateBuilder left(String name, String version) {
    isChanged = false;
    return from(name, version).to(name, version);
  }

  public ChartStateBuilder withNotes(String text, String... warnings) {
    notes = new ReleaseNotes(text, List.of(warnings));
    return this;
  }

  public ChartState state() {
    return new ChartState(
        directory, before, after, tree, tag, existedEarlier, notes, former(), isChanged);
  }

  /** What was in the same directory, as far as it has the same name. */
  private Optional<Former> former() {
    return before instanceof ChartAt.Found(ChartYaml.Chart was) && after.holds(was.name())
        ? Optional.of(new Former(was, formerTag))
        : Optional.empty();
  }
}
