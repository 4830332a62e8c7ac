package io.charttagger.run;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON text with one value removed, or replaced by one of another type.
 *
 * @param where the value's JSON pointer
 * @param change what was done to it
 * @param json the text now
 */
record JsonMutation(String where, String change, String json) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String REMOVED = "removed";
  private static final List<String> VALUES = List.of("null", "true", "3.5", "\"x\"", "[1]", "{}");

  /** Every value of the text, removed and as every other type. */
  static List<JsonMutation> all(String json) {
    List<JsonPointer> places = new ArrayList<>();
    collect(read(json), JsonPointer.empty(), places);
    List<JsonMutation> mutations = new ArrayList<>();
    for (JsonPointer place : places) {
      mutations.add(of(json, place, REMOVED));
      VALUES.stream()
          .filter(value -> read(value).getNodeType() != read(json).at(place).getNodeType())
          .forEach(value -> mutations.add(of(json, place, value)));
    }
    return mutations;
  }

  boolean isRemoval() {
    return change.equals(REMOVED);
  }

  @Override
  public String toString() {
    return where + " " + change;
  }

  private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
    node.properties()
        .forEach(
            field -> {
              JsonPointer place = at.appendProperty(field.getKey());
              places.add(place);
              collect(field.getValue(), place, places);
            });
    if (node instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        JsonPointer place = at.appendIndex(index);
        places.add(place);
        collect(array.get(index), place, places);
      }
    }
  }

  private static JsonMutation of(String json, JsonPointer place, String change) {
    JsonNode root = read(json);
    JsonNode parent = root.at(place.head());
    boolean removed = change.equals(REMOVED);
    JsonPointer last = place.last();
    if (parent instanceof ArrayNode array) {
      if (removed) {
        array.remove(last.getMatchingIndex());
      } else {
        array.set(last.getMatchingIndex(), read(change));
      }
    } else if (parent instanceof ObjectNode object) {
      if (removed) {
        object.remove(last.getMatchingProperty());
      } else {
        object.set(last.getMatchingProperty(), read(change));
      }
    }
    return new JsonMutation(place.toString(), change, root.toString());
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
