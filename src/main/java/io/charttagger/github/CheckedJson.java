package io.charttagger.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.github.http.RestResponse;
import io.charttagger.github.http.UnexpectedAnswerException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * JSON from GitHub, whose every field is checked where it is read.
 *
 * @param node the value
 * @param place where it is in the answer, for messages
 */
record CheckedJson(JsonNode node, String place) {

  /** The body of an answer. */
  static CheckedJson of(RestResponse answer) {
    return new CheckedJson(answer.json(), "GitHub's answer to " + answer.request());
  }

  /** A field, which must exist. */
  CheckedJson at(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw unexpected("has no " + name);
    }
    return new CheckedJson(value, place + ", " + name);
  }

  /** A field; empty when it is missing or null. */
  Optional<CheckedJson> optional(String name) {
    return node.hasNonNull(name) ? Optional.of(at(name)) : Optional.empty();
  }

  /** The elements of an array. */
  <T> List<T> list(Function<CheckedJson, T> read) {
    if (!node.isArray()) {
      throw unexpected("is not a list");
    }
    List<T> all = new ArrayList<>();
    for (JsonNode element : node) {
      all.add(read.apply(new CheckedJson(element, place)));
    }
    return all;
  }

  /** The fields of an object of texts. */
  Map<String, String> texts() {
    if (!node.isObject()) {
      throw unexpected("is not an object");
    }
    Map<String, String> all = new TreeMap<>();
    node.fieldNames().forEachRemaining(name -> all.put(name, at(name).text()));
    return all;
  }

  /** A text. */
  String text() {
    if (!node.isTextual()) {
      throw unexpected("is not a text");
    }
    return node.asText();
  }

  /** A positive number. */
  int number() {
    if (!node.canConvertToInt() || node.asInt() < 0) {
      throw unexpected("is not a number");
    }
    return node.asInt();
  }

  /** The id of a thing, a positive number of up to 64 bits. */
  long id() {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() <= 0) {
      throw unexpected("is not an id");
    }
    return node.asLong();
  }

  /** True or false. */
  boolean flag() {
    if (!node.isBoolean()) {
      throw unexpected("is neither true nor false");
    }
    return node.asBoolean();
  }

  /** A full SHA. */
  CommitSha sha() {
    try {
      return CommitSha.parse(text());
    } catch (IllegalArgumentException noSha) {
      throw unexpected("is not a SHA");
    }
  }

  /** An instant. */
  Instant instant() {
    try {
      return Instant.parse(text());
    } catch (DateTimeException noInstant) {
      throw unexpected("is not a time");
    }
  }

  /** This value, when the answer is about what was asked for. */
  CheckedJson require(boolean isAbout) {
    if (!isAbout) {
      throw unexpected("is about something else");
    }
    return this;
  }

  /** What to throw when the shape is wrong; the value itself is not shown. */
  UnexpectedAnswerException unexpected(String what) {
    return new UnexpectedAnswerException(place + " " + what);
  }
}
