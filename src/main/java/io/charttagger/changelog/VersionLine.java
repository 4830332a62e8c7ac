package io.charttagger.changelog;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line that is nothing but a version: bracketed, bold, emphasised, linked or dated. Its writer
 * means a heading. Reads a line in one pass, left to right.
 */
final class VersionLine {
  private static final String OPENING = "[(*_";
  private static final String AFTER = " \t\u00a0*_[]().,:;/|'\"!-\u2013\u2014";
  private static final List<String> LABELS = List.of("version ", "release ");
  private static final List<String> UNRELEASED = List.of("unreleased", "next release");
  private static final int MOST_SPACES = 3;
  private static final int MAX_LENGTH = 500;
  private static final Pattern YEAR = Pattern.compile("^(?:[0-9]{1,2}\\.){0,2}[0-9]{4}(?![0-9])");

  private final String line;
  private int position;

  private VersionLine(String line, int position) {
    this.line = line;
    this.position = position;
  }

  /** The version as a title, or the word for unreleased changes. */
  static Optional<String> read(String line) {
    return line.length() > MAX_LENGTH ? Optional.empty() : new VersionLine(line, 0).title();
  }

  /**
   * True when what begins there reads as the title of a version or of unreleased changes, whatever
   * follows.
   */
  static boolean startsAt(String line, int index) {
    VersionLine title = new VersionLine(line, index);
    return title.subject().isPresent() || title.isTag();
  }

  private Optional<String> title() {
    while (position < MOST_SPACES && line.startsWith(" ", position)) {
      position++;
    }
    return subject().filter(_ -> isDateOnly());
  }

  private Optional<String> subject() {
    skipOpening();
    for (String label : LABELS) {
      if (line.regionMatches(true, position, label, 0, label.length())) {
        position += label.length();
        skipOpening();
      }
    }
    for (String word : UNRELEASED) {
      if (line.regionMatches(true, position, word, 0, word.length())
          && !isLetterOrDigit(position + word.length())) {
        position += word.length();
        return Optional.of(word);
      }
    }
    int end = position;
    while (end < line.length() && isVersionPart(line.charAt(end))) {
      end++;
    }
    // A version may be emphasised, but `1.2.3_4` is none.
    VersionWord word = VersionWord.at(line.substring(position, end), 0);
    if (!word.isStrict() || isJoined(end)) {
      return Optional.empty();
    }
    position = end;
    return Optional.of(word.text());
  }

  /** True at a word such as {@code chart-v1.2.3}. */
  private boolean isTag() {
    int index = position;
    while (index < line.length() && isTagPart(line.charAt(index))) {
      if (line.charAt(index) == '-' && VersionWord.isStrictAt(line, index + 1)) {
        return true;
      }
      index++;
    }
    return false;
  }

  private void skipOpening() {
    while (position < line.length() && OPENING.indexOf(line.charAt(position)) >= 0) {
      position++;
    }
  }

  private boolean isJoined(int index) {
    int next = index;
    while (next < line.length() && "*_".indexOf(line.charAt(next)) >= 0) {
      next++;
    }
    return isLetterOrDigit(next)
        || (next < line.length() && "@\\=".indexOf(line.charAt(next)) >= 0);
  }

  /** True when all that follows is a date, markup or the target of a link. */
  private boolean isDateOnly() {
    while (position < line.length()) {
      int next =
          line.startsWith("](", position)
              ? endOf(')')
              : line.startsWith("][", position) ? endOf(']') : endOfDate();
      if (next == position) {
        return false;
      }
      position = next;
    }
    return true;
  }

  /** The end of a link's target; the position when it does not end. */
  private int endOf(char closing) {
    int end = line.indexOf(closing, position + 2);
    return end < 0 ? position : end + 1;
  }

  private int endOfDate() {
    if (!isLetterOrDigit(position)) {
      return AFTER.indexOf(line.charAt(position)) >= 0 ? position + 1 : position;
    }
    int end = position;
    while (isLetterOrDigit(end)) {
      end++;
    }
    boolean otherVersion =
        VersionWord.isStrictAt(line, position) && !YEAR.matcher(line.substring(position)).find();
    return DateWords.isOne(line.substring(position, end)) && !otherVersion ? end : position;
  }

  private boolean isLetterOrDigit(int index) {
    return index < line.length() && Character.isLetterOrDigit(line.charAt(index));
  }

  private static boolean isVersionPart(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || ".+-".indexOf(c) >= 0;
  }

  private static boolean isTagPart(char c) {
    return Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0;
  }
}
