package io.charttagger.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.PushMessage;
import io.charttagger.local.github.SimulatedRepository;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The packaged function with the table, the secret and the queue that LocalStack made of
 * template.yaml. {@code .ci/localstack} starts it and says where they are.
 */
@Tag("localstack")
final class LocalStackTest {
  private static final Region REGION = Region.EU_CENTRAL_1;
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private final URI url = URI.create(told("localstack.url"));
  private final String table = told("localstack.table");
  private final String secret = told("localstack.secret");
  private final LocalStackQueue queue =
      new LocalStackQueue(url, REGION.id(), told("localstack.queue"));
  private LocalCloud cloud;
  private DynamoDbClient dynamoDb;

  @BeforeEach
  void start() {
    cloud =
        LocalCloud.start(
            LocalCloud.Plan.of(
                Map.of(
                    "AWS_REGION", REGION.id(),
                    "AWS_ENDPOINT_URL_DYNAMODB", url.toString(),
                    "AWS_ENDPOINT_URL_SECRETS_MANAGER", url.toString(),
                    "APP_SECRET_ID", secret,
                    "LOCK_TABLE", table)));
    StaticCredentialsProvider anybody =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(url)
            .region(REGION)
            .credentialsProvider(anybody)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    try (SecretsManagerClient secrets =
        SecretsManagerClient.builder()
            .endpointOverride(url)
            .region(REGION)
            .credentialsProvider(anybody)
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      secrets.putSecretValue(put -> put.secretId(secret).secretString(cloud.app().json()));
    }
  }

  @AfterEach
  void stop() {
    dynamoDb.close();
    cloud.close();
  }

  @Test
  void aDispatchIsTaggedUnderALockInTheTable(@TempDir Path directory) throws Exception {
    Push push = Push.in(cloud, "direct", directory);

    JsonNode report = cloud.dispatch(push.dispatch());

    assertThat(report.path("outcome").asText()).as("%s", report).isEqualTo("tagged");
    assertThat(push.repository().git().exactRef("refs/tags/alpha-v1.1.0")).isNotNull();
    String key = push.repository().name() + "@" + push.after().value();
    Map<String, AttributeValue> lock =
        dynamoDb
            .getItem(get -> get.tableName(table).key(Map.of("pk", AttributeValue.fromS(key))))
            .item();
    assertThat(lock).containsKeys("fence", "report", "expiresAt");

    JsonNode again = cloud.dispatch(push.dispatch());

    assertThat(again.at("/charts/0/outcome").asText()).as("%s", again).isEqualTo("already-tagged");
  }

  @Test
  void aWebhookIsTaggedThroughTheQueue(@TempDir Path directory) throws Exception {
    Push push = Push.in(cloud, "webhook", directory);
    String body = push.dispatch().toString();
    queue.send(
        body,
        Map.of(
            "X-Hub-Signature-256", signature(body),
            "X-GitHub-Event", "repository_dispatch",
            "X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"));

    String answer = cloud.invoke(queue.receive().toString()).body();

    assertThat(JsonMapper.builder().build().readTree(answer).path("outcome").asText())
        .as("%s", answer)
        .isEqualTo("tagged");
    assertThat(push.repository().git().exactRef("refs/tags/alpha-v1.1.0")).isNotNull();
  }

  @Test
  void aPushWebhookIsTaggedThroughTheQueue(@TempDir Path directory) throws Exception {
    Push push = Push.in(cloud, "push", directory);

    assertThat(outcome(push.webhook("refs/heads/feature"))).isEqualTo("not-ours");
    assertThat(cloud.github().log().all()).isEmpty();
    assertThat(outcome(push.webhook("refs/heads/main"))).isEqualTo("tagged");
    assertThat(push.repository().git().exactRef("refs/tags/alpha-v1.1.0")).isNotNull();
  }

  @Test
  void aPushWebhookOfManyCommitsGoesThroughTheQueue(@TempDir Path directory) throws Exception {
    ObjectNode webhook = Push.in(cloud, "wide", directory).webhook("refs/heads/main");
    ((ObjectNode) webhook.path("head_commit")).put("message", "x".repeat(1_000_000));

    assertThat(outcome(webhook)).isEqualTo("tagged");
  }

  /** Sends a push webhook to the queue and the queue's message to the function. */
  private String outcome(ObjectNode webhook) throws Exception {
    String body = webhook.toString();
    queue.send(
        body,
        Map.of(
            "X-Hub-Signature-256", cloud.app().signature(body),
            "X-GitHub-Event", "push",
            "X-GitHub-Delivery", "4f8d1c3e-cc7a-11f0-8a5e-2d6f0b9c7a31"));
    String answer = cloud.invoke(queue.receive().toString()).body();
    return JsonMapper.builder().build().readTree(answer).path("outcome").asText();
  }

  @Test
  void theTableAndTheQueueAreAsTheTemplateSays() throws Exception {
    assertThat(
            dynamoDb
                .describeTable(describe -> describe.tableName(table))
                .table()
                .billingModeSummary()
                .billingMode())
        .isEqualTo(BillingMode.PAY_PER_REQUEST);
    assertThat(
            dynamoDb
                .describeTimeToLive(describe -> describe.tableName(table))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("expiresAt");
    assertThat(queue.attributes().path("VisibilityTimeout").asInt())
        .as("longer than a run takes at most")
        .isGreaterThan(300);
    assertThat(queue.attributes().path("RedrivePolicy").asText()).contains("WebhookDeadLetters");
  }

  private String signature(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(cloud.app().webhookSecret().getBytes(UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
  }

  private static String told(String property) {
    return Objects.requireNonNull(
        System.getProperty(property), () -> "-D" + property + " is missing: run .ci/localstack");
  }

  /** A push that raises one chart's version. */
  private record Push(SimulatedRepository repository, CommitSha before, CommitSha after) {
    static Push in(LocalCloud cloud, String name, Path directory) {
      GitHistory history = GitHistory.at(directory);
      CommitSha before = history.commit("main", chart("1.0.0"), Note.of("Start", NOON));
      history.branch("release", before);
      CommitSha after =
          history.commit("main", chart("1.1.0"), Note.of("Raise alpha", NOON.plusSeconds(60)));
      return new Push(cloud.host(name, history.repository()), before, after);
    }

    ObjectNode dispatch() {
      return DispatchMessage.of(repository, before, after);
    }

    ObjectNode webhook(String ref) {
      return PushMessage.to(ref, repository, before, after);
    }

    private static FileChanges chart(String version) {
      return FileChanges.none()
          .write(
              "charts/alpha/Chart.yaml",
              "apiVersion: v2\nname: alpha\nversion: %s\n".formatted(version));
    }
  }
}
