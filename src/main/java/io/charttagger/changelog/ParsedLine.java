package io.charttagger.changelog;

/**
 * A line of a changelog as the Markdown parser gets it: not too long, nested no deeper than the
 * parser can follow, and with a space after the {@code #} of a heading.
 */
final class ParsedLine {
  /** Longer lines are cut: no version starts that far to the right. */
  private static final int MAX_LENGTH = 2000;

  /**
   * Every block that is nested takes a column at least, and a list's item, which is two, takes two.
   * What is further to the right is text, whatever it looks like.
   */
  private static final int DEEPEST_COLUMN = 24;

  private static final int MOST_NUMBER_SIGNS = 6;
  private static final int TAB = 4;
  private static final String COMMENT_END = "-->";
  private static final String NOT_NESTED = "a";

  private ParsedLine() {}

  static String of(String line) {
    return notTooDeep(withSpaceInHeading(shortened(line)));
  }

  /** The part that is cut off may still close a comment. */
  private static String shortened(String line) {
    if (line.length() <= MAX_LENGTH) {
      return line;
    }
    String beginning = line.substring(0, MAX_LENGTH);
    return line.indexOf(COMMENT_END, MAX_LENGTH) < 0 ? beginning : beginning + COMMENT_END;
  }

  /**
   * Where a writer meant a heading, CommonMark sees text: {@code ##1.2.3}, or with another space
   * than the usual one.
   */
  private static String withSpaceInHeading(String line) {
    int begin = 0;
    while (begin < 3 && line.startsWith(" ", begin)) {
      begin++;
    }
    int end = begin;
    while (line.startsWith("#", end)) {
      end++;
    }
    if (end == begin || end - begin > MOST_NUMBER_SIGNS || end == line.length()) {
      return line;
    }
    int title = end;
    while (title < line.length() && isOddSpace(line.charAt(title))) {
      title++;
    }
    return title > end || VersionLine.startsAt(line, title)
        ? line.substring(0, end) + " " + line.substring(title)
        : line;
  }

  private static boolean isOddSpace(char c) {
    return c != ' '
        && c != '\t'
        && (Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT);
  }

  private static String notTooDeep(String line) {
    int column = 0;
    int index = 0;
    while (index < line.length() && column < DEEPEST_COLUMN) {
      int end = markerEnd(line, index);
      if (end == index) {
        return line;
      }
      for (; index < end; index++) {
        column += line.charAt(index) == '\t' ? TAB - column % TAB : 1;
      }
    }
    return line.isBlank() || isRule(line)
        ? line
        : line.substring(0, index) + NOT_NESTED + line.substring(index);
  }

  /** The end of the white space, the quotation mark or the list's marker that is there. */
  private static int markerEnd(String line, int index) {
    char c = line.charAt(index);
    if (c == ' ' || c == '\t' || c == '>') {
      return index + 1;
    }
    int end = index;
    if (c == '-' || c == '+' || c == '*') {
      end++;
    } else {
      while (end < line.length() && line.charAt(end) >= '0' && line.charAt(end) <= '9') {
        end++;
      }
      boolean numbered = end > index && end < line.length() && ".)".indexOf(line.charAt(end)) >= 0;
      end = numbered ? end + 1 : index;
    }
    boolean spaced = end == line.length() || " \t".indexOf(line.charAt(end)) >= 0;
    return spaced ? end : index;
  }

  /** A line such as {@code - - -}. */
  private static boolean isRule(String line) {
    char mark = line.strip().charAt(0);
    return (mark == '-' || mark == '*')
        && line.chars().allMatch(c -> c == mark || c == ' ' || c == '\t');
  }
}
