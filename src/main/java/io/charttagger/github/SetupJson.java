package io.charttagger.github;

import io.charttagger.chart.RepositoryName;
import io.charttagger.port.Installation;
import io.charttagger.port.InstalledRepository;
import io.charttagger.port.RegisteredApp;
import io.charttagger.port.TagRuleset;
import io.charttagger.port.TagRuleset.Bypass;
import io.charttagger.port.TagRuleset.NamePattern;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What GitHub says of Apps, installations and rulesets as JSON, made ours.
 *
 * @see <a href="https://docs.github.com/en/rest/apps/apps">GitHub Apps</a>
 * @see <a href="https://docs.github.com/en/rest/repos/rules">Rules</a>
 */
final class SetupJson {
  private static final Set<String> FREE = Set.of("always", "exempt");

  private SetupJson() {}

  static RegisteredApp app(CheckedJson json) {
    return new RegisteredApp(
        json.at("id").id(),
        json.at("name").text(),
        json.at("html_url").text(),
        json.at("permissions").texts(),
        new HashSet<>(json.at("events").list(CheckedJson::text)));
  }

  /** Empty for one that is not on an account with repositories. */
  static Optional<Installation> installation(CheckedJson json) {
    long id = json.at("id").id();
    boolean suspended = json.optional("suspended_at").isPresent();
    return json.optional("account")
        .flatMap(account -> account.optional("login"))
        .map(
            login ->
                new Installation(
                    id,
                    login.text(),
                    suspended,
                    json.at("permissions").texts(),
                    json.at("html_url").text()));
  }

  static InstalledRepository repository(CheckedJson json, long installation) {
    CheckedJson name = json.at("full_name");
    try {
      return new InstalledRepository(
          json.at("id").id(),
          RepositoryName.parse(name.text()),
          installation,
          json.at("archived").flag(),
          json.at("default_branch").text());
    } catch (IllegalArgumentException noName) {
      throw name.unexpected("is not a repository's name");
    }
  }

  /**
   * A ruleset with all that it says.
   *
   * @param app the App's id
   */
  static TagRuleset ruleset(CheckedJson json, long app) {
    Optional<CheckedJson> refs =
        json.optional("conditions").flatMap(conditions -> conditions.optional("ref_name"));
    List<CheckedJson> rules = json.at("rules").list(Function.identity());
    return new TagRuleset(
        json.at("name").text(),
        json.optional("_links")
            .flatMap(links -> links.optional("html"))
            .map(html -> html.at("href").text())
            .orElse(""),
        json.optional("source_type").filter(it -> !it.text().equals("Repository")).isPresent(),
        // Conditions of other kinds chose the repository; without one about names, all refs are
        // meant.
        refs.map(it -> it.at("include").list(CheckedJson::text)).orElse(List.of("~ALL")),
        refs.flatMap(it -> it.optional("exclude"))
            .map(it -> it.list(CheckedJson::text))
            .orElse(List.of()),
        rules.stream().map(rule -> rule.at("type").text()).toList(),
        rules.stream()
            .filter(rule -> rule.at("type").text().equals("tag_name_pattern"))
            .map(rule -> pattern(rule.at("parameters")))
            .toList(),
        bypass(json, app));
  }

  private static NamePattern pattern(CheckedJson parameters) {
    return new NamePattern(
        parameters.at("operator").text(),
        parameters.at("pattern").text(),
        parameters.optional("negate").filter(CheckedJson::flag).isPresent());
  }

  /**
   * The list of those who may bypass a ruleset is shown only to those who may edit it, which the
   * App need not; what the caller may do is said to all, but not by every server.
   */
  private static Bypass bypass(CheckedJson json, long app) {
    Optional<Bypass> own =
        json.optional("current_user_can_bypass")
            .map(it -> FREE.contains(it.text()) ? Bypass.ALLOWED : Bypass.DENIED);
    return own.or(
            () ->
                json.optional("bypass_actors")
                    .map(
                        actors ->
                            actors.list(actor -> isFree(actor, app)).contains(true)
                                ? Bypass.ALLOWED
                                : Bypass.DENIED))
        .orElse(Bypass.UNKNOWN);
  }

  private static boolean isFree(CheckedJson actor, long app) {
    return actor.at("actor_type").text().equals("Integration")
        && actor.optional("actor_id").filter(id -> id.id() == app).isPresent()
        && actor.optional("bypass_mode").map(CheckedJson::text).map(FREE::contains).orElse(true);
  }
}
