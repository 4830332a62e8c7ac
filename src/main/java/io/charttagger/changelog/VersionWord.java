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
    while (dotted && isPart(title, end)) {
      end++;
    }
    if (end - begin > MAX_LENGTH || !(dotted || prefixed)) {
      return NONE;
    }
    String word = title.substring(begin, end);
    boolean loose = prefixed || LOOSE.matcher(word).matches();
    if (!endsAt(title, end)) {
      return new VersionWord(word, false, loose);
    }
    String trimmed = ChartVersion.isStrict(word) ? word : withoutPunctuation(word);
    boolean strict = ChartVersion.isStrict(trimmed);
    return new VersionWord(trimmed, strict, !strict && loose);
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
