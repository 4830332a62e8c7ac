package io.charttagger.bench;

import java.util.Locale;

/** Numbers as text, the same on every machine. */
final class Decimal {
  private Decimal() {}

  /** With one digit after the point. */
  static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** With two digits after the point. */
  static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
