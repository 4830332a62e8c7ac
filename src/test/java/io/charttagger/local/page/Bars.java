package io.charttagger.local.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A row of bars, oldest first, with the mean as a line.
 *
 * @param title what is measured
 * @param unit behind each number
 * @param values one for each push, never negative
 */
record Bars(String title, String unit, List<Long> values) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 120;
  private static final int MOST = 240;

  Bars {
    values = List.copyOf(values);
  }

  /** The picture with its caption. */
  Element figure() {
    double mean = values.stream().mapToLong(Long::longValue).average().orElse(0);
    long most = values.stream().mapToLong(Long::longValue).max().orElse(0);
    String words =
        "%s: %s on average, at most %d%s".formatted(title, decimal(mean) + unit, most, unit);
    Element picture =
        Element.of("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT))
            .with("preserveAspectRatio", "none")
            .with("role", "img")
            .with("aria-label", words);
    List<Long> shown = shown();
    double step = (double) WIDTH / shown.size();
    for (int i = 0; i < shown.size(); i++) {
      picture.add(bar(i * step, Math.max(0.5, step * 0.8), height(shown.get(i), most)));
    }
    double line = HEIGHT - height(mean, most);
    picture.add(
        Element.of("line")
            .with("x1", "0")
            .with("x2", String.valueOf(WIDTH))
            .with("y1", decimal(line))
            .with("y2", decimal(line)));
    return Element.of("figure", Element.of("figcaption", words), picture);
  }

  private static Element bar(double x, double width, double height) {
    return Element.of("rect")
        .with("x", decimal(x))
        .with("width", decimal(width))
        .with("y", decimal(HEIGHT - height))
        .with("height", decimal(height));
  }

  private static double height(double value, long most) {
    return most == 0 ? 0 : value * HEIGHT / most;
  }

  /** Where there are more pushes than bars, each bar is the highest of a few. */
  private List<Long> shown() {
    int together = Math.ceilDiv(values.size(), MOST);
    List<Long> shown = new ArrayList<>();
    for (int i = 0; i < values.size(); i += together) {
      shown.add(
          values.subList(i, Math.min(values.size(), i + together)).stream()
              .mapToLong(Long::longValue)
              .max()
              .orElse(0));
    }
    return shown;
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
