package io.charttagger.local.page;

import java.util.regex.Pattern;

/**
 * Text from outside, made harmless: nothing in it is markup, and nothing in it changes how the text
 * around it is read.
 */
final class HtmlText {
  private static final Pattern SHA = Pattern.compile("\\b([0-9a-f]{7})[0-9a-f]{33}\\b");

  private HtmlText() {}

  /**
   * Escapes it for an element or a quoted attribute. Characters that no page may hold, that nobody
   * sees, or that turn the direction of writing are shown by their number.
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(code -> escape(code, escaped));
    return escaped.toString();
  }

  /** Cut to a length, which an ellipsis shows. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + "…";
  }

  /** A message of the report, cut to a length, with seven digits of each SHA. */
  static String message(String text, int length) {
    return cut(SHA.matcher(cut(text, 4 * length)).replaceAll("$1"), length);
  }

  private static void escape(int code, StringBuilder escaped) {
    switch (code) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      case '\n', '\t' -> escaped.appendCodePoint(code);
      default -> {
        if (isSeen(code)) {
          escaped.appendCodePoint(code);
        } else {
          escaped.append("[U+%04X]".formatted(code));
        }
      }
    }
  }

  private static boolean isSeen(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      // The joiner makes one picture of several.
      case Character.FORMAT -> code == 0x200D || code == 0xAD;
      default -> true;
    };
  }
}
