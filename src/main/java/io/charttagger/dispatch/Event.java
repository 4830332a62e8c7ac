package io.charttagger.dispatch;

import com.fasterxml.jackson.databind.JsonNode;

/** A Lambda event whose shape is known and whose content is not yet looked at. */
public final class Event {
  // Lambda's own limit for a synchronous event, so that whatever API Gateway hands on is told from
  // a direct invocation, and gets an HTTP answer, before its body is found too large.
  private static final int LARGEST = 6 * 1024 * 1024 + 100 * 1024;

  private final EventSource door;
  private final JsonNode content;

  private Event(EventSource door, JsonNode content) {
    this.door = door;
    this.content = content;
  }

  /**
   * Tells the three shapes apart: a dispatch, an API Gateway HTTP API event (format 2.0), an SQS
   * event.
   *
   * @throws Rejection when the bytes are too many, not strict JSON, or none of the three; the
   *     answer is then that of a direct invocation
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">HTTP
   *     API events</a>
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">SQS events</a>
   */
  public static Event parse(byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw new Rejection(Rule.TOO_LARGE, "the event is over " + LARGEST + " bytes");
    }
    JsonNode content = StrictJson.parse(bytes, "the event");
    return new Event(doorOf(content), content);
  }

  private static EventSource doorOf(JsonNode content) {
    if (content.has("Records")) {
      return EventSource.QUEUE;
    }
    // Anything that smells of API Gateway must never pass for a direct invocation.
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

  /** The way this event came in. */
  public EventSource door() {
    return door;
  }

  JsonNode content() {
    return content;
  }
}
