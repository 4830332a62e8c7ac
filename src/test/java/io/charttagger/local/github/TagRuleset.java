package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A ruleset on tags that lets only its bypass list create or delete them.
 *
 * @param include patterns such as {@code refs/tags/*} or {@code ~ALL}
 * @param bypassApps ids of the Apps on the bypass list ({@code actor_type: Integration})
 * @param tellsWhy whether a refusal names the rule, or is only {@code Reference update failed}
 * @see <a href="https://docs.github.com/en/rest/repos/rules">Rules</a>
 */
public record TagRuleset(
    long id, String name, List<String> include, Set<Long> bypassApps, boolean tellsWhy) {

  /** Nobody may create or delete any tag. */
  public static TagRuleset lockingAllTags() {
    return new TagRuleset(4711, "Tags are immutable", List.of("~ALL"), Set.of(), true);
  }

  boolean holdsBack(String ref, long app) {
    return !bypassApps.contains(app)
        && include.stream()
            .anyMatch(
                pattern ->
                    pattern.equals("~ALL")
                        || FileSystems.getDefault()
                            .getPathMatcher("glob:" + pattern)
                            .matches(Path.of(ref)));
  }

  Refusal refusal(String doing) {
    return Refusal.unprocessable(
        tellsWhy
            ? "Repository rule violations found\n\nCannot " + doing + " being restricted.\n\n"
            : "Reference update failed");
  }

  /** The ruleset as its list shows it. */
  ObjectNode summary(Links links) {
    return Json.object(
        "id",
        id,
        "name",
        name,
        "target",
        "tag",
        "source_type",
        "Repository",
        "source",
        links.name().toString(),
        "enforcement",
        "active",
        "node_id",
        Json.nodeId("RRS", id),
        "created_at",
        "2026-01-01T00:00:00Z",
        "updated_at",
        "2026-01-01T00:00:00Z",
        "_links",
        Json.object(
            "self", Json.object("href", links.api("/rulesets/" + id)),
            "html", Json.object("href", links.page("/rules/" + id))));
  }

  /** All of it; who may bypass is shown to administrators only. */
  ObjectNode json(Links links, long app, boolean administrator) {
    ObjectNode all = summary(links);
    all.set(
        "conditions",
        Json.object("ref_name", Json.object("include", include, "exclude", List.of())));
    all.set(
        "rules",
        Json.array(List.of(Json.object("type", "creation"), Json.object("type", "deletion"))));
    all.put("current_user_can_bypass", bypassApps.contains(app) ? "always" : "never");
    if (administrator) {
      List<ObjectNode> actors = new ArrayList<>();
      bypassApps.forEach(
          actor ->
              actors.add(
                  Json.object(
                      "actor_id", actor, "actor_type", "Integration", "bypass_mode", "always")));
      all.set("bypass_actors", Json.array(actors));
    }
    return all;
  }
}
