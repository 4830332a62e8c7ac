package io.charttagger.dispatch;

import com.fasterxml.jackson.databind.JsonNode;

/** A Lambda event whose source is known and whose content has not been checked yet. */
public final class Event {
  // Lambda's limit for a synchronous event: every API Gateway event is recognized, and gets an HTTP
  // answer, before its body is found to be too large.
  private static final int MAX_BYTES = 6 * 1024 * 1024 + 100 * 1024;

  private final EventSource source;
  private final JsonNode content;

  private Event(EventSource source, JsonNode content) {
    this.source = source;
    this.content = content;
  }

  /**
   * Recognizes the three shapes: a dispatch, an API Gateway HTTP API event (format 2.0) and an SQS
   * event.
   *
   * @throws Rejection when the event is too large, not strict JSON, or none of the three; it is
   *     then answered like a direct invocation
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">HTTP
   *     API events</a>
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">SQS events</a>
   */
  public static Event parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new Rejection(Rule.TOO_LARGE, "the event is over " + MAX_BYTES + " bytes");
    }
    JsonNode content = StrictJson.parse(bytes, "the event");
    return new Event(sourceOf(content), content);
  }

  private static EventSource sourceOf(JsonNode content) {
    if (content.has("Records")) {
      return EventSource.QUEUE;
    }
    // Anything that resembles an API Gateway event must never count as a direct invocation.
    if (content.has("requestContext") || content.has("routeKey") || content.has("rawPath")) {
      if (content.path("version").isTextual() && content.path("version").asText().equals("2.0")) {
        return EventSource.API;
      }
      throw unknown();
    }
    if (content.has("repository") || content.has("client_payload") || content.has("action")) {
      return EventSource.DIRECT;
    }
    throw unknown();
  }

  private static Rejection unknown() {
    return new Rejection(
        Rule.EVENT_SHAPE,
        "unknown event shape; send a dispatch (repository.full_name, client_payload.after), an API"
            + " Gateway HTTP API event of format 2.0, or an SQS event");
  }

  /** Where this event comes from. */
  public EventSource source() {
    return source;
  }

  JsonNode content() {
    return content;
  }
}
