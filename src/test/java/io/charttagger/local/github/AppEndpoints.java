package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The App's own endpoints, which take its JWT.
 *
 * @see <a href="https://docs.github.com/en/rest/apps/apps">GitHub Apps</a>
 */
final class AppEndpoints {
  private static final Pattern INSTALLATION =
      Pattern.compile("/app/installations/(\\d+)(/access_tokens)?");

  private final Hosting hosting;
  private final String root;

  AppEndpoints(Hosting hosting, String root) {
    this.hosting = hosting;
    this.root = root;
  }

  /** The answer, unless the path is none of the App's. */
  Optional<Reply> answer(Call call, Access access) {
    Matcher installation = INSTALLATION.matcher(call.path());
    if (call.isRead() && call.path().equals("/app")) {
      return Optional.of(Reply.ok(Users.app(app(access), hosting.registration())));
    }
    if (call.isRead() && call.path().equals("/app/installations")) {
      return Optional.of(installations(call, app(access)));
    }
    if (call.isRead() && call.path().equals("/installation/repositories")) {
      return Optional.of(repositories(call, access));
    }
    if (!installation.matches()) {
      return Optional.empty();
    }
    long app = app(access);
    Installation found =
        hosting
            .installation(Long.parseLong(installation.group(1)))
            .filter(any -> app == hosting.installedApp())
            .orElseThrow(Refusal::notFound);
    boolean tokens = installation.group(2) != null;
    if (call.isRead() && !tokens) {
      return Optional.of(Reply.ok(found.json(app, root)));
    }
    return tokens && call.method().equals("POST")
        ? Optional.of(token(call, found))
        : Optional.empty();
  }

  /** {@code GET /repos/{owner}/{repo}/installation}. */
  Reply ofRepository(SimulatedRepository repository, Access access) {
    long app = app(access);
    if (app != hosting.installedApp() || !repository.isInInstallation()) {
      throw Refusal.notFound();
    }
    return Reply.ok(repository.installation().json(app, root));
  }

  private Reply installations(Call call, long app) {
    List<Installation> all =
        app == hosting.installedApp() ? hosting.installations() : List.<Installation>of();
    Page page = Page.asked(call);
    return page.link(
        Reply.ok(Json.array(page.cut(all).stream().map(each -> each.json(app, root)).toList())),
        call,
        root,
        all.size());
  }

  /**
   * What a token reaches.
   *
   * @see <a
   *     href="https://docs.github.com/en/rest/apps/installations#list-repositories-accessible-to-the-app-installation">List
   *     repositories accessible to the app installation</a>
   */
  private Reply repositories(Call call, Access access) {
    Token token =
        switch (access) {
          case Access.Installed(Token used) -> used;
          case Access.Anonymous() -> throw Refusal.of(401, "Requires authentication");
          case Access.App(long id) ->
              throw Refusal.of(
                  403,
                  "You must authenticate with an installation access token in order to list repositories for an installation.");
        };
    if (!token.allows(Need.METADATA)) {
      throw Refusal.notAllowed();
    }
    List<SimulatedRepository> all =
        hosting.all().stream()
            .filter(token::covers)
            .sorted(Comparator.comparingLong(SimulatedRepository::id))
            .toList();
    Page page = Page.asked(call);
    ObjectNode json = Json.object("total_count", all.size(), "repository_selection", "selected");
    json.set(
        "repositories",
        Json.array(page.cut(all).stream().map(each -> RepositoryJson.of(each, root)).toList()));
    return page.link(Reply.ok(json), call, root, all.size());
  }

  private static long app(Access access) {
    return switch (access) {
      case Access.App(long id) -> id;
      case Access.Anonymous() -> throw Refusal.of(401, "Requires authentication");
      case Access.Installed installed ->
          throw Refusal.of(401, "A JSON web token could not be decoded");
    };
  }

  private Reply token(Call call, Installation installation) {
    if (installation.isSuspended()) {
      throw Refusal.of(403, "This installation has been suspended");
    }
    JsonNode asked = call.text().isBlank() ? Json.object() : call.json();
    Set<SimulatedRepository> repositories = repositories(asked, installation);
    Map<String, String> permissions = permissions(asked.path("permissions"), installation);
    Set<Long> ids = new LinkedHashSet<>();
    repositories.forEach(repository -> ids.add(repository.id()));
    Token token = hosting.issue(installation, ids, permissions);
    ObjectNode json =
        Json.object(
            "token",
            token.secret(),
            "expires_at",
            token.expiresAt(),
            "permissions",
            permissions,
            "repository_selection",
            "selected");
    if (asked.has("repositories") || asked.has("repository_ids")) {
      json.set(
          "repositories",
          Json.array(
              repositories.stream()
                  .map(repository -> RepositoryJson.of(repository, root))
                  .toList()));
    }
    return Reply.created(json);
  }

  private Set<SimulatedRepository> repositories(JsonNode asked, Installation installation) {
    List<SimulatedRepository> accessible =
        hosting.all().stream()
            .filter(any -> any.installation() == installation && any.isInInstallation())
            .toList();
    if (!asked.hasNonNull("repositories") && !asked.hasNonNull("repository_ids")) {
      return new LinkedHashSet<>(accessible);
    }
    Set<SimulatedRepository> wanted = new LinkedHashSet<>();
    for (JsonNode name : asked.path("repositories")) {
      wanted.add(accessible(accessible, any -> any.name().name().equalsIgnoreCase(name.asText())));
    }
    for (JsonNode id : asked.path("repository_ids")) {
      wanted.add(accessible(accessible, any -> any.id() == id.asLong()));
    }
    return wanted;
  }

  private static SimulatedRepository accessible(
      List<SimulatedRepository> accessible, Predicate<SimulatedRepository> wanted) {
    return accessible.stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.unprocessable(
                    "There is at least one repository that does not exist or is not accessible to"
                        + " the parent installation."));
  }

  private static Map<String, String> permissions(JsonNode asked, Installation installation) {
    Map<String, String> granted = new LinkedHashMap<>();
    if (asked.isMissingNode() || asked.isNull() || asked.isEmpty()) {
      granted.putAll(installation.permissions());
    }
    for (Map.Entry<String, JsonNode> entry : asked.properties()) {
      String level = entry.getValue().asText();
      if (!entry.getKey().equals("metadata")
          && !Installation.allows(installation.permissions(), entry.getKey(), level)) {
        throw Refusal.unprocessable(
            "The permissions requested are not granted to this installation.");
      }
      granted.put(entry.getKey(), level);
    }
    granted.put("metadata", "read");
    return granted;
  }
}
