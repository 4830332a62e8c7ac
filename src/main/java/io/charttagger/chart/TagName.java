package io.charttagger.chart;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The tag of one version of one chart: {@code <chart>-v<version>}, always a legal git ref name.
 *
 * @param value the name without {@code refs/tags/}
 * @see <a href="https://git-scm.com/docs/git-check-ref-format">git check-ref-format</a>
 */
public record TagName(String value) implements Comparable<TagName> {
  /** GitHub refuses refs of more than 255 bytes, {@code refs/tags/} included. */
  private static final int MOST_BYTES = 244;

  /** Accepts only names that git accepts below {@code refs/tags/}, and GitHub by their length. */
  public TagName {
    if (bytes(value) > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the tag name %s has %d bytes, and GitHub accepts %d at most; shorten the chart's name or version"
              .formatted(Quoted.of(value), bytes(value), MOST_BYTES));
    }
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
   *     a..b}, a version {@code 1.0.0-x.lock}) or when it is too long for GitHub
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

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * True when git accepts this name below {@code refs/tags/}, GitHub its length, and it has no
   * slash.
   */
  public static boolean isLegal(String name) {
    return !name.isEmpty()
        && bytes(name) <= MOST_BYTES
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
