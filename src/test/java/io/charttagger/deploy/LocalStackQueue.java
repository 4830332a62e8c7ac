package io.charttagger.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * A queue in LocalStack, and what Lambda's poller does with it. Spoken to in plain HTTP: the
 * function has no use for the SDK's SQS client, and LocalStack checks no signature.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">SQS
 *     actions</a>
 */
record LocalStackQueue(URI endpoint, String region, String url) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Puts a message in, as the HTTP API's integration does. */
  void send(String body, Map<String, String> attributes) throws Exception {
    ObjectNode request = JSON.createObjectNode().put("QueueUrl", url).put("MessageBody", body);
    ObjectNode all = request.putObject("MessageAttributes");
    attributes.forEach(
        (name, value) -> all.putObject(name).put("DataType", "String").put("StringValue", value));
    call("SendMessage", request);
  }

  /** Takes one message out, as the event that Lambda makes of it. */
  JsonNode receive() throws Exception {
    ObjectNode request = JSON.createObjectNode().put("QueueUrl", url).put("WaitTimeSeconds", 10);
    request.putArray("MessageAttributeNames").add("All");
    JsonNode message = call("ReceiveMessage", request).at("/Messages/0");
    ObjectNode event = JSON.createObjectNode();
    ObjectNode record = event.putArray("Records").addObject();
    record
        .put("messageId", message.path("MessageId").asText())
        .put("receiptHandle", message.path("ReceiptHandle").asText())
        .put("body", message.path("Body").asText())
        .put("eventSource", "aws:sqs")
        .put("awsRegion", region);
    ObjectNode attributes = record.putObject("messageAttributes");
    message
        .path("MessageAttributes")
        .properties()
        .forEach(
            attribute ->
                attributes
                    .putObject(attribute.getKey())
                    .put("stringValue", attribute.getValue().path("StringValue").asText())
                    .put("dataType", "String"));
    return event;
  }

  /** The queue's settings by name. */
  JsonNode attributes() throws Exception {
    ObjectNode request = JSON.createObjectNode().put("QueueUrl", url);
    request.putArray("AttributeNames").add("All");
    return call("GetQueueAttributes", request).path("Attributes");
  }

  private JsonNode call(String action, ObjectNode body) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(endpoint)
                  .header("Content-Type", "application/x-amz-json-1.0")
                  .header("X-Amz-Target", "AmazonSQS." + action)
                  // Read for the region only.
                  .header(
                      "Authorization",
                      "AWS4-HMAC-SHA256 Credential=test/20260101/%s/sqs/aws4_request, SignedHeaders=host, Signature=none"
                          .formatted(region))
                  .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(action + ": " + response.body());
      }
      return JSON.readTree(response.body());
    }
  }
}
