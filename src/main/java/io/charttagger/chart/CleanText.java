package io.charttagger.chart;

/**
 * Makes untrusted text safe for a tag, a message or a terminal: control characters, terminal escape
 * sequences, characters that reorder text, byte order marks and unpaired surrogates are dropped.
 * Takes linear time.
 *
 * @see <a href="https://ecma-international.org/publications-and-standards/standards/ecma-48/">
 *     ECMA-48, the standard of terminal escape sequences</a>
 */
public final class CleanText {
  private static final int ESCAPE = 0x1b;
  private static final int BELL = 0x07;
  private static final int STRING_TERMINATOR = 0x9c;

  private final String text;
  private final StringBuilder clean;
  private int position;

  private CleanText(String text) {
    this.text = text;
    this.clean = new StringBuilder(text.length());
  }

  /** The text on one line: line breaks and tabs become spaces, and both ends are stripped. */
  public static String singleLine(String text) {
    return multiLine(text).replace('\n', ' ').replace('\t', ' ').strip();
  }

  /** The text with its lines and tabs. Every line ends with LF. */
  public static String multiLine(String text) {
    // Nearly every text is clean, and some have megabytes.
    return text.chars().allMatch(CleanText::isPlain) ? text : new CleanText(text).cleaned();
  }

  private static boolean isPlain(int character) {
    return (character >= ' ' && character <= '~') || character == '\n' || character == '\t';
  }

  private String cleaned() {
    while (position < text.length()) {
      int point = text.codePointAt(position);
      position += Character.charCount(point);
      switch (point) {
        case ESCAPE -> skipEscape();
        case 0x9b -> skipControlSequence();
        case 0x90, 0x98, 0x9d, 0x9e, 0x9f -> skipString();
        case '\r' -> endLine();
        case '\u2028', '\u2029' -> clean.append('\n');
        default -> keepIfHarmless(point);
      }
    }
    return clean.toString();
  }

  private void endLine() {
    clean.append('\n');
    if (position < text.length() && text.charAt(position) == '\n') {
      position++;
    }
  }

  private void keepIfHarmless(int point) {
    boolean harmless =
        switch (Character.getType(point)) {
          case Character.CONTROL -> point == '\n' || point == '\t';
          case Character.SURROGATE -> false;
          default -> point != 0xfeff && !reorders(point);
        };
    if (harmless) {
      clean.appendCodePoint(point);
    }
  }

  /** The overrides, embeddings and isolates that can show text in another order. */
  private static boolean reorders(int point) {
    return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
  }

  private void skipEscape() {
    if (position == text.length()) {
      return;
    }
    char kind = text.charAt(position);
    switch (kind) {
      case '[' -> {
        position++;
        skipControlSequence();
      }
      case 'P', 'X', ']', '^', '_' -> {
        position++;
        skipString();
      }
      default -> {
        skipWhile(' ', '/');
        skipOne('0', '~');
      }
    }
  }

  /** Skips parameters, intermediates and one final character. */
  private void skipControlSequence() {
    skipWhile('0', '?');
    skipWhile(' ', '/');
    skipOne('@', '~');
  }

  /**
   * Skips a string sequence up to its terminator. If it does not end on its line, only its
   * introducer is dropped, so that it cannot swallow the text that follows.
   */
  private void skipString() {
    for (int end = position; end < text.length(); end++) {
      char next = text.charAt(end);
      if (next == BELL || next == STRING_TERMINATOR) {
        position = end + 1;
        return;
      }
      if (next == ESCAPE && end + 1 < text.length() && text.charAt(end + 1) == '\\') {
        position = end + 2;
        return;
      }
      if (startsSequence(next)) {
        return;
      }
    }
  }

  /** Stopping at the next introducer keeps the total time linear. */
  private static boolean startsSequence(char next) {
    return next == '\n' || next == '\r' || next == ESCAPE || (next >= 0x80 && next <= 0x9f);
  }

  private void skipWhile(char first, char last) {
    while (position < text.length() && isBetween(first, last)) {
      position++;
    }
  }

  private void skipOne(char first, char last) {
    if (position < text.length() && isBetween(first, last)) {
      position++;
    }
  }

  private boolean isBetween(char first, char last) {
    return text.charAt(position) >= first && text.charAt(position) <= last;
  }
}
