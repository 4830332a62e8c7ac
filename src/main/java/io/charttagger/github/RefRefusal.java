package io.charttagger.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.Quoted;
import io.charttagger.port.TagAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Why GitHub would not make a ref that is not there, and who mends it.
 *
 * @see <a
 *     href="https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets">About
 *     rulesets</a>
 */
final class RefRefusal {
  private final RestClient rest;
  private final Supplier<String> appId;

  RefRefusal(RestClient rest, Supplier<String> appId) {
    this.rest = rest;
    this.appId = appId;
  }

  /** A refusal that one ref suffers; one that concerns all writes is thrown. */
  TagAnswer explain(String ref, RestResponse answer) {
    String said = answer.message();
    String words = said.toLowerCase(Locale.ROOT);
    if (answer.status() == 403 && words.contains("not accessible by integration")) {
      return new TagAnswer.Refused(
          "GitHub refused %s: the commit's workflow files may differ from the default branch's; grant the App workflows: write (GitHub said %s)"
              .formatted(ref, Quoted.of(said)));
    }
    if (answer.status() != 422) {
      throw rest.failure(answer);
    }
    if (words.contains("rule violations") || words.contains("reference update failed")) {
      return new TagAnswer.Refused(
          "%s refuses %s: add the App (Integration %s) to its bypass list (GitHub said %s)"
              .formatted(rulesets(ref), ref, appId.get(), Quoted.of(said)));
    }
    return new TagAnswer.Refused("GitHub refused %s: %s".formatted(ref, Quoted.of(said)));
  }

  private String rulesets(String ref) {
    String target = ref.startsWith("refs/tags/") ? "tag" : "branch";
    List<String> names = new ArrayList<>();
    RestResponse answer =
        rest.ask(rest.inRepository("rulesets") + "?per_page=100&targets=" + target);
    if (answer.isSuccess()) {
      for (JsonNode ruleset : answer.json()) {
        if (ruleset.path("enforcement").asText().equals("active")
            && ruleset.path("target").asText(target).equals(target)) {
          names.add(Quoted.of(ruleset.path("name").asText()));
        }
      }
    }
    return names.isEmpty()
        ? "a ruleset"
        : (names.size() == 1 ? "ruleset " : "one of the rulesets ") + String.join(", ", names);
  }
}
