package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.git.Refs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * Releases.
 *
 * @see <a href="https://docs.github.com/en/rest/releases/releases">Releases</a>
 */
final class ReleaseEndpoints {
  private static final int LONGEST_BODY = 125_000;
  private static final int MOST_BYTES = 255;
  private static final Set<String> LATEST = Set.of("true", "false", "legacy");

  private ReleaseEndpoints() {}

  static void on(Router router) {
    router.add("GET", "/releases/tags/{tag...}", Need.READ_CONTENTS, ReleaseEndpoints::ofTag);
    router.add("POST", "/releases", Need.WRITE_CONTENTS, ReleaseEndpoints::create);
  }

  /** A draft is not found by its tag. */
  private static Reply ofTag(Visit visit) {
    return Reply.ok(
        json(
            visit,
            visit.repository().releases().of(visit.part("tag")).orElseThrow(Refusal::notFound)));
  }

  private static Reply create(Visit visit) throws IOException {
    String tag = visit.needed("tag_name");
    String target = visit.text("target_commitish").orElse(visit.repository().defaultBranch());
    Release.Texts texts =
        new Release.Texts(visit.text("name").orElse(tag), visit.text("body").orElse(""));
    boolean draft = flag(visit, "draft");
    boolean prerelease = flag(visit, "prerelease");
    String latest = visit.text("make_latest").orElse("true");
    if (!LATEST.contains(latest)) {
      throw Refusal.unprocessable(
          "Invalid request.\n\n%s is not a member of [\"true\", \"false\", \"legacy\"]."
              .formatted(latest));
    }
    String ref = Constants.R_TAGS + tag;
    if (!Repository.isValidRefName(ref)
        || tag.startsWith("-")
        || ref.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw Refusal.invalid(
          Refusal.custom("Release", "tag_name is not a valid tag"),
          Refusal.custom("Release", "Published releases must have a valid tag"));
    }
    if (texts.body().length() > LONGEST_BODY) {
      throw Refusal.invalid(
          Refusal.custom(
              "Release", "body is too long (maximum is %d characters)".formatted(LONGEST_BODY)));
    }
    RevCommit commit = commit(visit, target);
    if (!draft && visit.repository().releases().of(tag).isPresent()) {
      throw Refusal.invalid(Refusal.field("Release", "tag_name", "already_exists"));
    }
    // GitHub says so in its description; with some tokens it is 403.
    if (RefEndpoints.lacksWorkflows(visit, commit)) {
      throw Refusal.notFound();
    }
    if (!draft) {
      makeTag(visit, ref, commit);
    }
    Release release =
        visit
            .repository()
            .releases()
            .add(
                id ->
                    new Release(
                        id,
                        tag,
                        target,
                        texts,
                        draft,
                        prerelease,
                        latest.equals("true") && !draft && !prerelease))
            .orElseThrow(
                () -> Refusal.invalid(Refusal.field("Release", "tag_name", "already_exists")));
    return Reply.created(json(visit, release))
        .with("Location", visit.links().api("/releases/" + release.id()));
  }

  private static boolean flag(Visit visit, String field) {
    JsonNode value = visit.json().path(field);
    if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
      throw Refusal.unprocessable(
          "Invalid request.\n\nFor '/%s', %s is not a boolean.".formatted(field, value));
    }
    return value.asBoolean();
  }

  /** A branch or a whole SHA. */
  private static RevCommit commit(Visit visit, String target) throws IOException {
    Optional<RevCommit> commit =
        target.matches("[0-9a-f]{40}")
                || Refs.find(visit.repository().git(), Constants.R_HEADS + target).isPresent()
            ? visit.git().commit(target)
            : Optional.empty();
    return commit.orElseThrow(
        () -> Refusal.invalid(Refusal.field("Release", "target_commitish", "invalid")));
  }

  /** A tag that is missing is made, without an annotation. */
  private static void makeTag(Visit visit, String ref, RevCommit commit) throws IOException {
    Repository git = visit.repository().git();
    if (Refs.find(git, ref).isPresent()) {
      return;
    }
    Optional<TagRuleset> ruleset = RefEndpoints.held(visit, "creation", ref);
    if (ruleset.isPresent()) {
      throw ruleset.get().refusal("create ref due to creations");
    }
    if (git.getRefDatabase().isNameConflicting(ref) || !Refs.create(git, ref, commit)) {
      throw Refusal.invalid(Refusal.custom("Release", "Published releases must have a valid tag"));
    }
  }

  private static ObjectNode json(Visit visit, Release release) {
    String self = visit.links().api("/releases/" + release.id());
    String now = Json.time(visit.repository().clock().instant());
    return Json.object(
        "url", self,
        "html_url", visit.links().page("/releases/tag/" + release.tag()),
        "assets_url", self + "/assets",
        "upload_url", self + "/assets{?name,label}",
        "tarball_url", visit.links().api("/tarball/" + release.tag()),
        "zipball_url", visit.links().api("/zipball/" + release.tag()),
        "id", release.id(),
        "node_id", Json.nodeId("Release", release.id()),
        "author", Users.json(Users.BOT),
        "tag_name", release.tag(),
        "target_commitish", release.target(),
        "name", release.texts().name(),
        "body", release.texts().body(),
        "draft", release.draft(),
        "immutable", false,
        "prerelease", release.prerelease(),
        "created_at", now,
        "updated_at", now,
        "published_at", release.draft() ? null : now,
        "assets", List.of());
  }
}
