package io.charttagger.github;

import io.charttagger.chart.Quoted;
import io.charttagger.github.http.RestResponse;
import io.charttagger.port.RefCreation;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Why GitHub would not create a ref, and who fixes it.
 *
 * @see <a
 *     href="https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets">About
 *     rulesets</a>
 */
final class RefRefusal {
  // As in "Tag name must match a given regex pattern".
  private static final Pattern ABOUT_NAMES =
      Pattern.compile("name must|pattern|regex|must (?:not )?(?:match|start|end|contain)");

  private RefRefusal() {}

  /** True when the forge's replicas lag behind what was just created: a retry helps. */
  static boolean isNotYet(RestResponse answer) {
    return answer.status() == 404
        || answer.status() == 409
        || (answer.status() == 422
            && answer.message().toLowerCase(Locale.ROOT).contains("object does not exist"));
  }

  /** True when it concerns one ref, and not every write. */
  static boolean isOfOneRef(RestResponse answer) {
    return answer.status() == 422
        || (answer.status() == 403
            && answer.message().toLowerCase(Locale.ROOT).contains("not accessible by integration"));
  }

  /**
   * One sentence: who must do what.
   *
   * @param rulesets the names of the active rulesets for refs of this kind; asked when one refused
   * @param appId the App's id, which a bypass list names
   */
  static String explain(
      RefCreation.Refused refusal, Supplier<List<String>> rulesets, Supplier<String> appId) {
    String words = refusal.words().toLowerCase(Locale.ROOT);
    String said = Quoted.of(refusal.words());
    if (refusal.status() == 403) {
      return "GitHub refused %s: the commit's workflow files may differ from the default branch's; the App's owner grants it \"Workflows: write\", an owner of the organisation accepts that, then send the same dispatch again (GitHub said %s)"
          .formatted(refusal.ref(), said);
    }
    if (words.contains("rule violations") || words.contains("reference update failed")) {
      return "%s %s: an administrator of the repository %sadds the App (Integration %s) to its bypass list, then send the same dispatch again (GitHub said %s)"
          .formatted(
              named(rulesets.get()),
              broken(words).formatted(refusal.ref()),
              ABOUT_NAMES.matcher(words).find() ? "changes that rule or " : "",
              appId.get(),
              said);
    }
    return "GitHub refused %s: %s".formatted(refusal.ref(), said);
  }

  /** What the rule does not allow. */
  private static String broken(String words) {
    if (words.contains("signature")) {
      return "requires signed commits, and the commit of %s is not signed";
    }
    return ABOUT_NAMES.matcher(words).find() ? "does not allow the name %s" : "refuses %s";
  }

  private static String named(List<String> rulesets) {
    String names = String.join(", ", rulesets.stream().map(Quoted::of).toList());
    return switch (rulesets.size()) {
      case 0 -> "a ruleset";
      case 1 -> "ruleset " + names;
      default -> "one of the rulesets " + names;
    };
  }
}
