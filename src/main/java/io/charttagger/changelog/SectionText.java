package io.charttagger.changelog;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Joins the lines below a changelog heading to one text. */
final class SectionText {
  private static final String COMMENT_BEGIN = "<!--";
  private static final String COMMENT_END = "-->";

  /** An anchor on its own line, as conventional-changelog writes before headings. */
  private static final Pattern ANCHOR =
      Pattern.compile(" {0,3}<a (?:name|id)=\"[^\"<>]*+\" ?(?:/>|>(?:</a>)?) *");

  /** Lines without content: link definitions, rules, and the headings of Keep a Changelog. */
  private static final Pattern NO_CONTENT =
      Pattern.compile(
          "\\s*+(?:\\[[^\\]]++\\]:.*|-{3,}+|\\*{3,}+|_{3,}+"
              + "|#{1,6}+\\s++(?:Added|Changed|Deprecated|Removed|Fixed|Security))?\\s*+");

  private SectionText() {}

  /**
   * The text as written, without blank lines at both ends and without the anchors of the next
   * heading. Empty when it has no content.
   */
  static Optional<String> of(List<String> lines) {
    int first = 0;
    int end = lines.size();
    while (first < end && lines.get(first).isBlank()) {
      first++;
    }
    while (first < end && isTrailing(lines.get(end - 1))) {
      end--;
    }
    String text = String.join("\n", lines.subList(first, end)).stripTrailing();
    return isEmpty(text) ? Optional.empty() : Optional.of(text);
  }

  private static boolean isTrailing(String line) {
    return line.isBlank() || ANCHOR.matcher(line).matches();
  }

  private static boolean isEmpty(String text) {
    return withoutComments(text).lines().allMatch(line -> NO_CONTENT.matcher(line).matches());
  }

  private static String withoutComments(String text) {
    StringBuilder rest = new StringBuilder();
    int position = 0;
    int begin = text.indexOf(COMMENT_BEGIN);
    while (begin >= 0) {
      rest.append(text, position, begin);
      int end = text.indexOf(COMMENT_END, begin + 2);
      position = end < 0 ? text.length() : end + COMMENT_END.length();
      begin = text.indexOf(COMMENT_BEGIN, position);
    }
    return rest.append(text, position, text.length()).toString();
  }
}
