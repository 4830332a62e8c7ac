package io.charttagger.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.aws.AppCredentials;
import io.charttagger.aws.DynamoDbLocks;
import io.charttagger.aws.DynamoDbMarks;
import io.charttagger.aws.DynamoDbRateLimiter;
import io.charttagger.aws.LocalClients;
import io.charttagger.chart.RepositoryName;
import io.charttagger.dispatch.Event;
import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.aws.LocalSecrets;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.AppSecret;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.GitHubSimulator;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.port.Budget;
import io.charttagger.port.LockKey;
import io.charttagger.port.ManualClock;
import io.charttagger.port.Marks;
import io.charttagger.report.Report;
import io.charttagger.run.Actions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * As {@link Scene}, with AWS's side real as well: the function's own clients at a lock table and a
 * secret, each behind faults. Time stands still but for what a run waits; a request that hangs
 * hangs in truth.
 */
public final class AwsScene implements AutoCloseable {
  private static final AppSecret APP = AppSecret.generate().withSigningKey();
  private static final String SECRET = "app";

  private final ManualClock clock = new ManualClock();
  private final GitHubSimulator github;
  private final GitHistory history = GitHistory.inMemory();
  private final SimulatedRepository repository;
  private final LocalSecrets secrets = LocalSecrets.start();
  private final AwsFaults table;
  private final SecretsManagerClient secretsClient;
  private final DynamoDbClient tableClient;
  private final DynamoDbClient direct;
  private final String tableName = "locks-" + UUID.randomUUID();

  /** An empty repository, a lock table that holds nothing. */
  public AwsScene(LocalDynamoDb dynamoDb) {
    this(dynamoDb, Duration.ZERO);
  }

  /** The same, while GitHub's clock is so much ahead of ours. */
  AwsScene(LocalDynamoDb dynamoDb, Duration githubAhead) {
    github = GitHubSimulator.start(Clock.offset(clock, githubAhead));
    github.app(APP.appId(), APP.publicKey());
    repository = github.host(RepositoryName.parse("example-org/helm-charts"), history.repository());
    secrets.put(SECRET, APP.json());
    dynamoDb.createTable(tableName);
    table = dynamoDb.anotherWay();
    secretsClient = LocalClients.secrets(secrets.url());
    tableClient = LocalClients.dynamoDb(table.url());
    direct = dynamoDb.client();
  }

  public GitHubSimulator github() {
    return github;
  }

  public SimulatedRepository repository() {
    return repository;
  }

  /** The repository's history. */
  GitHistory history() {
    return history;
  }

  /** What the App's secret holds until it is replaced; its tags are signed. */
  static AppSecret app() {
    return APP;
  }

  /** Replaces the App's secret. */
  void secret(String json) {
    secrets.put(SECRET, json);
  }

  /** Deletes the App's secret. */
  void removeSecret() {
    secrets.remove(SECRET);
  }

  /** The time that the run goes by, and GitHub with it. */
  public ManualClock clock() {
    return clock;
  }

  /** Where Secrets Manager can be made to fail. */
  public AwsFaults secretFaults() {
    return secrets.faults();
  }

  /** Where the lock table can be made to fail. */
  public AwsFaults tableFaults() {
    return table;
  }

  /** Puts an item into the lock table, as if somebody else had written it. */
  public void put(LockKey key, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("pk", AttributeValue.fromS(key.value()));
    direct.putItem(put -> put.tableName(tableName).item(item));
  }

  /** How far the lock table says that repositories are decided. */
  public Marks marks() {
    return new DynamoDbMarks(tableClient, tableName);
  }

  /**
   * Runs for a push as a fresh process does, which knows no secret and no token yet.
   *
   * @param time that the run may take
   */
  public Report push(TwoChartPush push, Scene.Options options, Duration time) {
    return run(DispatchMessage.of(repository, push.before(), push.after()), options, time);
  }

  /** The same for any dispatch. */
  public Report run(JsonNode dispatch, Scene.Options options, Duration time) {
    TestWiring surroundings =
        new TestWiring(
            clock,
            new Actions.Table(
                new DynamoDbLocks(
                    tableClient, tableName, clock, () -> UUID.randomUUID().toString()),
                marks()),
            new DynamoDbRateLimiter(tableClient, tableName, clock, () -> 0.5),
            new AppCredentials(secretsClient, SECRET, clock));
    return surroundings
        .actions(github.url(), options)
        .run(
            Event.parse(dispatch.toString().getBytes(StandardCharsets.UTF_8)),
            new Budget(clock, clock.instant().plus(time), clock),
            part -> {});
  }

  @Override
  public void close() {
    tableClient.close();
    direct.close();
    secretsClient.close();
    table.close();
    secrets.close();
    try (history) {
      github.close();
    }
  }
}
