package io.charttagger.changelog;

import java.util.Locale;
import java.util.Set;

/** The words of a date, and those that say of a version when it was released. */
final class DateWords {
  private static final Set<String> MONTHS =
      Set.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final Set<String> REST =
      Set.of(
          "january",
          "february",
          "march",
          "april",
          "june",
          "july",
          "august",
          "sept",
          "september",
          "october",
          "november",
          "december",
          "mon",
          "tue",
          "wed",
          "thu",
          "fri",
          "sat",
          "sun",
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday",
          "of",
          "on",
          "st",
          "nd",
          "rd",
          "th",
          "t",
          "z",
          "utc",
          "gmt",
          "am",
          "pm",
          "released",
          "yanked",
          "date",
          "xx");

  private DateWords() {}

  /** True for such a word, a number, or no word at all. */
  static boolean isOne(String word) {
    int digits = 0;
    while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
      digits++;
    }
    String name = word.substring(digits).toLowerCase(Locale.ROOT);
    return name.isEmpty() || MONTHS.contains(name) || REST.contains(name);
  }
}
