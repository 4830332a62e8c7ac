package io.charttagger.chart;

import java.util.Optional;
import org.semver4j.Semver;

/**
 * A chart's version: strict <a href="https://semver.org/spec/v2.0.0.html">SemVer 2</a>, as Helm
 * demands of {@code version} in {@code Chart.yaml}. Equality is by text; order is SemVer's
 * precedence, then the text, so that the order is total.
 *
 * @param value the version as written
 */
public record ChartVersion(String value) implements Comparable<ChartVersion> {
  private static final int LONGEST = 250;

  /** Accepts what {@link #parse} accepts. */
  public ChartVersion {
    if (value.length() > LONGEST || !Semver.isValid(value)) {
      throw new IllegalArgumentException(
          "version "
              + Quoted.of(value)
              + " is not a SemVer 2 version"
              + canonicalForm(value).map(form -> "; write " + form).orElse(""));
    }
  }

  /**
   * Reads a strict SemVer 2 version.
   *
   * @throws IllegalArgumentException quoting the value and, where one can be guessed, its canonical
   *     form
   */
  public static ChartVersion parse(String text) {
    return new ChartVersion(text);
  }

  /**
   * True when this version precedes the other one in SemVer's order (build metadata does not
   * count).
   */
  public boolean isLowerThan(ChartVersion other) {
    return semver().compareTo(other.semver()) < 0;
  }

  @Override
  public int compareTo(ChartVersion other) {
    int byPrecedence = semver().compareTo(other.semver());
    return byPrecedence != 0 ? byPrecedence : value.compareTo(other.value);
  }

  private Semver semver() {
    return new Semver(value);
  }

  private static Optional<String> canonicalForm(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    return Optional.ofNullable(Semver.coerce(text.strip()))
        .map(Semver::getVersion)
        .filter(form -> !form.equals(text));
  }

  @Override
  public String toString() {
    return value;
  }
}
