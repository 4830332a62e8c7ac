package io.charttagger.chart;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How tags are named: a text in which {@code {chart}} and {@code {version}} are filled in. It is
 * the one place that builds the name of a tag, and that reads the version in one.
 *
 * @param text the text as written
 */
public record TagFormat(String text) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/+=-]*");

  /** {@code <chart>-v<version>}. */
  public static final TagFormat DEFAULT = new TagFormat("{chart}-v{version}");

  /** What other tools in this field make, chart-releaser first. */
  private static final List<TagFormat> KNOWN =
      List.of(new TagFormat("{chart}-{version}"), DEFAULT, new TagFormat("{chart}/{version}"));

  private static final TagFormat OF_ONE_CHART = new TagFormat("v{version}");

  private static final String CHART = "{chart}";
  private static final String VERSION = "{version}";

  /** Accepts what {@link #parse} accepts. */
  public TagFormat {
    int version = text.indexOf(VERSION);
    if (version < 0 || text.indexOf(VERSION, version + 1) >= 0) {
      throw new IllegalArgumentException("write {version} exactly once, as in {chart}-v{version}");
    }
    int chart = text.indexOf(CHART);
    if (chart >= 0 && text.indexOf(CHART, chart + 1) >= 0) {
      throw new IllegalArgumentException("write {chart} only once, as in {chart}-v{version}");
    }
    if (text.contains(CHART + VERSION) || text.contains(VERSION + CHART)) {
      throw new IllegalArgumentException(
          "write something between {chart} and {version}, as in {chart}-v{version}: web1 1.0.0 and"
              + " web 11.0.0 would get the same tag");
    }
    if (!isPlain(text.replace(CHART, "").replace(VERSION, ""))) {
      throw new IllegalArgumentException(
          "beside {chart} and {version}, write letters, digits and . _ / + = - only");
    }
    if (text.startsWith(VERSION)) {
      throw new IllegalArgumentException(
          "write something before {version}, as in v{version}: tags are listed by how their names"
              + " begin");
    }
    String sample = text.replace(CHART, "chart").replace(VERSION, "1.2.3");
    if (!TagName.isLegal(sample)) {
      throw new IllegalArgumentException(
          "git does not accept the tag name %s; leave out what it refuses"
              .formatted(Quoted.of(sample)));
    }
  }

  /**
   * Reads a format.
   *
   * @throws IllegalArgumentException saying what to write instead
   */
  public static TagFormat parse(String text) {
    return new TagFormat(text);
  }

  /** False when it fits the one chart of a repository only. */
  public boolean namesChart() {
    return text.contains(CHART);
  }

  /**
   * The tag of this version of this chart.
   *
   * @throws IllegalArgumentException naming the tag, when git would reject it (a chart {@code
   *     a..b}, a version {@code 1.0.0-x.lock}) or when it is too long for GitHub
   */
  public TagName tag(ChartName chart, ChartVersion version) {
    return new TagName(of(chart).replace(VERSION, version.value()));
  }

  /** The same; empty when git or GitHub would reject it. */
  private Optional<TagName> legalTag(ChartName chart, ChartVersion version) {
    return Optional.of(of(chart).replace(VERSION, version.value()))
        .filter(TagName::isLegal)
        .map(TagName::new);
  }

  /** What the names of all tags of a chart begin with. */
  public String prefix(ChartName chart) {
    String name = of(chart);
    return name.substring(0, name.indexOf(VERSION));
  }

  /** The version in a tag's name, if it is a tag of that chart. */
  public Optional<ChartVersion> versionOf(TagName tag, ChartName chart) {
    String name = of(chart);
    String prefix = prefix(chart);
    String suffix = name.substring(prefix.length() + VERSION.length());
    // Anything else makes it a tag of another chart, or one made by hand.
    return Optional.of(tag.value())
        .filter(value -> value.startsWith(prefix) && value.endsWith(suffix))
        .filter(value -> value.length() > prefix.length() + suffix.length())
        .map(value -> value.substring(prefix.length(), value.length() - suffix.length()))
        .filter(ChartVersion::isStrict)
        .map(ChartVersion::new);
  }

  /**
   * The tags that this version of this chart has in other known formats.
   *
   * @param isOnly whether the repository is this one chart
   */
  public List<TagName> others(ChartName chart, ChartVersion version, boolean isOnly) {
    return others(isOnly).stream()
        .flatMap(format -> format.legalTag(chart, version).stream())
        .toList();
  }

  /**
   * The other known formats.
   *
   * @param isOnly whether the repository is one chart
   */
  public List<TagFormat> others(boolean isOnly) {
    return Stream.concat(KNOWN.stream(), Stream.of(OF_ONE_CHART).filter(_ -> isOnly))
        .filter(format -> !format.equals(this))
        .toList();
  }

  /** True when a text has only such characters as the tag of a chart has. */
  public static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches();
  }

  /** A chart's name has no braces, so it brings no second place for the version. */
  private String of(ChartName chart) {
    return text.replace(CHART, chart.value());
  }

  @Override
  public String toString() {
    return text;
  }
}
