package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/** A pull request as GitHub shows it: in a list, or alone with more. */
final class PullJson {
  private PullJson() {}

  /** The form of every list. */
  static ObjectNode listed(Visit visit, PullRequest pull) {
    Links links = visit.links();
    SimulatedRepository repository = visit.repository();
    repository.pulls().refresh(pull);
    String self = "/pulls/" + pull.number();
    String issue = "/issues/" + pull.number();
    ObjectNode json =
        Json.object(
            "id", 2_000_000_000L + pull.number(),
            "node_id", Json.nodeId("PullRequest", repository.id() + ":" + pull.number()),
            "url", links.api(self),
            "html_url", links.page("/pull/" + pull.number()),
            "diff_url", links.page("/pull/" + pull.number() + ".diff"),
            "patch_url", links.page("/pull/" + pull.number() + ".patch"),
            "issue_url", links.api(issue),
            "commits_url", links.api(self + "/commits"),
            "comments_url", links.api(issue + "/comments"),
            "review_comments_url", links.api(self + "/comments"),
            "review_comment_url", links.api(self + "/comments") + "{/number}",
            "statuses_url", links.api("/statuses/" + pull.headSha()),
            "number", pull.number(),
            "state", pull.isOpen() ? "open" : "closed",
            "locked", false,
            "title", pull.title(),
            "user", Users.json(pull.author()),
            "body", Optional.of(pull.body()).filter(body -> !body.isEmpty()),
            "created_at", pull.createdAt(),
            "updated_at", pull.updatedAt(),
            "closed_at", pull.closedAt(),
            "merged_at", pull.merge().map(merge -> merge.as().when()),
            "merge_commit_sha", mergeCommit(pull),
            "assignee", null,
            "assignees", List.of(),
            "requested_reviewers", List.of(),
            "requested_teams", List.of(),
            "labels", pull.labels().stream().map(name -> label(visit, name)).toList(),
            "milestone", null,
            "draft", false,
            "head", end(visit, pull.headLabel(repository.name().owner()), pull.headSha()),
            "base", end(visit, repository.name().owner() + ":" + pull.base(), pull.baseSha()),
            "author_association", "MEMBER",
            "auto_merge", null,
            "active_lock_reason", null);
    json.set("_links", links(json));
    return json;
  }

  /** A label. */
  static ObjectNode label(Visit visit, String name) {
    String id = visit.repository().id() + ":" + name;
    return Json.object(
        "id",
        3_000_000_000L + Math.floorMod(name.hashCode(), 1_000_000_000),
        "node_id",
        Json.nodeId("Label", id),
        "url",
        visit.links().api("/labels/" + name.replace(" ", "%20")),
        "name",
        name,
        "description",
        null,
        "color",
        "ededed",
        "default",
        false);
  }

  /** The form of a single one. */
  static ObjectNode alone(Visit visit, PullRequest pull) throws IOException {
    ObjectNode json = listed(visit, pull);
    json.put("merged", pull.isMerged());
    Optional<Boolean> mergeable = pull.testMerge().map(tested -> tested.merge().isPresent());
    json.put("mergeable", mergeable.orElse(null));
    json.put("rebaseable", mergeable.orElse(null));
    json.put("mergeable_state", mergeable.map(fine -> fine ? "clean" : "dirty").orElse("unknown"));
    json.set("merged_by", pull.isMerged() ? Users.json("octocat") : json.nullNode());
    json.put("comments", 0);
    json.put("review_comments", 0);
    json.put("maintainer_can_modify", false);
    Optional<RevCommit> head = visit.git().commit(ObjectId.fromString(pull.headSha()));
    Optional<RevCommit> base = visit.git().commit(ObjectId.fromString(pull.baseSha()));
    Optional<RevCommit> common =
        head.isPresent() && base.isPresent()
            ? visit.git().mergeBase(base.get(), head.get())
            : Optional.empty();
    Differences differences =
        common.isEmpty()
            ? new Differences(List.of(), 0, 0, 0)
            : Differences.between(
                visit.repository().git(),
                Optional.of(common.get().getTree()),
                head.get().getTree(),
                new Differences.Listing(visit.links(), pull.headSha(), 300));
    json.put("commits", common.isEmpty() ? 0 : visit.git().between(base.get(), head.get()).size());
    json.put("additions", differences.additions());
    json.put("deletions", differences.deletions());
    json.put("changed_files", differences.total());
    return json;
  }

  /** Until it is merged, the commit of the test merge, once that was tried. */
  private static Optional<String> mergeCommit(PullRequest pull) {
    return pull.mergeCommit()
        .or(() -> pull.testMerge().flatMap(PullRequest.TestMerge::merge))
        .map(Object::toString);
  }

  private static ObjectNode end(Visit visit, String label, String sha) {
    int colon = label.indexOf(':');
    String owner = label.substring(0, colon);
    return Json.object(
        "label", label,
        "ref", label.substring(colon + 1),
        "sha", sha,
        "user", Users.json(owner),
        "repo", repository(visit, owner));
  }

  /** The one of that owner; nothing when it was a fork and is deleted. */
  private static Optional<ObjectNode> repository(Visit visit, String owner) {
    SimulatedRepository repository = visit.repository();
    String root = visit.caller().root();
    if (owner.equalsIgnoreCase(repository.name().owner())) {
      return Optional.of(RepositoryJson.of(repository, root));
    }
    return repository.isForkDeleted(owner)
        ? Optional.empty()
        : Optional.of(RepositoryJson.fork(repository, owner, root));
  }

  private static ObjectNode links(ObjectNode json) {
    ObjectNode links = Json.object();
    link(links, "self", json, "url");
    link(links, "html", json, "html_url");
    link(links, "issue", json, "issue_url");
    link(links, "comments", json, "comments_url");
    link(links, "review_comments", json, "review_comments_url");
    link(links, "review_comment", json, "review_comment_url");
    link(links, "commits", json, "commits_url");
    link(links, "statuses", json, "statuses_url");
    return links;
  }

  private static void link(ObjectNode links, String name, ObjectNode json, String field) {
    links.set(name, Json.object("href", json.path(field).asText()));
  }
}
