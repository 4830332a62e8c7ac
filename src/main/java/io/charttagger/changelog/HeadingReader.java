package io.charttagger.changelog;

import io.charttagger.chart.ChartName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the title of a changelog heading in one pass, left to right. */
final class HeadingReader {
  private static final List<String> LABELS = List.of("version", "release", "chart");
  private static final List<String> UNRELEASED = List.of("unreleased", "next release");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?![0-9A-Za-z.+-])");

  /**
   * Characters that join a name and a version in one word: {@code a-1.2.3}, {@code a@1.2.3}, {@code
   * a/v1.2.3}.
   */
  private static final String SEPARATORS = "-_@/.";

  private static final String DECORATION =
      "[](){}|@:,;*\"'`#!-\u2013\u2014\u2022\u00b7\ufe0f\u200d";
  private static final int MAX_NAME_LENGTH = 250;

  private final String title;
  private final Optional<ChartName> chart;
  private int position;

  HeadingReader(String title, Optional<ChartName> chart) {
    this.title = title;
    this.chart = chart;
  }

  HeadingSubject read() {
    boolean namesChart = false;
    skipDecoration();
    while (true) {
      VersionWord word = VersionWord.at(title, position);
      if (word.isStrict()) {
        return new HeadingSubject.Version(word.text(), namesChart);
      }
      if (UNRELEASED.stream().anyMatch(this::isWord)) {
        return new HeadingSubject.Unreleased();
      }
      if (!namesChart && isChart()) {
        namesChart = true;
        skipChart();
      } else if (!skipLabel()) {
        return word.isLoose() ? new HeadingSubject.OtherVersion(false) : readOther();
      }
      skipDecoration();
    }
  }

  /** True at the chart's name, unless it is only the beginning of a longer name or word. */
  private boolean isChart() {
    return chart.filter(name -> isWord(name.value()) && isCompleteName(name)).isPresent();
  }

  private boolean isCompleteName(ChartName name) {
    int end = position + name.value().length();
    return !isSeparator(end) || !isNamePart(end + 1) || VersionWord.isStrictAt(title, end + 1);
  }

  private void skipChart() {
    position += chart.orElseThrow().value().length();
    if (isSeparator(position)) {
      position++;
    }
  }

  /** Skips a date, or a word that only announces a version. */
  private boolean skipLabel() {
    for (String label : LABELS) {
      if (isWord(label) && !isSeparator(position + label.length())) {
        position += label.length();
        return true;
      }
    }
    if (DATE.matcher(title).region(position, title.length()).lookingAt()) {
      position += "2026-01-01".length();
      return true;
    }
    return false;
  }

  /** Reads another name followed by a strict version, in one word or in two. */
  private HeadingSubject readOther() {
    int end = position;
    while (isNamePart(end) && end - position < MAX_NAME_LENGTH) {
      end++;
      if (isSeparator(end) && VersionWord.isStrictAt(title, end + 1)) {
        return new HeadingSubject.OtherVersion(true);
      }
    }
    position = end;
    skipDecoration();
    return VersionWord.isStrictAt(title, position)
        ? new HeadingSubject.OtherVersion(false)
        : new HeadingSubject.NoVersion();
  }

  private boolean isWord(String word) {
    int end = position + word.length();
    return title.regionMatches(true, position, word, 0, word.length())
        && (end == title.length() || !Character.isLetterOrDigit(title.codePointAt(end)));
  }

  private boolean isSeparator(int index) {
    return index < title.length() && SEPARATORS.indexOf(title.charAt(index)) >= 0;
  }

  private boolean isNamePart(int index) {
    return index < title.length()
        && (Character.isLetterOrDigit(title.charAt(index))
            || "._-".indexOf(title.charAt(index)) >= 0);
  }

  private void skipDecoration() {
    while (position < title.length()) {
      int point = title.codePointAt(position);
      if (!Character.isWhitespace(point)
          && Character.getType(point) != Character.OTHER_SYMBOL
          && DECORATION.indexOf(point) < 0) {
        return;
      }
      position += Character.charCount(point);
    }
  }
}
