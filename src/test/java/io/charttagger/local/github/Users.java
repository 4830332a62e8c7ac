package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/** Accounts, which exist as soon as they are named. */
public final class Users {
  /** The slug of the App. */
  static final String APP = "chart-tagger";

  /** The account that the App's writes are made by. */
  static final String BOT = APP + "[bot]";

  private Users() {}

  public static long id(String login) {
    return 1000L + Math.floorMod(login.toLowerCase(Locale.ROOT).hashCode(), 1_000_000);
  }

  static ObjectNode json(String login) {
    return json(login, login.endsWith("[bot]") ? "Bot" : "User");
  }

  static ObjectNode json(String login, String type) {
    String api = "https://api.github.com/users/" + Links.encoded(login);
    return Json.object(
        "login", login,
        "id", id(login),
        "node_id", Json.nodeId("User", id(login)),
        "avatar_url", "https://avatars.githubusercontent.com/u/" + id(login) + "?v=4",
        "gravatar_id", "",
        "url", api,
        "html_url", "https://github.com/" + Links.encoded(login),
        "followers_url", api + "/followers",
        "following_url", api + "/following{/other_user}",
        "gists_url", api + "/gists{/gist_id}",
        "starred_url", api + "/starred{/owner}{/repo}",
        "subscriptions_url", api + "/subscriptions",
        "organizations_url", api + "/orgs",
        "repos_url", api + "/repos",
        "events_url", api + "/events{/privacy}",
        "received_events_url", api + "/received_events",
        "type", type,
        "user_view_type", "public",
        "site_admin", false);
  }

  static ObjectNode app(long appId, AppRegistration registration) {
    Instant born = Instant.parse("2026-01-01T00:00:00Z");
    return Json.object(
        "id",
        appId,
        "client_id",
        "Iv23li" + appId,
        "slug",
        APP,
        "node_id",
        Json.nodeId("App", appId),
        "owner",
        json("chart-tagger-owner", "Organization"),
        "name",
        "Chart Tagger",
        "description",
        "",
        "external_url",
        "https://example.com",
        "html_url",
        "https://github.com/apps/" + APP,
        "created_at",
        born,
        "updated_at",
        born,
        "permissions",
        registration.permissions(),
        "events",
        registration.events());
  }
}
