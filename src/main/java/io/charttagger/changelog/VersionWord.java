package io.charttagger.changelog;

import io.charttagger.chart.ChartVersion;
import java.util.regex.Pattern;

/**
 * A word of a title that may be a version.
 *
 * @param text without the {@code v} before it and the punctuation after it
 * @param isStrict whether it is a SemVer 2 version
 * @param isLoose whether it looks like a version but is not strict: {@code 1.2}, {@code v2}
 */
record VersionWord(String text, boolean isStrict, boolean isLoose) {
  private static final VersionWord NONE = new VersionWord("", false, false);
  private static final int MAX_LENGTH = 250;
  private static final Pattern LOOSE = Pattern.compile("\\d++\\.[0-9xX].*");

  /** Followed by one of these, it is part of a path, a URL or a comparison. */
  private static final String CONTINUATION = "_/@\\=";

  /** The word that starts at an index of a title. */
  static VersionWord at(String title, int index) {
    boolean prefixed = isDigit(title, index + 1) && "vV".indexOf(title.charAt(index)) >= 0;
    int begin = prefixed ? index + 1 : index;
    int end = begin;
    while (isDigit(title, end)) {
      end++;
    }
    // Stopping when there is no dot keeps long runs of digits linear.
    boolean dotted = end > begin && end < title.length() && title.charAt(end) == '.';
    while (dotted && end - begin <= MAX_LENGTH && isPart(title, end)) {
      end++;
    }
    if (end - begin > MAX_LENGTH || !(dotted || prefixed)) {
      return NONE;
    }
    String word = title.substring(begin, end);
    boolean complete = endsAt(title, end);
    String trimmed = complete && !ChartVersion.isStrict(word) ? withoutPunctuation(word) : word;
    return complete && ChartVersion.isStrict(trimmed)
        ? new VersionWord(trimmed, true, false)
        : new VersionWord(trimmed, false, prefixed || LOOSE.matcher(word).matches());
  }

  /** As {@link #at}, for those who ask at many places of a title: most can be no version. */
  static boolean isStrictAt(String title, int index) {
    return beginsWithThreeNumbers(title, index) && at(title, index).isStrict();
  }

  /** True when a line has that version as a word, with or without a {@code v}. */
  static boolean isIn(String line, String version) {
    int found = line.indexOf(version);
    while (found >= 0) {
      int begin = found > 0 && "vV".indexOf(line.charAt(found - 1)) >= 0 ? found - 1 : found;
      int end = found + version.length();
      boolean ends = !isPart(line, end) || (line.charAt(end) == '.' && !isPart(line, end + 1));
      if (ends && !(begin > 0 && isPart(line, begin - 1) && line.charAt(begin - 1) != '-')) {
        return true;
      }
      found = line.indexOf(version, found + 1);
    }
    return false;
  }

  private static boolean beginsWithThreeNumbers(String title, int index) {
    boolean prefixed = isDigit(title, index + 1) && "vV".indexOf(title.charAt(index)) >= 0;
    int end = prefixed ? index + 1 : index;
    for (int number = 1; number <= 3; number++) {
      int begin = end;
      while (isDigit(title, end)) {
        end++;
      }
      if (end == begin || (number < 3 && !title.startsWith(".", end))) {
        return false;
      }
      end += number < 3 ? 1 : 0;
    }
    return !(title.startsWith(".", end) && isDigit(title, end + 1));
  }

  private static boolean isDigit(String title, int index) {
    return index < title.length() && title.charAt(index) >= '0' && title.charAt(index) <= '9';
  }

  private static boolean isPart(String title, int index) {
    if (index >= title.length()) {
      return false;
    }
    char c = title.charAt(index);
    return isDigit(title, index)
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || "+-.".indexOf(c) >= 0;
  }

  private static boolean endsAt(String title, int index) {
    if (index == title.length()) {
      return true;
    }
    int next = title.codePointAt(index);
    return !Character.isLetterOrDigit(next) && CONTINUATION.indexOf(next) < 0;
  }

  private static String withoutPunctuation(String word) {
    int end = word.length();
    while (end > 0 && (word.charAt(end - 1) == '.' || word.charAt(end - 1) == '-')) {
      end--;
    }
    return word.substring(0, end);
  }
}
