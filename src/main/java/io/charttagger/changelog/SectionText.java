package io.charttagger.changelog;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lines below a changelog's heading, made one text. */
final class SectionText {
  private static final String COMMENT_BEGIN = "<!--";
  private static final String COMMENT_END = "-->";

  /** An anchor on a line of its own, as conventional-changelog sets before its headings. */
  private static final Pattern ANCHOR =
      Pattern.compile(" {0,3}<a (?:name|id)=\"[^\"<>]*+\" ?(?:/>|>(?:</a>)?) *");

  /** Lines without news: link definitions, rules, and the headings of Keep a Changelog's form. */
  private static final Pattern NO_NEWS =
      Pattern.compile(
          "\\s*+(?:\\[[^\\]]++\\]:.*|-{3,}+|\\*{3,}+|_{3,}+"
              + "|#{1,6}+\\s++(?:Added|Changed|Deprecated|Removed|Fixed|Security))?\\s*+");

  private SectionText() {}

  /**
   * The text as written, without blank lines at its ends and without the anchors that belong to the
   * next heading; empty when it says nothing.
   */
  static Optional<String> of(List<String> lines) {
    int first = 0;
    int end = lines.size();
    while (first < end && lines.get(first).isBlank()) {
      first++;
    }
    while (first < end && isTrailer(lines.get(end - 1))) {
      end--;
    }
    String text = String.join("\n", lines.subList(first, end)).stripTrailing();
    return saysNothing(text) ? Optional.empty() : Optional.of(text);
  }

  private static boolean isTrailer(String line) {
    return line.isBlank() || ANCHOR.matcher(line).matches();
  }

  private static boolean saysNothing(String text) {
    return withoutComments(text).lines().allMatch(line -> NO_NEWS.matcher(line).matches());
  }

  private static String withoutComments(String text) {
    StringBuilder kept = new StringBuilder();
    int position = 0;
    int begin = text.indexOf(COMMENT_BEGIN);
    while (begin >= 0) {
      kept.append(text, position, begin);
      int end = text.indexOf(COMMENT_END, begin + 2);
      position = end < 0 ? text.length() : end + COMMENT_END.length();
      begin = text.indexOf(COMMENT_BEGIN, position);
    }
    return kept.append(text, position, text.length()).toString();
  }
}
