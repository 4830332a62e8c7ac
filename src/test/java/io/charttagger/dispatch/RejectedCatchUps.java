package io.charttagger.dispatch;

import static io.charttagger.dispatch.RejectedRequest.rejected;
import static io.charttagger.dispatch.SavedEvents.api;
import static io.charttagger.dispatch.SavedEvents.apiBody;
import static io.charttagger.dispatch.SavedEvents.signedWebhook;

import java.util.List;

/** Requests to catch up that must be rejected. */
final class RejectedCatchUps {
  private RejectedCatchUps() {}

  static List<RejectedRequest> all() {
    return List.of(
        rejected(400, Rule.FIELD, "a workflow's catch-up of all", apiBody(all(""))),
        rejected(400, Rule.FIELD, "a webhook's catch-up of all", signedWebhook(all(""))),
        rejected(
            401,
            Rule.CLAIMS,
            "a stranger's catch-up of all",
            api(
                event -> {
                  event.put("body", all(""));
                  event.withObject("/requestContext").remove("authorizer");
                })),
        rejected(
            403,
            Rule.REPOSITORY_CLAIM,
            "a workflow's catch-up of another repository",
            apiBody(of("kube-friends/charts", ""))),
        rejected(
            403,
            Rule.ALLOW_LIST,
            "a catch-up of a repository that is not listed",
            of("evil/charts", "")),
        rejected(
            403,
            Rule.BRANCH,
            "a catch-up of another branch",
            of("kube-friends/charts", ", \"branch\": \"develop\"")),
        rejected(
            403, Rule.BRANCH, "a catch-up of another branch of all", all(", \"branch\": \"dev\"")),
        rejected(400, Rule.FIELD, "a catch-up of null", all(", \"repository\": null")),
        rejected(400, Rule.FIELD, "a catch-up of a text", all(", \"repository\": \"a/b\"")),
        rejected(400, Rule.FIELD, "a catch-up of no name", all(", \"repository\": {}")),
        rejected(400, Rule.FIELD, "a dry catch-up in the wrong place", all(", \"dry_run\": true")),
        rejected(
            400,
            Rule.FIELD,
            "a dry catch-up in quotation marks",
            all(", \"client_payload\": {\"dry_run\": \"true\"}")),
        rejected(
            400,
            Rule.FIELD,
            "a dry catch-up misspelt",
            all(", \"client_payload\": {\"dryRun\": true}")),
        rejected(400, Rule.FIELD, "a catch-up with a list", all(", \"client_payload\": []")),
        rejected(
            400,
            Rule.FIELD,
            "a catch-up of some charts",
            all(", \"client_payload\": {\"charts\": [\"a\"]}")));
  }

  private static String of(String repository, String fields) {
    return all(", \"repository\": {\"full_name\": \"%s\"}%s".formatted(repository, fields));
  }

  private static String all(String fields) {
    return "{\"action\": \"catch-up\"%s}".formatted(fields);
  }
}
