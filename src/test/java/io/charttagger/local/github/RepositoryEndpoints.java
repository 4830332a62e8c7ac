package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The repository itself, and what is dispatched to it.
 *
 * @see <a href="https://docs.github.com/en/rest/repos/repos">Repositories</a>
 */
final class RepositoryEndpoints {
  private static final int LONGEST_EVENT_TYPE = 100;
  private static final int MOST_PROPERTIES = 10;
  private static final int LARGEST_PAYLOAD = 64 * 1024;

  private RepositoryEndpoints() {}

  static void on(Router router) {
    router.add("GET", "", Need.METADATA, RepositoryEndpoints::get);
    router.add("POST", "/dispatches", Need.WRITE_CONTENTS, RepositoryEndpoints::dispatch);
  }

  private static Reply get(Visit visit) {
    return Reply.ok(RepositoryJson.of(visit.repository(), visit.caller().root()));
  }

  private static Reply dispatch(Visit visit) {
    String type = visit.needed("event_type");
    if (type.isEmpty() || type.length() > LONGEST_EVENT_TYPE) {
      throw Refusal.unprocessable(
          "Invalid request.\n\nevent_type must be 1 to 100 characters long.");
    }
    JsonNode payload = visit.json().path("client_payload");
    if (!payload.isMissingNode() && !payload.isNull() && !payload.isObject()) {
      throw Refusal.unprocessable(
          "Invalid request.\n\nFor 'properties/client_payload', " + payload + " is not an object.");
    }
    if (payload.size() > MOST_PROPERTIES) {
      throw Refusal.unprocessable(
          "Invalid request.\n\nNo more than 10 properties are allowed; "
              + payload.size()
              + " were supplied.");
    }
    if (Json.bytes(payload).length >= LARGEST_PAYLOAD) {
      throw Refusal.unprocessable("client_payload is too large.");
    }
    visit
        .repository()
        .dispatched(
            Json.object(
                "action", type,
                "branch", visit.repository().defaultBranch(),
                "client_payload", payload.isObject() ? payload : null,
                "repository", RepositoryJson.of(visit.repository(), visit.caller().root()),
                "sender", Users.json(Users.BOT),
                "installation", Json.object("id", visit.repository().installation().id())));
    return Reply.empty(204);
  }
}
