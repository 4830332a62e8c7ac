package io.charttagger.dispatch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.Quoted;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns an event into a request. The sender is checked before the body is parsed: claims must
 * exist, and a signature must match.
 */
public final class EventReader {
  private static final Pattern DELIVERY = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private final WebhookSignature signature;
  private final Optional<String> mainBranch;

  /**
   * Reads nothing yet.
   *
   * @param webhookSecret asked for a webhook only; its exceptions are passed on
   * @param mainBranch the branch whose {@code push} webhooks are dispatches; empty for the default
   *     branch of each repository
   */
  public EventReader(WebhookSecret webhookSecret, Optional<String> mainBranch) {
    this.signature = new WebhookSignature(webhookSecret);
    this.mainBranch = mainBranch;
  }

  /**
   * Reads the dispatch and its caller.
   *
   * @throws Rejection when the event is malformed or its sender is not verified
   */
  public Request read(Event event) {
    return switch (event.source()) {
      case DIRECT -> DispatchBody.read(event.content(), new Caller.DirectCaller());
      case API -> readApi(new ApiRequest(event.content()));
      case QUEUE -> readWebhook(QueueMessage.only(event.content()));
    };
  }

  /** Like {@link #read(Event)}, from the bytes that Lambda passes in. */
  public Request read(byte[] event) {
    return read(Event.parse(event));
  }

  private static Request readApi(ApiRequest request) {
    request.checkRoute();
    Caller.ActionsCaller caller = new Caller.ActionsCaller(request.claims());
    return DispatchBody.read(parse(request.body()), caller);
  }

  private Request readWebhook(QueueMessage message) {
    byte[] body = message.body();
    signature.verify(body, message.attribute("X-Hub-Signature-256"));
    String event = required(message, "X-GitHub-Event");
    String delivery = required(message, "X-GitHub-Delivery");
    // The signature does not cover it, and it is logged.
    if (!DELIVERY.matcher(delivery).matches()) {
      throw new Rejection(Rule.EVENT_SHAPE, "X-GitHub-Delivery is not a delivery id");
    }
    Caller caller = new Caller.WebhookCaller(delivery);
    return switch (event) {
      case "repository_dispatch" -> DispatchBody.read(parse(body), caller);
      case "push" -> PushBody.read(parse(body), caller, mainBranch);
      default ->
          new Request.NotOurs("webhook event " + Quoted.of(event) + " is not for this function");
    };
  }

  private static JsonNode parse(byte[] body) {
    if (new String(body, US_ASCII).startsWith("payload=")) {
      throw new Rejection(
          Rule.CONTENT_TYPE,
          "the body is a form; set the content type of the GitHub App's webhook to"
              + " application/json");
    }
    return StrictJson.parse(body, "the body");
  }

  private static String required(QueueMessage message, String attribute) {
    return message
        .attribute(attribute)
        .orElseThrow(
            () ->
                new Rejection(
                    Rule.EVENT_SHAPE,
                    "the message has no attribute "
                        + attribute
                        + "; the operator must make the API integration pass it on"));
  }
}
