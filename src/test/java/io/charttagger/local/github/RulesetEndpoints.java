package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Rulesets.
 *
 * @see <a href="https://docs.github.com/en/rest/repos/rules">Rules</a>
 */
final class RulesetEndpoints {
  private RulesetEndpoints() {}

  static void on(Router router) {
    router.add("GET", "/rulesets", Need.METADATA, RulesetEndpoints::list);
    router.add("GET", "/rulesets/{id}", Need.METADATA, RulesetEndpoints::one);
    router.add("GET", "/rules/branches/{branch...}", Need.METADATA, RulesetEndpoints::ofBranch);
  }

  private static Reply list(Visit visit) {
    boolean tagsWanted =
        visit
            .query("targets")
            .map(targets -> Set.of(targets.split(",", -1)).contains("tag"))
            .orElse(true);
    List<ObjectNode> all =
        visit.repository().rulesets().stream()
            .filter(ruleset -> tagsWanted)
            .map(ruleset -> ruleset.summary(visit.links()))
            .toList();
    return Reply.ok(Json.array(all));
  }

  private static Reply one(Visit visit) {
    boolean administrator = visit.allows(new Need("administration", "write"));
    return Reply.ok(
        visit.repository().rulesets().stream()
            .filter(ruleset -> Long.toString(ruleset.id()).equals(visit.part("id")))
            .findFirst()
            .orElseThrow(Refusal::notFound)
            .json(visit.links(), visit.app(), administrator));
  }

  private static Reply ofBranch(Visit visit) {
    List<ObjectNode> rules =
        visit.repository().isProtected(visit.part("branch"))
            ? List.of(
                Json.object(
                    "type",
                    "deletion",
                    "ruleset_source_type",
                    "Repository",
                    "ruleset_source",
                    visit.repository().name().toString(),
                    "ruleset_id",
                    4712))
            : List.of();
    return Reply.ok(Json.array(rules));
  }
}
