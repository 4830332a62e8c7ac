package io.charttagger.local.page;

/**
 * What a tag says.
 *
 * @param text its beginning, or all of it
 * @param left how many characters of it are not here
 */
public record Annotation(String text, int left) {
  /** So many characters of a tag are shown at most. */
  public static final int LONGEST = 6_000;

  /** As much of it as is shown. */
  public static Annotation of(String text) {
    return text.length() <= LONGEST
        ? new Annotation(text, 0)
        : new Annotation(text.substring(0, LONGEST), text.length() - LONGEST);
  }
}
