package io.charttagger.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.Quoted;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of one JSON object. Every rejection names the path of the field and quotes the value.
 *
 * @param path the prefix of a field's name: empty, or the object's own path and a dot
 * @param object the object
 */
record Fields(String path, JsonNode object) {

  /** The value, which may be JSON {@code null}, if the field exists. */
  Optional<JsonNode> value(String name) {
    return Optional.ofNullable(object.get(name));
  }

  /** The object of that name, which must exist. */
  Fields inner(String name, String remedy) {
    JsonNode inner = value(name).orElseThrow(() -> missing(name, remedy));
    if (!inner.isObject()) {
      throw wrong(name, inner, remedy);
    }
    return new Fields(path + name + ".", inner);
  }

  /** The text of that name, if the field exists. */
  Optional<String> text(String name) {
    return value(name).map(value -> textOf(name, value));
  }

  /** The parsed text of that name, if the field exists; {@code parse} throws on invalid text. */
  <T> Optional<T> text(String name, Function<String, T> parse) {
    return text(name).map(text -> parsed(name, text, parse));
  }

  /** The text of one value of the field. */
  String textOf(String name, JsonNode value) {
    if (!value.isTextual()) {
      throw wrong(name, value, "a string is needed");
    }
    return value.asText();
  }

  /** One parsed text of the field. */
  <T> T parsed(String name, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new Rejection(Rule.FIELD, path + name + ": " + e.getMessage());
    }
  }

  Rejection missing(String name, String remedy) {
    return new Rejection(Rule.FIELD, path + name + " is missing: " + remedy);
  }

  Rejection wrong(String name, JsonNode value, String remedy) {
    return new Rejection(
        Rule.FIELD, path + name + " is " + Quoted.of(value.toString()) + ": " + remedy);
  }
}
