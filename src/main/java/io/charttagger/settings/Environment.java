package io.charttagger.settings;

import io.charttagger.chart.Quoted;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads environment variables. A parser throws {@link IllegalArgumentException} with the remedy,
 * and the message here puts the variable's name and value before it.
 */
record Environment(Map<String, String> variables) {

  /** The variable, or its default. */
  <T> T read(String name, String defaultText, Function<String, T> parse) {
    return parsed(name, text(name).orElse(defaultText), parse);
  }

  /** The variable, if it is set. */
  <T> Optional<T> optional(String name, Function<String, T> parse) {
    return text(name).map(text -> parsed(name, text, parse));
  }

  /** The variable, which must be set. */
  <T> T required(String name, String needed, Function<String, T> parse) {
    return parsed(name, text(name).orElseThrow(() -> missing(name, needed)), parse);
  }

  /**
   * A required variable. Its value is never shown, because people paste secrets into it by mistake.
   */
  String requiredButNeverShown(String name, Pattern shape, String needed) {
    String text = text(name).orElseThrow(() -> missing(name, needed));
    if (!shape.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "setting " + name + " is not " + needed + ": set it to that");
    }
    return text;
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
  }

  private static <T> T parsed(String name, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "setting " + name + " is " + shown(text) + ": " + e.getMessage(), e);
    }
  }

  /**
   * The quoted value without the part between {@code //} and {@code @}, which may be a password.
   */
  private static String shown(String text) {
    return Quoted.of(text.replaceAll("//.*@", "//…@"));
  }

  private static IllegalArgumentException missing(String name, String needed) {
    return new IllegalArgumentException("setting " + name + " is missing: set it to " + needed);
  }
}
