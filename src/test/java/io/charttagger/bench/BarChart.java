package io.charttagger.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Horizontal bars as SVG, readable on a light and on a dark page: the text takes the page's colour
 * scheme, and the bars have colours that stand out on both.
 *
 * @see <a href="https://www.w3.org/TR/SVG2/">SVG 2</a>
 */
final class BarChart {
  private static final int LABELS = 430;
  private static final int BARS = 420;
  private static final int NUMBERS = 90;
  private static final int ROW = 22;
  private static final int HEAD = 34;
  private static final String STYLE =
      """
      text { font: 13px system-ui, sans-serif; fill: #1f2328; }
      .title { font-weight: 600; }
      .usual { fill: #2f81f7; }
      .other { fill: #8b949e; }
      .over { fill: #d9480f; }
      .mark { stroke: #8b949e; stroke-dasharray: 4 3; }
      @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } }
      """;

  private final String title;
  private final Optional<Double> mark;
  private final List<Bar> bars = new ArrayList<>();

  private BarChart(String title, Optional<Double> mark) {
    this.title = title;
    this.mark = mark;
  }

  /** How a bar looks. */
  enum Look {
    /** The product's. */
    USUAL,
    /** What it is compared with. */
    OTHER,
    /** More than it should be. */
    OVER
  }

  private record Bar(String label, double value, String number, Look look) {}

  static BarChart of(String title) {
    return new BarChart(title, Optional.empty());
  }

  /** With a line at this value. */
  static BarChart withMark(String title, double mark) {
    return new BarChart(title, Optional.of(mark));
  }

  /** One more bar, below the others. */
  void add(String label, double value, String number, Look look) {
    bars.add(new Bar(label, value, number, look));
  }

  /** The picture, a file's whole text. */
  String svg() {
    int width = LABELS + BARS + NUMBERS;
    int height = HEAD + bars.size() * ROW + 10;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
        <title>%s</title>
        <style>
        %s</style>
        <text class="title" x="8" y="20">%s</text>
        """
            .formatted(width, height, width, height, escaped(title), STYLE, escaped(title)));
    for (int row = 0; row < bars.size(); row++) {
      svg.append(drawn(bars.get(row), HEAD + row * ROW));
    }
    mark.ifPresent(value -> svg.append(line(Decimal.one(LABELS + length(value)), height - 6)));
    return svg.append("</svg>\n").toString();
  }

  private String drawn(Bar bar, int top) {
    return """
    <text x="%d" y="%d" text-anchor="end">%s</text>
    <rect class="%s" x="%d" y="%d" width="%s" height="14" rx="2"/>
    <text x="%s" y="%d">%s</text>
    """
        .formatted(
            LABELS - 8,
            top + 14,
            escaped(bar.label()),
            bar.look().name().toLowerCase(Locale.ROOT),
            LABELS,
            top + 3,
            Decimal.one(length(bar.value())),
            Decimal.one(LABELS + length(bar.value()) + 6),
            top + 14,
            escaped(bar.number()));
  }

  private static String line(String x, int bottom) {
    return "<line class=\"mark\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>\n"
        .formatted(x, HEAD - 4, x, bottom);
  }

  private double length(double value) {
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
    return BARS * value / Math.max(Math.max(most, mark.orElse(0.0)), Double.MIN_NORMAL);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
