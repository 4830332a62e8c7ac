package io.charttagger.dispatch;

import static io.charttagger.dispatch.RejectedRequest.rejected;
import static io.charttagger.dispatch.SavedEvents.WEBHOOK_SECRET;
import static io.charttagger.dispatch.SavedEvents.attribute;
import static io.charttagger.dispatch.SavedEvents.signature;
import static io.charttagger.dispatch.SavedEvents.signedWebhook;
import static io.charttagger.dispatch.SavedEvents.text;
import static io.charttagger.dispatch.SavedEvents.webhook;
import static io.charttagger.dispatch.SavedEvents.webhookBody;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Queue messages that must be rejected: forged, changed, or about something else. */
final class RejectedWebhooks {
  private static final String VALID = signature(WEBHOOK_SECRET, webhookBody());

  private RejectedWebhooks() {}

  static List<RejectedRequest> all() {
    return List.of(
        rejected(
            401,
            Rule.SIGNATURE,
            "no signature",
            webhook(message -> attributes(message).remove("X-Hub-Signature-256"))),
        rejected(
            401,
            Rule.SIGNATURE,
            "null as signature",
            webhook(
                message ->
                    ((ObjectNode) message.at("/messageAttributes/X-Hub-Signature-256"))
                        .putNull("stringValue"))),
        rejected(401, Rule.SIGNATURE, "an empty signature", signed("")),
        rejected(
            403,
            Rule.BY_HAND,
            "a webhook that asks for a backfill",
            signedWebhook(SavedEvents.writingBackfill())),
        rejected(
            401,
            Rule.SIGNATURE,
            "a signature by another secret",
            signed(signature("guess", webhookBody()))),
        rejected(
            401,
            Rule.SIGNATURE,
            "another body's signature",
            signed(signature(WEBHOOK_SECRET, "{}"))),
        rejected(
            401,
            Rule.SIGNATURE,
            "a signature in capitals",
            signed("sha256=" + VALID.substring(7).toUpperCase(Locale.ROOT))),
        rejected(401, Rule.SIGNATURE, "a signature without its prefix", signed(VALID.substring(7))),
        rejected(
            401,
            Rule.SIGNATURE,
            "a signature of the old kind",
            signed("sha1=" + VALID.substring(7, 47))),
        rejected(401, Rule.SIGNATURE, "a signature cut short", signed(VALID.substring(0, 70))),
        rejected(401, Rule.SIGNATURE, "a signature and more", signed(VALID + "0")),
        rejected(
            401, Rule.SIGNATURE, "a signature of all zeros", signed("sha256=" + "0".repeat(64))),
        rejected(
            401,
            Rule.SIGNATURE,
            "the signature header twice, joined by API Gateway",
            signed(VALID + "," + VALID)),
        rejected(
            401,
            Rule.SIGNATURE,
            "a signature of a million letters",
            signed("sha256=" + "a".repeat(1_000_000))),
        rejected(
            401,
            Rule.SIGNATURE,
            "a signed body with one byte more",
            webhook(message -> message.put("body", webhookBody() + " "))),
        rejected(
            401,
            Rule.SIGNATURE,
            "a signed body that asks for another repository",
            webhook(
                message ->
                    message.put(
                        "body",
                        webhookBody().replace("example-org/helm-charts", "kube-friends/charts")))),
        rejected(
            401,
            Rule.SIGNATURE,
            "an unsigned bomb, not even parsed",
            webhook(message -> message.put("body", "[".repeat(100_000)))),
        rejected(400, Rule.JSON, "a signed body that is no JSON", signedWebhook("tag everything")),
        rejected(
            400,
            Rule.JSON,
            "a signed body with a key twice",
            signedWebhook(
                webhookBody()
                    .replace("{\"before\"", "{\"dry_run\":true,\"dry_run\":false,\"before\""))),
        rejected(
            400,
            Rule.CONTENT_TYPE,
            "a signed form",
            signedWebhook("payload=%7B%22action%22%3A%22charts-merged%22%7D")),
        rejected(
            400,
            Rule.FIELD,
            "a signed repository_dispatch without a payload",
            signedWebhook(
                "{\"action\":\"charts-merged\",\"branch\":\"main\",\"client_payload\":null,\"repository\":{\"full_name\":\"example-org/helm-charts\"}}")),
        rejected(
            403,
            Rule.ALLOW_LIST,
            "a signed dispatch of a repository that is not listed",
            signedWebhook(webhookBody().replace("example-org/helm-charts", "stranger/charts"))),
        rejected(
            400,
            Rule.TOO_LARGE,
            "a message larger than SQS accepts",
            webhook(message -> message.put("body", "x".repeat(1_048_577)))),
        rejected(
            400,
            Rule.UTF_8,
            "a message with half a surrogate pair",
            SavedEvents.unpairedSurrogate(webhook(message -> message.put("body", "HALF")))),
        rejected(
            400,
            Rule.EVENT_SHAPE,
            "a message without a body",
            webhook(message -> message.remove("body"))),
        rejected(
            400,
            Rule.EVENT_SHAPE,
            "a message without the event's name",
            webhook(message -> attributes(message).remove("X-GitHub-Event"))),
        rejected(
            400,
            Rule.EVENT_SHAPE,
            "a message without the delivery",
            webhook(message -> attributes(message).remove("X-GitHub-Delivery"))),
        rejected(
            400,
            Rule.EVENT_SHAPE,
            "a log line in the delivery",
            webhook(message -> attribute(message, "X-GitHub-Delivery", "1\n{\"level\":\"INFO\"}"))),
        rejected(
            400,
            Rule.EVENT_SHAPE,
            "a message of another service",
            webhook(message -> message.put("eventSource", "aws:sns"))),
        rejected(400, Rule.ONE_RECORD, "no message", "{\"Records\":[]}"),
        rejected(400, Rule.ONE_RECORD, "two messages", twice()),
        rejected(
            400, Rule.ONE_RECORD, "a message that is no list", "{\"Records\":{\"body\":\"\"}}"),
        rejected(400, Rule.EVENT_SHAPE, "null as message", "{\"Records\":[null]}"));
  }

  private static byte[] signed(String signature) {
    return webhook(message -> attribute(message, "X-Hub-Signature-256", signature));
  }

  private static ObjectNode attributes(ObjectNode message) {
    return (ObjectNode) message.path("messageAttributes");
  }

  private static String twice() {
    String event = text("webhook-sqs.json");
    String message = event.substring(event.indexOf('[') + 1, event.lastIndexOf(']'));
    return "{\"Records\":[" + message + "," + message + "]}";
  }
}
