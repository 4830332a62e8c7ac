package io.charttagger.chart;

import java.util.Optional;

/**
 * The tag of one version of one chart: {@code <chart>-v<version>}, always a legal git ref name.
 *
 * @param value the name without {@code refs/tags/}
 * @see <a href="https://git-scm.com/docs/git-check-ref-format">git check-ref-format</a>
 */
public record TagName(String value) implements Comparable<TagName> {

  /** Accepts only names that git accepts below {@code refs/tags/}. */
  public TagName {
    if (!isLegal(value)) {
      throw new IllegalArgumentException(
          "git does not accept the tag name "
              + Quoted.of(value)
              + "; change the chart's name or version");
    }
  }

  /**
   * The tag of this version of this chart.
   *
   * @throws IllegalArgumentException naming the tag, when git would reject it (a chart {@code
   *     a..b}, a version {@code 1.0.0-x.lock})
   */
  public static TagName of(ChartName chart, ChartVersion version) {
    return new TagName(chart + "-v" + version);
  }

  /** The version in this tag's name, if it is a tag of that chart. */
  public Optional<ChartVersion> versionOf(ChartName chart) {
    String prefix = chart + "-v";
    // Anything else after the prefix makes it a tag of another chart, or one made by hand.
    return Optional.of(value)
        .filter(tag -> tag.startsWith(prefix))
        .map(tag -> tag.substring(prefix.length()))
        .filter(ChartVersion::isStrict)
        .map(ChartVersion::new);
  }

  /** The full ref, {@code refs/tags/<name>}. */
  public String ref() {
    return "refs/tags/" + value;
  }

  /** True when git accepts this name below {@code refs/tags/} and it has no slash. */
  public static boolean isLegal(String name) {
    return !name.isEmpty()
        && !name.startsWith(".")
        && !name.startsWith("-")
        && !name.endsWith(".")
        && !name.endsWith(".lock")
        && !name.contains("..")
        && !name.contains("@{")
        && name.chars().noneMatch(c -> c <= ' ' || c == 0x7f || "~^:?*[\\/".indexOf(c) >= 0);
  }

  @Override
  public int compareTo(TagName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
