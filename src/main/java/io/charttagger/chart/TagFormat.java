package io.charttagger.chart;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the tags of a repository are named. Everything that makes or reads a tag's name goes through
 * it.
 *
 * @param text a name with {@code {chart}} and {@code {version}} in it, once each
 */
public record TagFormat(String text) {
  // What a name may contain and what needs no care in Markdown, comments and addresses.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/+=-]*");

  /** {@code <chart>-v<version>}. */
  public static final TagFormat DEFAULT = new TagFormat("{chart}-v{version}");

  private static final String CHART = "{chart}";
  private static final String VERSION = "{version}";

  /**
   * Accepts what makes legal names.
   *
   * @throws IllegalArgumentException with the remedy
   */
  public TagFormat {
    if (!isOnce(text, CHART) || !isOnce(text, VERSION)) {
      throw new IllegalArgumentException(
          "write {chart} and {version} exactly once each, as in {chart}-v{version}");
    }
    String literal = text.replace(CHART, "").replace(VERSION, "");
    if (!isPlain(literal)) {
      throw new IllegalArgumentException(
          "beside {chart} and {version}, use letters, digits and . _ / + = - only");
    }
    if (text.startsWith(VERSION)) {
      throw new IllegalArgumentException(
          "write something before {version}, as in v{version}-{chart}: tags are listed by how their names begin");
    }
    if (text.contains(CHART + VERSION)) {
      throw new IllegalArgumentException(
          "write something between {chart} and {version}: otherwise a1 1.0.0 and a 11.0.0 have one tag");
    }
    if (!TagName.isLegal(text.replace(CHART, "a").replace(VERSION, "1.0.0"))) {
      throw new IllegalArgumentException("git does not accept such tag names; write another form");
    }
  }

  /** Reads a setting; see the constructor. */
  public static TagFormat parse(String text) {
    return new TagFormat(text);
  }

  /**
   * The tag of this version of this chart.
   *
   * @throws IllegalArgumentException naming the tag, when git would reject it (a chart {@code
   *     a..b}, a version {@code 1.0.0-x.lock}) or when it is too long for GitHub
   */
  public TagName of(ChartName chart, ChartVersion version) {
    return new TagName(beginning(chart) + version + end(chart));
  }

  /** The version in a tag's name, if it is a tag of that chart. */
  public Optional<ChartVersion> versionOf(String tag, ChartName chart) {
    String beginning = beginning(chart);
    String end = end(chart);
    // Anything else between makes it a tag of another chart, or one made by hand.
    return Optional.of(tag)
        .filter(it -> it.length() > beginning.length() + end.length())
        .filter(it -> it.startsWith(beginning) && it.endsWith(end))
        .map(it -> it.substring(beginning.length(), it.length() - end.length()))
        .filter(ChartVersion::isStrict)
        .map(ChartVersion::new);
  }

  /** How the names of all tags of a chart begin. */
  public String beginning(ChartName chart) {
    return text.substring(0, text.indexOf(VERSION)).replace(CHART, chart.value());
  }

  private String end(ChartName chart) {
    return text.substring(text.indexOf(VERSION) + VERSION.length()).replace(CHART, chart.value());
  }

  /** True when a text has only such characters as a tag of a chart has. */
  public static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches();
  }

  private static boolean isOnce(String text, String placeholder) {
    int at = text.indexOf(placeholder);
    return at >= 0 && text.indexOf(placeholder, at + 1) < 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
