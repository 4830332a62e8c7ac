package io.charttagger.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.port.Lease;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * JSON on its way through the lock table. What comes back may be of another version of the
 * function, or spoilt; so each value is there and of its type, or the whole is nothing.
 */
final class SavedJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** For a value with more behind it. */
  private static final ObjectReader VALUES =
      JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private SavedJson() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array() {
    return JSON.createArrayNode();
  }

  /**
   * Writes an object with one more field, an object whose values are JSON already. They are written
   * as they are, because together they may have many megabytes.
   */
  static Lease.Work write(ObjectNode node, String field, Map<String, String> values) {
    return stream -> write(node, field, values, stream);
  }

  private static void write(
      ObjectNode node, String field, Map<String, String> values, OutputStream stream)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(stream)) {
      json.writeStartObject();
      for (Map.Entry<String, JsonNode> other : node.properties()) {
        json.writePOJOField(other.getKey(), other.getValue());
      }
      json.writeObjectFieldStart(field);
      for (Map.Entry<String, String> value : values.entrySet()) {
        json.writeFieldName(value.getKey());
        json.writeRawValue(value.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  static Lease.Work write(ObjectNode node) {
    return stream -> JSON.writeValue(stream, node);
  }

  /**
   * Reads what was written.
   *
   * @param shape makes a value of the tree; an {@link IllegalArgumentException}, an {@link
   *     IndexOutOfBoundsException} or a {@link DateTimeException} says that the tree holds none
   * @return empty when it is no JSON, or when the tree holds no such value
   */
  static <T> Optional<T> read(InputStream kept, Function<JsonNode, Optional<T>> shape) {
    try {
      return shape.apply(JSON.readTree(kept));
    } catch (IOException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | DateTimeException foreign) {
      return Optional.empty();
    }
  }

  /**
   * Reads what {@link #write(ObjectNode, String, Map)} wrote, one value at a time: the tree of many
   * megabytes would take several times as many.
   *
   * @param wanted judges the fields before that one
   * @return the values, each as JSON; empty when it is no such JSON, or not what is wanted
   */
  static Optional<Map<String, String>> read(
      InputStream kept, String field, Predicate<JsonNode> wanted) {
    try (JsonParser json = JSON.createParser(kept)) {
      ObjectNode before = object();
      expect(json.nextToken(), JsonToken.START_OBJECT);
      for (String name = json.nextFieldName(); !field.equals(name); name = json.nextFieldName()) {
        if (name == null) {
          throw foreign("the field " + field);
        }
        json.nextToken();
        before.set(name, VALUES.<JsonNode>readTree(json));
      }
      return wanted.test(before) ? Optional.of(values(json)) : Optional.empty();
    } catch (IOException | IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  private static Map<String, String> values(JsonParser json) throws IOException {
    Map<String, String> values = new HashMap<>();
    expect(json.nextToken(), JsonToken.START_OBJECT);
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      StringWriter value = new StringWriter();
      try (JsonGenerator copy = JSON.createGenerator(value)) {
        copy.copyCurrentStructure(json);
      }
      values.put(name, value.toString());
    }
    expect(json.currentToken(), JsonToken.END_OBJECT);
    expect(json.nextToken(), JsonToken.END_OBJECT);
    expect(json.nextToken(), null);
    return values;
  }

  private static void expect(@Nullable JsonToken found, @Nullable JsonToken expected) {
    if (found != expected) {
      throw foreign(String.valueOf(expected));
    }
  }

  /** As {@link #read(InputStream, Function)}. */
  static <T> Optional<T> read(String kept, Function<JsonNode, Optional<T>> shape) {
    return read(new ByteArrayInputStream(kept.getBytes(StandardCharsets.UTF_8)), shape);
  }

  static String text(JsonNode node, String field) {
    return text(node.path(field));
  }

  static String text(JsonNode value) {
    if (!value.isTextual()) {
      throw foreign("a text");
    }
    return value.textValue();
  }

  static int number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isInt()) {
      throw foreign("a number");
    }
    return value.intValue();
  }

  static boolean flag(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isBoolean()) {
      throw foreign("true or false");
    }
    return value.booleanValue();
  }

  static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> element) {
    return elements(node.path(field), element);
  }

  static <T> List<T> elements(JsonNode list, Function<JsonNode, T> element) {
    if (!list.isArray()) {
      throw foreign("a list");
    }
    return list.valueStream().map(element).toList();
  }

  /** The texts of a list that has exactly so many. */
  static List<String> texts(JsonNode list, int size) {
    if (!list.isArray() || list.size() != size) {
      throw foreign("a list of %d texts".formatted(size));
    }
    return list.valueStream().map(SavedJson::text).toList();
  }

  /** The field's value, when there is such a field; one that is null is there. */
  static Optional<JsonNode> optional(JsonNode node, String field) {
    return node.has(field) ? Optional.of(node.path(field)) : Optional.empty();
  }

  private static IllegalArgumentException foreign(String expected) {
    return new IllegalArgumentException(expected + " was expected");
  }
}
