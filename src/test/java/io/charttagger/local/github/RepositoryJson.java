package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A repository as GitHub shows it, long. */
final class RepositoryJson {
  private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");

  private static final List<String> PLAIN =
      List.of(
          "contributors",
          "deployments",
          "downloads",
          "events",
          "forks",
          "hooks",
          "languages",
          "merges",
          "stargazers",
          "subscribers",
          "subscription",
          "tags",
          "teams");

  private static final Map<String, String> TEMPLATES =
      Map.ofEntries(
          Map.entry("archive", "/{archive_format}{/ref}"),
          Map.entry("assignees", "/assignees{/user}"),
          Map.entry("blobs", "/git/blobs{/sha}"),
          Map.entry("branches", "/branches{/branch}"),
          Map.entry("collaborators", "/collaborators{/collaborator}"),
          Map.entry("comments", "/comments{/number}"),
          Map.entry("commits", "/commits{/sha}"),
          Map.entry("compare", "/compare/{base}...{head}"),
          Map.entry("contents", "/contents/{+path}"),
          Map.entry("git_commits", "/git/commits{/sha}"),
          Map.entry("git_refs", "/git/refs{/sha}"),
          Map.entry("git_tags", "/git/tags{/sha}"),
          Map.entry("issue_comment", "/issues/comments{/number}"),
          Map.entry("issue_events", "/issues/events{/number}"),
          Map.entry("issues", "/issues{/number}"),
          Map.entry("keys", "/keys{/key_id}"),
          Map.entry("labels", "/labels{/name}"),
          Map.entry("milestones", "/milestones{/number}"),
          Map.entry("notifications", "/notifications{?since,all,participating}"),
          Map.entry("pulls", "/pulls{/number}"),
          Map.entry("releases", "/releases{/id}"),
          Map.entry("statuses", "/statuses/{sha}"),
          Map.entry("trees", "/git/trees{/sha}"));

  private RepositoryJson() {}

  static ObjectNode of(SimulatedRepository repository, String root) {
    return of(repository, repository.name(), root);
  }

  /** The fork that somebody has of it. */
  static ObjectNode fork(SimulatedRepository repository, String owner, String root) {
    long id = 8_000_000_000L + Math.floorMod(owner.hashCode(), 1_000_000_000);
    return of(repository, new RepositoryName(owner, repository.name().name()), root)
        .put("id", id)
        .put("node_id", Json.nodeId("Repository", id))
        .put("fork", true);
  }

  private static ObjectNode of(SimulatedRepository repository, RepositoryName name, String root) {
    Links links = new Links(root, name);
    ObjectNode json =
        Json.object(
            "id", repository.id(),
            "node_id", Json.nodeId("Repository", repository.id()),
            "name", name.name(),
            "full_name", name.toString(),
            "private", repository.isPrivate(),
            "visibility", repository.isPrivate() ? "private" : "public",
            "owner", Users.json(name.owner(), "Organization"),
            "description", null,
            "fork", false,
            "url", links.api(""),
            "html_url", links.page(""),
            "default_branch", repository.defaultBranch(),
            "archived", repository.isArchived(),
            "disabled", false);
    PLAIN.forEach(part -> json.put(part + "_url", links.api("/" + part)));
    TEMPLATES.forEach((part, path) -> json.put(part + "_url", links.api("") + path));
    json.put("clone_url", links.page(".git"));
    json.put("git_url", "git://github.com/" + name + ".git");
    json.put("ssh_url", "git@github.com:" + name + ".git");
    json.put("svn_url", links.page(""));
    for (String absent : List.of("homepage", "language", "mirror_url", "license")) {
      json.putNull(absent);
    }
    for (String switchedOn : List.of("has_downloads", "has_issues", "has_projects", "has_wiki")) {
      json.put(switchedOn, true);
    }
    json.put("has_pages", false).put("has_discussions", false);
    for (String count :
        List.of(
            "forks",
            "forks_count",
            "open_issues",
            "open_issues_count",
            "size",
            "network_count",
            "stargazers_count",
            "subscribers_count",
            "watchers",
            "watchers_count")) {
      json.put(count, 0);
    }
    for (String time : List.of("created_at", "updated_at", "pushed_at")) {
      json.put(time, Json.time(BORN));
    }
    return json;
  }
}
