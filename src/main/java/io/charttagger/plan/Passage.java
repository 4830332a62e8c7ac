package io.charttagger.plan;

/**
 * A text that is part of a longer one as a rule, and is not kept twice then: a push may have
 * hundreds, and each may be long.
 *
 * @param start where it begins in the longer one
 * @param end where it ends there
 * @param own the text itself, when it is no part of the longer one; else empty
 */
public record Passage(int start, int end, String own) {

  /** Looks for the text in the longer one. */
  public static Passage of(String text, String longer) {
    int start = longer.indexOf(text);
    return start < 0
        ? new Passage(0, 0, text)
        : new Passage(start, start + text.length(), /* own= */ "");
  }

  /** The text, out of the same longer one. */
  public String in(String longer) {
    return own.isEmpty() ? longer.substring(start, end) : own;
  }
}
