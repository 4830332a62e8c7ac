package io.charttagger.dispatch;

import static io.charttagger.dispatch.RejectedRequest.rejected;
import static io.charttagger.dispatch.SavedEvents.apiBody;
import static io.charttagger.dispatch.SavedEvents.preview;
import static io.charttagger.dispatch.SavedEvents.replaced;
import static io.charttagger.dispatch.SavedEvents.signedWebhook;
import static io.charttagger.dispatch.SavedEvents.text;

import java.util.List;

/** Previews that must be rejected. */
final class RejectedPreviews {
  private RejectedPreviews() {}

  static List<RejectedRequest> all() {
    return List.of(
        rejected(
            400,
            Rule.FIELD,
            "a preview that writes",
            saved("\"dry_run\": true", "\"dry_run\": false")),
        rejected(
            400, Rule.FIELD, "a preview that may write", saved("\"dry_run\": true", "\"x\": 1")),
        rejected(400, Rule.FIELD, "pull request zero", number("0")),
        rejected(400, Rule.FIELD, "a negative pull request", number("-7")),
        rejected(400, Rule.FIELD, "a pull request in quotation marks", number("\"7\"")),
        rejected(400, Rule.FIELD, "a fraction of a pull request", number("7.0")),
        rejected(400, Rule.FIELD, "null as pull request", number("null")),
        rejected(400, Rule.FIELD, "a list of pull requests", number("[7]")),
        rejected(400, Rule.FIELD, "a pull request past 32 bits", number("4294967303")),
        rejected(400, Rule.FIELD, "a power as pull request", number("1e999999999")),
        rejected(400, Rule.FIELD, "a backfill of a pull request", action("backfill")),
        rejected(400, Rule.FIELD, "an audit of a pull request", action("audit")),
        rejected(400, Rule.FIELD, "a catch-up of a pull request", action("catch-up")),
        rejected(403, Rule.PREVIEW, "a webhook's preview", signedWebhook(text("preview.json"))),
        rejected(
            403,
            Rule.ALLOW_LIST,
            "a preview of a repository that is not listed",
            saved("example-org/helm-charts", "evil/charts")),
        rejected(403, Rule.BRANCH, "a preview for another branch", saved("\"main\"", "\"dev\"")),
        rejected(403, Rule.EVENT_CLAIM, "a push that previews", apiBody(text("preview.json"))),
        rejected(
            403,
            Rule.EVENT_CLAIM,
            "a preview with the secrets of the base",
            preview(claims -> claims.put("event_name", "pull_request_target"))),
        rejected(
            403,
            Rule.EVENT_CLAIM,
            "a preview of no event",
            preview(claims -> claims.remove("event_name"))),
        rejected(
            403,
            Rule.REPOSITORY_CLAIM,
            "a preview with a fork's token",
            preview(claims -> claims.put("repository", "evil/helm-charts"))),
        rejected(
            401,
            Rule.AUDIENCE,
            "a preview with a token for another audience",
            preview(claims -> claims.put("aud", "sts.amazonaws.com"))),
        rejected(
            403,
            Rule.REF_CLAIM,
            "a preview with the token of another pull request",
            preview(claims -> claims.put("ref", "refs/pull/8/merge"))),
        rejected(
            403,
            Rule.REF_CLAIM,
            "a preview with a token of the pull request's head",
            preview(claims -> claims.put("ref", "refs/pull/7/head"))),
        rejected(
            403,
            Rule.REF_CLAIM,
            "a preview with a token of the main branch",
            preview(claims -> claims.put("ref", "refs/heads/main"))),
        rejected(
            403, Rule.REF_CLAIM, "a preview with no ref", preview(claims -> claims.remove("ref"))),
        rejected(
            403,
            Rule.BASE_CLAIM,
            "a preview of a pull request into another branch",
            preview(claims -> claims.put("base_ref", "release"))),
        rejected(
            403,
            Rule.BASE_CLAIM,
            "a preview of a pull request into nothing",
            preview(claims -> claims.remove("base_ref"))),
        rejected(
            403,
            Rule.SHA_CLAIM,
            "a preview of another commit than the token's",
            preview(claims -> claims.put("sha", "1".repeat(40)))),
        rejected(
            403,
            Rule.SHA_CLAIM,
            "a preview with a token of no commit",
            preview(claims -> claims.remove("sha"))),
        rejected(
            403,
            Rule.EVENT_CLAIM,
            "a pull request's token that asks for a dry run of a push",
            preview(claims -> {}, replaced(text("preview.json"), "\"pull_request\"", "\"pr\""))),
        rejected(
            403,
            Rule.EVENT_CLAIM,
            "a pull request's token that asks for an audit",
            preview(claims -> {}, text("audit.json"))));
  }

  private static String saved(String part, String replacement) {
    return replaced(text("preview.json"), part, replacement);
  }

  private static String number(String value) {
    return saved("\"pull_request\": 7", "\"pull_request\": " + value);
  }

  private static String action(String name) {
    return saved("charts-merged", name);
  }
}
