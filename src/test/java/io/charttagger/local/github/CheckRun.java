package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A check run as the server holds it.
 *
 * @param fields what was sent: name, status, conclusion, output, …
 */
public record CheckRun(long id, String headSha, JsonNode fields) {

  public String name() {
    return fields.path("name").asText();
  }

  /** The conclusion, empty while there is none. */
  public String conclusion() {
    return fields.path("conclusion").asText("");
  }
}
