package io.charttagger.changelog;

import io.charttagger.chart.ChartName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

  /** One that names more is no heading of a single version. */
  private static final int MOST_VERSIONS = 5;

  /** Before a version: which ones fit, no release. */
  private static final String RANGE = "<>=~^\u2264\u2265";

  /** With one of these words before its version, a title tells of a change. */
  private static final Set<String> PROSE =
      Set.of(
          "to",
          "from",
          "and",
          "with",
          "than",
          "since",
          "until",
          "before",
          "after",
          "require",
          "requires",
          "requiring",
          "needs",
          "upgrade",
          "upgrades",
          "upgrading",
          "upgraded",
          "updating",
          "updated",
          "bump",
          "bumps",
          "bumped",
          "migrate",
          "migrating",
          "migration",
          "downgrade",
          "supports",
          "compatible",
          "using",
          "uses",
          "drop",
          "drops",
          "dropped",
          "removed",
          "fixes",
          "fixed");

  private final String title;
  private final String chart;
  private int position;

  HeadingReader(String title, ChartName chart) {
    this.title = title;
    this.chart = chart.value();
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
        return readOther(word.isLoose());
      }
      skipDecoration();
    }
  }

  /** True at the chart's name, unless it is only the beginning of a longer name or word. */
  private boolean isChart() {
    int end = position + chart.length();
    return isWord(chart)
        && (!isSeparator(end) || !isNamePart(end + 1) || VersionWord.isStrictAt(title, end + 1));
  }

  private void skipChart() {
    position += chart.length();
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

  /** Reads on to the versions that are anywhere in the title. */
  private HeadingSubject readOther(boolean loose) {
    int begin = position;
    List<String> versions = new ArrayList<>();
    boolean titled = false;
    boolean range = false;
    while (position < title.length() && versions.size() < MOST_VERSIONS) {
      VersionWord word = VersionWord.at(title, position);
      Optional<VersionWord> inTag = word.isLoose() ? Optional.empty() : versionInTag();
      if (word.isStrict() && !range) {
        titled = versions.isEmpty() && isTitle(begin, position);
        versions.add(word.text());
      } else {
        inTag.map(VersionWord::text).ifPresent(versions::add);
      }
      range = isRange();
      skipWord();
      skipDecoration();
    }
    if (versions.isEmpty()) {
      return loose ? new HeadingSubject.LooseVersion() : new HeadingSubject.NoVersion();
    }
    return titled && versions.size() == 1
        ? new HeadingSubject.Titled(versions.getFirst())
        : new HeadingSubject.Mention(versions);
  }

  /** The strict version in a word such as {@code other-v1.2.3}. */
  private Optional<VersionWord> versionInTag() {
    int end = position;
    while (isNamePart(end) && end - position < MAX_NAME_LENGTH) {
      end++;
      if (isSeparator(end) && VersionWord.isStrictAt(title, end + 1)) {
        return Optional.of(VersionWord.at(title, end + 1));
      }
    }
    return Optional.empty();
  }

  /** True when what is before the version reads as a name, and no word follows it. */
  private boolean isTitle(int begin, int versionAt) {
    for (String word : title.substring(begin, versionAt).split("[^\\p{L}\\p{N}]+", -1)) {
      if (PROSE.contains(word.toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    int end = versionAt;
    while (end < title.length() && !isSpace(title.codePointAt(end))) {
      end++;
    }
    while (end < title.length() && isSpace(title.codePointAt(end))) {
      end++;
    }
    return end == title.length() || DateWords.isOne(wordAt(end));
  }

  private String wordAt(int begin) {
    int end = begin;
    while (end < title.length() && Character.isLetterOrDigit(title.charAt(end))) {
      end++;
    }
    return title.substring(begin, end);
  }

  /** True at a word such as {@code >=}, to which the version behind it belongs. */
  private boolean isRange() {
    int end = position;
    while (end < title.length() && RANGE.indexOf(title.charAt(end)) >= 0) {
      end++;
    }
    return end > position && end < title.length() && isSpace(title.codePointAt(end));
  }

  private void skipWord() {
    while (position < title.length() && !isSpace(title.codePointAt(position))) {
      position++;
    }
  }

  private static boolean isSpace(int point) {
    return Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || Character.getType(point) == Character.FORMAT;
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
      if (!isSpace(point)
          && Character.getType(point) != Character.OTHER_SYMBOL
          && DECORATION.indexOf(point) < 0) {
        return;
      }
      position += Character.charCount(point);
    }
  }
}
