package io.charttagger.dispatch;

import static io.charttagger.dispatch.RejectedRequest.rejected;
import static io.charttagger.dispatch.SavedEvents.attribute;
import static io.charttagger.dispatch.SavedEvents.pushBody;
import static io.charttagger.dispatch.SavedEvents.signedPush;
import static io.charttagger.dispatch.SavedEvents.signedWebhook;
import static io.charttagger.dispatch.SavedEvents.webhook;
import static io.charttagger.dispatch.SavedEvents.webhookBody;

import java.util.List;

/** {@code push} webhooks that must be rejected: forged, replayed as another event, or malformed. */
final class RejectedPushes {
  private static final String BEFORE = "\"before\":\"5f2b1c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c\"";
  private static final String AFTER = "\"after\":\"9c1d4e7f2a5b8c0d3e6f9a2b5c8d1e4f7a0b3c6d\"";
  private static final String NAME = "\"full_name\":\"example-org/helm-charts\"";

  private RejectedPushes() {}

  static List<RejectedRequest> all() {
    return List.of(
        rejected(
            401, Rule.SIGNATURE, "a push with the signature of a dispatch", forged(pushBody())),
        rejected(
            401,
            Rule.SIGNATURE,
            "a push to another branch with the signature of a dispatch",
            forged(pushBody("refs/heads/main", "refs/heads/feature"))),
        rejected(400, Rule.FIELD, "a dispatch replayed as a push", signedPush(webhookBody())),
        rejected(400, Rule.FIELD, "a push replayed as a dispatch", signedWebhook(pushBody())),
        rejected(400, Rule.FIELD, "a push that is a list", signedPush("[" + pushBody() + "]")),
        rejected(400, Rule.FIELD, "a push that is null", signedPush("null")),
        rejected(400, Rule.JSON, "a push that is no JSON", signedPush("refs/heads/main")),
        rejected(
            400,
            Rule.JSON,
            "a push with a key twice",
            signedPush(pushBody(AFTER, AFTER + "," + AFTER))),
        rejected(
            400,
            Rule.CONTENT_TYPE,
            "a push as a form",
            signedPush("payload=%7B%22ref%22%3A%22%22")),
        rejected(400, Rule.FIELD, "a push without a ref", without("\"ref\":\"refs/heads/main\",")),
        rejected(400, Rule.FIELD, "null as ref", with("\"refs/heads/main\"", "null")),
        rejected(
            400,
            Rule.FIELD,
            "a list of refs in a push",
            with("\"refs/heads/main\"", "[\"refs/heads/main\"]")),
        rejected(400, Rule.FIELD, "a push without the commit before", without(BEFORE + ",")),
        rejected(
            400, Rule.FIELD, "null as the commit before a push", with(BEFORE, "\"before\":null")),
        rejected(400, Rule.FIELD, "a branch before a push", with(BEFORE, "\"before\":\"main\"")),
        rejected(400, Rule.FIELD, "a push without the commit after", without(AFTER + ",")),
        rejected(400, Rule.FIELD, "null as the commit after a push", with(AFTER, "\"after\":null")),
        rejected(400, Rule.FIELD, "a number after a push", with(AFTER, "\"after\":1e40")),
        rejected(
            400,
            Rule.FIELD,
            "an abbreviated commit after a push",
            with(AFTER, "\"after\":\"9c1d4e7\"")),
        rejected(
            400,
            Rule.FIELD,
            "a text as deleted",
            with("\"deleted\":false", "\"deleted\":\"false\"")),
        rejected(400, Rule.FIELD, "null as deleted", with("\"deleted\":false", "\"deleted\":null")),
        rejected(400, Rule.FIELD, "a push of no repository", with("\"repository\":", "\"repo\":")),
        rejected(
            400,
            Rule.FIELD,
            "a push of a repository without owner",
            with(NAME, "\"full_name\":\"helm-charts\"")),
        rejected(
            400,
            Rule.FIELD,
            "a push with a path as repository",
            with(NAME, "\"full_name\":\"kube-friends/../helm-charts\"")),
        rejected(
            400,
            Rule.FIELD,
            "a push with a list of names",
            with(NAME, "\"full_name\":[\"example-org/helm-charts\"]")),
        rejected(
            400,
            Rule.FIELD,
            "a push with a text as installation",
            with("\"id\":51234567", "\"id\":\"51234567\"")),
        rejected(
            400,
            Rule.FIELD,
            "a push of a negative installation",
            with("\"id\":51234567", "\"id\":-1")),
        rejected(
            400,
            Rule.FIELD,
            "a push that asks for a dry run as a dispatch does",
            with(AFTER, AFTER + ",\"client_payload\":{\"dry_run\":true}")),
        rejected(
            403,
            Rule.ALLOW_LIST,
            "a push to a repository that is not listed",
            with(NAME, "\"full_name\":\"stranger/charts\"")),
        rejected(
            400,
            Rule.TOO_LARGE,
            "a push larger than SQS accepts",
            with("Raise web to 1.1.0", "x".repeat(600_000))));
  }

  private static byte[] with(String part, String replacement) {
    return signedPush(pushBody(part, replacement));
  }

  private static byte[] without(String part) {
    return with(part, "");
  }

  private static byte[] forged(String body) {
    return webhook(
        message -> {
          message.put("body", body);
          attribute(message, "X-GitHub-Event", "push");
        });
  }
}
