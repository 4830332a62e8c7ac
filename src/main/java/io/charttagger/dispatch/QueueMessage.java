package io.charttagger.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The message of an SQS event: a webhook's raw body, with its headers as message attributes.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">SQS events</a>
 */
record QueueMessage(JsonNode message) {

  /**
   * Reads the only message of the event.
   *
   * @throws Rejection when there is not exactly one, or it is not from SQS
   */
  static QueueMessage only(JsonNode event) {
    JsonNode records = event.path("Records");
    if (!records.isArray() || records.size() != 1) {
      throw new Rejection(
          Rule.ONE_RECORD,
          "a queue event must hold exactly one record; set the queue's batch size to 1");
    }
    if (!records.path(0).path("eventSource").asText().equals("aws:sqs")) {
      throw new Rejection(Rule.EVENT_SHAPE, "the record is not an SQS message");
    }
    return new QueueMessage(records.path(0));
  }

  /**
   * The webhook's body, byte for byte.
   *
   * @throws Rejection when there is none, or it is too large
   */
  byte[] body() {
    JsonNode body = message.path("body");
    if (!body.isTextual()) {
      throw new Rejection(Rule.EVENT_SHAPE, "the message has no body");
    }
    return Body.bytes(body.asText(), Body.MAX_MESSAGE_BYTES);
  }

  /** A header that the API integration passed on. */
  Optional<String> attribute(String name) {
    JsonNode value = message.path("messageAttributes").path(name).path("stringValue");
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }
}
