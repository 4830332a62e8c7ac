package io.charttagger.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.Quoted;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of one JSON object. Every complaint names the field by its path and quotes the value.
 *
 * @param path what stands before a field's name: empty, or the object's own path and a dot
 * @param object the object
 */
record Fields(String path, JsonNode object) {

  /** The value, {@code null} included, if the field is there. */
  Optional<JsonNode> value(String name) {
    return Optional.ofNullable(object.get(name));
  }

  /** The object of that name, which must be there. */
  Fields inner(String name, String remedy) {
    JsonNode inner = value(name).orElseThrow(() -> missing(name, remedy));
    if (!inner.isObject()) {
      throw wrong(name, inner, remedy);
    }
    return new Fields(path + name + ".", inner);
  }

  /** The text of that name, if the field is there. */
  Optional<String> text(String name) {
    return value(name).map(value -> textOf(name, value));
  }

  /** The text of that name read as what it stands for; {@code parse} throws on bad text. */
  <T> Optional<T> text(String name, Function<String, T> parse) {
    return text(name).map(text -> parsed(name, text, parse));
  }

  /** The text of one value that belongs to the field. */
  String textOf(String name, JsonNode value) {
    if (!value.isTextual()) {
      throw wrong(name, value, "a string is needed");
    }
    return value.asText();
  }

  /** One text that belongs to the field, read as what it stands for. */
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
