package io.charttagger.chart;

import java.util.regex.Pattern;

/**
 * A chart's name in {@code Chart.yaml}: letters, digits and {@code . _ -}, as Helm's linter
 * requires, at most 250 characters.
 *
 * @param value the name as written
 */
public record ChartName(String value) implements Comparable<ChartName> {
  // https://github.com/helm/helm/blob/main/pkg/chart/v2/lint/rules/chartfile.go, and Helm's
  // release-name alphabet.
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,249})");

  /** Accepts what {@link #parse} accepts. */
  public ChartName {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "name "
              + Quoted.of(value)
              + " is not a chart name: use letters, digits, '.', '_' and '-', and start with a"
              + " letter or a digit");
    }
  }

  /**
   * Reads a chart name.
   *
   * @throws IllegalArgumentException quoting the value, when it contains anything else
   */
  public static ChartName parse(String text) {
    return new ChartName(text);
  }

  @Override
  public int compareTo(ChartName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
