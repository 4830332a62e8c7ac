package io.charttagger.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The release pull request on its way through the lock table, as its last writer left it. GitHub
 * lets nobody write on a condition, so a write that comes late overwrites newer lines; the table
 * takes no late write, and has them still.
 *
 * @param number the pull request's number
 * @param body its body
 */
record SavedRelease(int number, String body) {
  private static final int FORM = 1;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  byte[] write() {
    ObjectNode node = JSON.createObjectNode();
    node.put("form", FORM).put("number", number).put("body", body);
    try {
      return JSON.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree of texts is always JSON", e);
    }
  }

  /** Empty when it was kept by another version of the function. */
  static Optional<SavedRelease> read(byte[] kept) {
    try {
      JsonNode node = JSON.readTree(kept);
      return node.path("form").asInt() == FORM
          ? Optional.of(new SavedRelease(node.path("number").asInt(), node.path("body").asText()))
          : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
