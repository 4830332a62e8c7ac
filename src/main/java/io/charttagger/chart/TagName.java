package io.charttagger.chart;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The tag of one version of one chart, always a legal git ref name; a {@link TagFormat} builds it.
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

  /** The full ref, {@code refs/tags/<name>}. */
  public String ref() {
    return "refs/tags/" + value;
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  /** True when git accepts this name below {@code refs/tags/}, and GitHub its length. */
  public static boolean isLegal(String name) {
    return bytes(name) <= MOST_BYTES
        && !name.startsWith("-")
        && !name.endsWith(".")
        && !name.contains("..")
        && !name.contains("@{")
        && name.chars().noneMatch(c -> c <= ' ' || c == 0x7f || "~^:?*[\\".indexOf(c) >= 0)
        && Arrays.stream(name.split("/", -1)).allMatch(TagName::isLegalPart);
  }

  private static boolean isLegalPart(String part) {
    return !part.isEmpty() && !part.startsWith(".") && !part.endsWith(".lock");
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
