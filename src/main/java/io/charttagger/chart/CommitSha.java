package io.charttagger.chart;

import java.util.regex.Pattern;

/**
 * The full SHA-1 of a commit: 40 hexadecimal digits, kept in lower case.
 *
 * @param value the digits
 */
public record CommitSha(String value) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}");
  private static final String ZERO = "0".repeat(40);

  /** Accepts what {@link #parse} accepts. */
  public CommitSha {
    value = value.toLowerCase(java.util.Locale.ROOT);
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          Quoted.of(value) + " is not a full commit SHA: 40 hexadecimal digits are needed");
    }
  }

  /**
   * Reads a full SHA in either case.
   *
   * @throws IllegalArgumentException quoting the value, when it is not one
   */
  public static CommitSha parse(String text) {
    return new CommitSha(text);
  }

  /** True for the all-zero SHA, which means "no commit" in git and GitHub. */
  public boolean isZero() {
    return value.equals(ZERO);
  }

  /** The first seven digits. */
  public String abbreviated() {
    return value.substring(0, 7);
  }

  @Override
  public String toString() {
    return value;
  }
}
