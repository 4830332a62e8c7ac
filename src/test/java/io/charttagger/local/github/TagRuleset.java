package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A ruleset on tags that only its bypass list is free of.
 *
 * @param include patterns such as {@code refs/tags/*} or {@code ~ALL}
 * @param bypassApps ids of the Apps on the bypass list ({@code actor_type: Integration})
 * @param tellsWhy whether a refusal names the rule, or is only {@code Reference update failed}
 * @param rules their types, and of a pattern for names what it is: {@code creation}, {@code
 *     deletion}, {@code update}, {@code tag_name_pattern starts_with v}
 * @param answer how it is answered for
 * @see <a href="https://docs.github.com/en/rest/repos/rules">Rules</a>
 */
public record TagRuleset(
    long id,
    String name,
    List<String> include,
    Set<Long> bypassApps,
    boolean tellsWhy,
    List<String> rules,
    Answer answer) {

  /**
   * How a ruleset is shown.
   *
   * @param enforcement {@code active}, {@code evaluate} or {@code disabled}; only the first refuses
   *     anything
   * @param ofOrganization whether it is the organisation's
   * @param tellsBypass whether it says what the caller may bypass; older servers do not
   */
  public record Answer(String enforcement, boolean ofOrganization, boolean tellsBypass) {
    /** As most are. */
    public static final Answer USUAL = new Answer("active", false, true);
  }

  /** Lets only its bypass list create or delete tags. */
  public TagRuleset(
      long id, String name, List<String> include, Set<Long> bypassApps, boolean tellsWhy) {
    this(id, name, include, bypassApps, tellsWhy, List.of("creation", "deletion"), Answer.USUAL);
  }

  /** The same with other rules. */
  public TagRuleset ruling(String... others) {
    return new TagRuleset(id, name, include, bypassApps, tellsWhy, List.of(others), answer);
  }

  /** The same, shown otherwise. */
  public TagRuleset shown(Answer other) {
    return new TagRuleset(id, name, include, bypassApps, tellsWhy, rules, other);
  }

  /** Nobody may create or delete any tag. */
  public static TagRuleset lockingAllTags() {
    return new TagRuleset(4711, "Tags are immutable", List.of("~ALL"), Set.of(), true);
  }

  /**
   * True when it refuses that.
   *
   * @param doing {@code creation} or {@code deletion}
   */
  boolean holdsBack(String doing, String ref, long app) {
    return answer.enforcement().equals("active")
        && !bypassApps.contains(app)
        && rules.stream().anyMatch(rule -> rule.equals(doing) || forbidsName(rule, doing, ref))
        && include.stream()
            .anyMatch(
                pattern ->
                    pattern.equals("~ALL")
                        || FileSystems.getDefault()
                            .getPathMatcher("glob:" + pattern)
                            .matches(Path.of(ref)));
  }

  private static boolean forbidsName(String rule, String doing, String ref) {
    String[] words = rule.split(" ", 3);
    if (words.length < 3 || !doing.equals("creation")) {
      return false;
    }
    String tag = ref.substring("refs/tags/".length());
    return switch (words[1]) {
      case "starts_with" -> !tag.startsWith(words[2]);
      case "ends_with" -> !tag.endsWith(words[2]);
      case "contains" -> !tag.contains(words[2]);
      case "regex" -> !Pattern.compile(words[2]).matcher(tag).find();
      default -> throw new IllegalArgumentException(rule);
    };
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
        answer.ofOrganization() ? "Organization" : "Repository",
        "source",
        answer.ofOrganization() ? links.name().owner() : links.name().toString(),
        "enforcement",
        answer.enforcement(),
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
    all.set("rules", Json.array(rules.stream().map(TagRuleset::rule).toList()));
    if (answer.tellsBypass()) {
      all.put("current_user_can_bypass", bypassApps.contains(app) ? "always" : "never");
    }
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

  private static ObjectNode rule(String rule) {
    String[] words = rule.split(" ", 3);
    ObjectNode json = Json.object("type", words[0]);
    if (words.length == 3) {
      json.set(
          "parameters",
          Json.object("name", "", "negate", false, "operator", words[1], "pattern", words[2]));
    }
    return json;
  }
}
