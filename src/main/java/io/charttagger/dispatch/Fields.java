package io.charttagger.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import java.util.Optional;
import java.util.OptionalLong;
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

  /** The name of the repository, which GitHub sends with every webhook. */
  RepositoryName repository() {
    return inner("repository", "an object with full_name is needed")
        .text("full_name", RepositoryName::parse)
        .orElseThrow(() -> missing("repository.full_name", "owner/name is needed"));
  }

  /** The id of the GitHub App's installation, if the field exists. */
  OptionalLong installation() {
    if (value("installation").isEmpty()) {
      return OptionalLong.empty();
    }
    Fields installation = inner("installation", "an object with id is needed");
    JsonNode id = installation.object().path("id");
    if (id.isMissingNode()) {
      return OptionalLong.empty();
    }
    if (!id.isIntegralNumber() || !id.canConvertToLong() || id.asLong() <= 0) {
      throw installation.wrong("id", id, "a positive whole number is needed");
    }
    return OptionalLong.of(id.asLong());
  }

  Rejection missing(String name, String remedy) {
    return new Rejection(Rule.FIELD, path + name + " is missing: " + remedy);
  }

  Rejection wrong(String name, JsonNode value, String remedy) {
    return new Rejection(
        Rule.FIELD, path + name + " is " + Quoted.of(value.toString()) + ": " + remedy);
  }
}
