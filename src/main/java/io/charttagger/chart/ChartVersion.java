package io.charttagger.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chart's version: strict <a href="https://semver.org/spec/v2.0.0.html">SemVer 2</a>, as Helm
 * requires for {@code version} in {@code Chart.yaml}, at most 250 characters. Numbers may have any
 * length. Equality compares the text. The order is SemVer's precedence, then the text, so that it
 * is total.
 *
 * @param value the version as written
 */
public record ChartVersion(String value) implements Comparable<ChartVersion> {
  private static final int MAX_LENGTH = 250;

  // The regular expression that semver.org publishes.
  private static final Pattern SHAPE =
      Pattern.compile(
          "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
              + "(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)"
              + "(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
              + "(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?");
  private static final Pattern LENIENT =
      Pattern.compile(
          "[vV]?(\\d+)(?:\\.(\\d+)(?:\\.(\\d+))?" + "(?:-([0-9A-Za-z.-]+))?(\\+[0-9A-Za-z.-]+)?)?");
  private static final Pattern LEADING_ZEROS = Pattern.compile("(^|\\.)0+(?=\\d+(?:\\.|$))");

  /**
   * Numeric identifiers come before the others. There are no leading zeros, so the longer number is
   * the greater one.
   */
  private static final Comparator<String> BY_IDENTIFIER =
      Comparator.comparingInt(
              (String identifier) -> isNumber(identifier) ? identifier.length() : Integer.MAX_VALUE)
          .thenComparing(Comparator.naturalOrder());

  /** Accepts what {@link #parse} accepts. */
  public ChartVersion {
    if (!isStrict(value)) {
      throw new IllegalArgumentException(
          "version "
              + Quoted.of(value)
              + " is not a SemVer 2 version; "
              + canonicalForm(value)
                  .map(form -> "write " + form)
                  .orElse("write three numbers, like 1.2.3"));
    }
  }

  /**
   * Reads a strict SemVer 2 version.
   *
   * @throws IllegalArgumentException quoting the value and, where it can be derived, its canonical
   *     form
   */
  public static ChartVersion parse(String text) {
    return new ChartVersion(text);
  }

  /** True when {@link #parse} accepts the text. */
  public static boolean isStrict(String text) {
    return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
  }

  /** True when it has a pre-release part, as 1.0.0-rc.1 has. */
  public boolean isPrerelease() {
    return Optional.ofNullable(matched(value).group(4)).isPresent();
  }

  /**
   * True when this version precedes the other one in SemVer's order (build metadata does not
   * count).
   */
  public boolean isLowerThan(ChartVersion other) {
    return comparePrecedence(other) < 0;
  }

  /** True when the other one's first number is the greater one. */
  public boolean isOfLowerMajorThan(ChartVersion other) {
    return BY_IDENTIFIER.compare(matched(value).group(1), matched(other.value).group(1)) < 0;
  }

  @Override
  public int compareTo(ChartVersion other) {
    int byPrecedence = comparePrecedence(other);
    return byPrecedence != 0 ? byPrecedence : value.compareTo(other.value);
  }

  private int comparePrecedence(ChartVersion other) {
    Matcher mine = matched(value);
    Matcher theirs = matched(other.value);
    for (int number = 1; number <= 3; number++) {
      int byNumber = BY_IDENTIFIER.compare(mine.group(number), theirs.group(number));
      if (byNumber != 0) {
        return byNumber;
      }
    }
    return comparePrereleases(
        Optional.ofNullable(mine.group(4)), Optional.ofNullable(theirs.group(4)));
  }

  private static int comparePrereleases(Optional<String> mine, Optional<String> theirs) {
    if (mine.isEmpty() || theirs.isEmpty()) {
      return Boolean.compare(mine.isEmpty(), theirs.isEmpty());
    }
    List<String> left = List.of(mine.get().split("\\."));
    List<String> right = List.of(theirs.get().split("\\."));
    for (int index = 0; index < Math.min(left.size(), right.size()); index++) {
      int byIdentifier = BY_IDENTIFIER.compare(left.get(index), right.get(index));
      if (byIdentifier != 0) {
        return byIdentifier;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static boolean isNumber(String identifier) {
    return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Matcher matched(String version) {
    Matcher matcher = SHAPE.matcher(version);
    if (!matcher.matches()) {
      throw new IllegalStateException("this version was never validated");
    }
    return matcher;
  }

  private static Optional<String> canonicalForm(String text) {
    Matcher lenient = LENIENT.matcher(text.strip());
    if (text.length() > MAX_LENGTH || !lenient.matches()) {
      return Optional.empty();
    }
    String prerelease =
        Optional.ofNullable(lenient.group(4))
            .map(identifiers -> "-" + withoutZeros(identifiers))
            .orElse("");
    String form =
        String.join(".", number(lenient, 1), number(lenient, 2), number(lenient, 3))
            + prerelease
            + Optional.ofNullable(lenient.group(5)).orElse("");
    return Optional.of(form).filter(ChartVersion::isStrict);
  }

  private static String number(Matcher lenient, int group) {
    return Optional.ofNullable(lenient.group(group)).map(ChartVersion::withoutZeros).orElse("0");
  }

  private static String withoutZeros(String identifiers) {
    return LEADING_ZEROS.matcher(identifiers).replaceAll("$1");
  }

  @Override
  public String toString() {
    return value;
  }
}
