package io.charttagger.chart;

/** Makes untrusted text safe for a message: one line, printable, short, in quotation marks. */
public final class Quoted {
  private static final int MAX_LENGTH = 100;

  private Quoted() {}

  /** The text in double quotes, control and format characters escaped, cut after 100 characters. */
  public static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .limit(MAX_LENGTH)
        .forEach(
            point -> {
              if (isPlain(point)) {
                quoted.appendCodePoint(point);
              } else {
                quoted.append(String.format("\\u%04X", point));
              }
            });
    return quoted
        .append(text.codePointCount(0, text.length()) > MAX_LENGTH ? "…\"" : "\"")
        .toString();
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
