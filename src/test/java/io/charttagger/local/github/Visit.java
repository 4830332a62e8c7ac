package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.local.git.GitObjects;
import java.util.Map;
import java.util.Optional;

/** An admitted request for something in a repository. */
record Visit(Call call, SimulatedRepository repository, Caller caller, Map<String, String> parts) {

  /** What stood at this place of the path. */
  String part(String name) {
    return parts.get(name);
  }

  Optional<String> query(String name) {
    return call.query(name);
  }

  JsonNode json() {
    return call.json();
  }

  /** A text of the body; empty when absent or null; 422 when it is something else. */
  Optional<String> text(String field) {
    JsonNode value = json().path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw Refusal.of(
          422, "Invalid request.\n\nFor '/" + field + "', " + value + " is not a string.");
    }
    return Optional.of(value.asText());
  }

  /** A text of the body that must be there. */
  String needed(String field) {
    return text(field)
        .orElseThrow(
            () -> Refusal.of(422, "Invalid request.\n\n\"" + field + "\" wasn't supplied."));
  }

  Links links() {
    return new Links(caller.root(), repository.name());
  }

  GitObjects git() {
    return new GitObjects(repository.git());
  }

  /** The App that calls, or 0. */
  long app() {
    return caller.access() instanceof Access.Installed ? caller.installedApp() : 0;
  }

  boolean allows(Need need) {
    return caller.access() instanceof Access.Installed(Token token) && token.allows(need);
  }

  /** Who calls, and by which address of the API. */
  record Caller(Access access, String root, long installedApp) {}
}
