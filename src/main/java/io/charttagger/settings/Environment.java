package io.charttagger.settings;

import io.charttagger.chart.Quoted;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The variables by name. The parsers given throw {@link IllegalArgumentException} with the remedy;
 * the variable's name and value are put before it here.
 */
record Environment(Map<String, String> variables) {

  /** The variable, or its default. */
  <T> T read(String name, String otherwise, Function<String, T> parse) {
    return parsed(name, text(name).orElse(otherwise), parse);
  }

  /** The variable, if it is set. */
  <T> Optional<T> optional(String name, Function<String, T> parse) {
    return text(name).map(text -> parsed(name, text, parse));
  }

  /** The variable, which must be set. */
  <T> T required(String name, String needed, Function<String, T> parse) {
    return parsed(name, text(name).orElseThrow(() -> missing(name, needed)), parse);
  }

  /** A required variable that people paste secrets into by mistake: its value is never shown. */
  String unquoted(String name, Pattern shape, String needed) {
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

  /** Quoted, without what stands between {@code //} and {@code @} in an address: a password. */
  private static String shown(String text) {
    return Quoted.of(text.replaceAll("//.*@", "//…@"));
  }

  private static IllegalArgumentException missing(String name, String needed) {
    return new IllegalArgumentException("setting " + name + " is missing: set it to " + needed);
  }
}
