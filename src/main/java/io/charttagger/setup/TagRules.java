package io.charttagger.setup;

import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import io.charttagger.port.TagRuleset;
import io.charttagger.port.TagRuleset.Bypass;
import io.charttagger.port.TagRuleset.NamePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the rulesets of a repository mean for its tags.
 *
 * @param rulesets the active ones on tags; empty when there can be none
 * @param tag a tag such as the App makes
 * @param app the App's id
 */
record TagRules(
    RepositoryName repository, Optional<List<TagRuleset>> rulesets, String tag, long app) {
  // What .github/release-tag-protection.json includes.
  private static final String OURS = "refs/tags/*-v*";
  private static final List<String> PROTECTING = List.of("deletion", "update");

  // Rules that look at the tagged commit, which is merged before anybody can know.
  private static final List<String> ABOUT_COMMITS =
      List.of(
          "required_signatures",
          "commit_message_pattern",
          "commit_author_email_pattern",
          "committer_email_pattern");

  private Stream<TagRuleset> applying() {
    return rulesets.stream()
        .flatMap(List::stream)
        .filter(it -> RefPattern.match(it.include(), it.exclude(), "refs/tags/" + tag));
  }

  /** Whether tags can be deleted or moved by anybody who may push. */
  Verdict protection() {
    if (rulesets.isEmpty()) {
      return Verdict.warning(
          "GitHub has no rulesets for %s, so whoever may push can change a release: its owner takes a plan of GitHub that has them, or an administrator of the repository makes it public"
              .formatted(repository));
    }
    List<String> open =
        PROTECTING.stream()
            .filter(rule -> applying().noneMatch(it -> it.rules().contains(rule)))
            .toList();
    return open.isEmpty()
        ? Verdict.ok("rulesets restrict updates and deletions of tags such as " + tag)
        : Verdict.warning(
            "no ruleset restricts %s of tags such as %s, so whoever may push can change a release: an administrator of the repository imports Chart Tagger's ruleset%s: gh api repos/%s/rulesets --input .github/release-tag-protection.json"
                .formatted(
                    String.join(" or ", open.stream().map(rule -> rule + "s").toList()),
                    tag,
                    new RefPattern(OURS).matches("refs/tags/" + tag)
                        ? ""
                        : ", in which refs/tags/*-v* is replaced by a pattern of such tags",
                    repository));
  }

  /** Whether a ruleset refuses the App's tags; what surely does comes first. */
  Verdict creation() {
    List<Verdict> found =
        applying()
            .filter(ruleset -> ruleset.bypass() != Bypass.ALLOWED)
            .flatMap(ruleset -> obstacle(ruleset).stream())
            .sorted((one, other) -> other.result().compareTo(one.result()))
            .toList();
    if (found.isEmpty()) {
      return Verdict.ok("no ruleset refuses the App's tags");
    }
    return new Verdict(
        found.getFirst().result(),
        String.join("; ", found.stream().map(Verdict::message).toList()));
  }

  private Optional<Verdict> obstacle(TagRuleset ruleset) {
    List<String> sure = new ArrayList<>();
    if (ruleset.rules().contains("creation")) {
      sure.add("refuses the creation of tags such as " + tag);
    }
    ruleset.patterns().stream()
        .filter(pattern -> !pattern.operator().equals("regex") && !accepts(pattern))
        .map(pattern -> "does not allow the name %s (%s)".formatted(tag, named(pattern)))
        .forEach(sure::add);
    List<String> perhaps = new ArrayList<>();
    // Not tried here: a regular expression of somebody's may take for ever.
    ruleset.patterns().stream()
        .filter(pattern -> pattern.operator().equals("regex"))
        .map(pattern -> "allows only some names (%s)".formatted(named(pattern)))
        .forEach(perhaps::add);
    ruleset.rules().stream()
        .filter(ABOUT_COMMITS::contains)
        .map(rule -> "has the rule %s for the tagged commits".formatted(rule))
        .forEach(perhaps::add);
    if (!sure.isEmpty()) {
      return Optional.of(
          ruleset.bypass() == Bypass.DENIED
              ? Verdict.failed(sentence(ruleset, sure, "adds the App (Integration %d) to"))
              : Verdict.warning(
                  sentence(
                      ruleset,
                      sure,
                      "makes sure that the App (Integration %d), to which GitHub does not show that list, is on")));
    }
    return perhaps.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Verdict.warning(
                sentence(
                    ruleset,
                    perhaps,
                    "makes sure that the App's tags meet that, or adds the App (Integration %d) to")));
  }

  /**
   * A sentence that names the ruleset, what it does not allow, and who does what.
   *
   * @param remedy ends before "its bypass list", and has a place for the App's id
   */
  private String sentence(TagRuleset ruleset, List<String> obstacles, String remedy) {
    return "ruleset %s %s: %s %s its bypass list%s"
        .formatted(
            Quoted.of(ruleset.name()),
            String.join(" and ", obstacles),
            ruleset.ofOrganization()
                ? "an owner of the organisation"
                : "an administrator of the repository",
            remedy.formatted(app),
            ruleset.page().isEmpty() ? "" : " at " + ruleset.page());
  }

  private static String named(NamePattern pattern) {
    return "%s%s %s"
        .formatted(
            pattern.negate() ? "not " : "",
            pattern.operator().replace('_', ' '),
            Quoted.of(pattern.pattern()));
  }

  private boolean accepts(NamePattern pattern) {
    boolean matches =
        switch (pattern.operator()) {
          case "starts_with" -> tag.startsWith(pattern.pattern());
          case "ends_with" -> tag.endsWith(pattern.pattern());
          case "contains" -> tag.contains(pattern.pattern());
          // One that GitHub adds later; unknown is not refused.
          default -> !pattern.negate();
        };
    return matches != pattern.negate();
  }
}
