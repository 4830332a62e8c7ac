package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.gate.FrontGate;
import io.charttagger.local.gate.LocalQueue;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.job.SampleCharts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FrontGateTest {
  private static final LocalQueue.Terms IMPATIENT =
      new LocalQueue.Terms(Duration.ofMillis(10), 3, 1);

  private final HttpClient http = HttpClient.newHttpClient();
  private LocalCloud cloud;
  private SampleCharts sample;
  private FrontGate gate;
  private ObjectNode dryRun;

  @BeforeAll
  void open(@TempDir Path directory) {
    cloud = LocalCloud.start();
    sample = SampleCharts.in(cloud, directory);
    gate = FrontGate.open(cloud, sample.repository(), IMPATIENT, 0);
    dryRun = DispatchMessage.dryRun(sample.repository(), sample.before(), sample.after());
  }

  @AfterAll
  void close() {
    gate.close();
    cloud.close();
    http.close();
  }

  @Test
  void handsADispatchWithAGoodTokenToTheFunction() throws Exception {
    HttpResponse<String> answer = dispatch(token(""), "application/json");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type"))
        .contains("application/json; charset=utf-8");
    assertThat(json(answer.body()).path("outcome").asText()).isEqualTo("planned");
  }

  @Test
  void refusesWhatTheAuthorizerRefuses() throws Exception {
    String good = token("");

    assertThat(dispatch("", "application/json").statusCode()).isEqualTo(401);
    assertThat(dispatch("x.y.z", "application/json").statusCode()).isEqualTo(401);
    assertThat(dispatch(good.substring(0, good.lastIndexOf('.') + 1), "application/json").body())
        .isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(dispatch(token("&audience=other"), "application/json").statusCode()).isEqualTo(401);
    assertThat(dispatch(token("&iss=https://example.com"), "application/json").statusCode())
        .isEqualTo(401);
    assertThat(dispatch(token("&exp=1"), "application/json").statusCode()).isEqualTo(401);
  }

  @Test
  void leavesTheRestToTheFunction() throws Exception {
    HttpResponse<String> foreign = dispatch(token("&repository=someone/else"), "application/json");
    HttpResponse<String> noRef = dispatch(token("&ref="), "application/json");
    // Not text to the gateway, so it comes in Base64, and the function says what is wrong.
    HttpResponse<String> form = dispatch(token(""), "application/x-www-form-urlencoded");

    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(noRef.statusCode()).isEqualTo(403);
    assertThat(json(form.body()).path("message").asText()).contains("Content-Type");
    assertThat(send("GET", "/dispatch", "").statusCode()).isEqualTo(404);
  }

  @Test
  void queuesWebhooksForTheFunction() throws Exception {
    String body = dryRun.toString();
    HttpResponse<String> unsigned = send("POST", "/webhook", body);
    HttpResponse<String> signed =
        send(
            "POST",
            "/webhook",
            body,
            "X-Hub-Signature-256",
            cloud.app().signature(body),
            "X-GitHub-Event",
            "repository_dispatch",
            "X-GitHub-Delivery",
            "72d3162e-cc78-11e3-81ab-4c9367dc0958");
    gate.queue().awaitEmpty();

    assertThat(unsigned.statusCode()).isEqualTo(400);
    assertThat(signed.statusCode()).isEqualTo(200);
    assertThat(gate.queue().done()).anyMatch(report -> report.contains("\"outcome\":\"planned\""));
  }

  @Test
  void givesUpAMessageThatNeverSucceeds() throws Exception {
    // Somebody holds the commit's lease and never lets go of it.
    try (DynamoDbClient client = cloud.dynamoDb().client()) {
      client.putItem(
          item ->
              item.tableName(LocalDynamoDb.TABLE)
                  .item(
                      Map.of(
                          "pk",
                          AttributeValue.fromS(sample.repository().name() + "@" + sample.before()),
                          "owner",
                          AttributeValue.fromS("somebody"),
                          "leaseUntil",
                          AttributeValue.fromN(
                              String.valueOf(Instant.now().plusSeconds(300).toEpochMilli())))));
    }

    HttpResponse<String> sent =
        sendTo(
            cloud.github().url() + "/repos/" + sample.repository().name() + "/dispatches",
            "POST",
            "{\"event_type\":\"charts-merged\",\"client_payload\":{\"after\":\"%s\"}}"
                .formatted(sample.before()),
            "Authorization",
            "Bearer " + send("GET", "/installation-token", "").body());
    gate.queue().awaitEmpty();

    assertThat(sent.statusCode()).isEqualTo(204);
    assertThat(gate.queue().deadLetters()).hasSize(1);
    assertThat(gate.queue().deadLetters().getFirst())
        .contains("\"ApproximateReceiveCount\":\"3\"", "repository_dispatch");
  }

  @Test
  void playsLambdasOwnDoor() throws Exception {
    HttpResponse<String> answer = send("POST", FrontGate.INVOKE, dryRun.toString());

    assertThat(json(answer.body()).path("charts").size()).isEqualTo(5);
  }

  private String token(String parameters) throws IOException, InterruptedException {
    HttpResponse<String> answer = send("GET", "/token?api-version=2.0" + parameters, "");
    return json(answer.body()).path("value").asText();
  }

  private HttpResponse<String> dispatch(String token, String type)
      throws IOException, InterruptedException {
    return send(
        "POST",
        "/dispatch",
        dryRun.toString(),
        "Authorization",
        "Bearer " + token,
        "Content-Type",
        type);
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return sendTo(gate.url() + path, method, body, headers);
  }

  private HttpResponse<String> sendTo(String url, String method, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(String text) throws IOException {
    return JsonMapper.builder().build().readTree(text);
  }
}
