package io.charttagger.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.chart.RepositoryName;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.aws.LocalSecrets;
import io.charttagger.local.github.AppSecret;
import io.charttagger.local.github.GitHubSimulator;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.lambda.LambdaHost;
import io.charttagger.local.lambda.Sandboxes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.lib.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All that the function needs, on this machine: GitHub, DynamoDB, Secrets Manager, and the packaged
 * function itself in processes of its own. The function knows nothing of them but their addresses.
 */
public final class LocalCloud implements AutoCloseable {
  /**
   * The owner whose repositories are allowed unless {@code ALLOWED_REPOSITORIES} says otherwise.
   */
  public static final String OWNER = "example-org";

  /** The name under which Secrets Manager holds the App's credentials. */
  public static final String SECRET = "chart-tagger/app";

  // The function's timeout in template.yaml.
  private static final Duration ALLOWED = Duration.ofMinutes(5);

  private final Map<String, String> settings;
  private final AppSecret app;
  private final GitHubSimulator github;
  private final LocalDynamoDb dynamoDb;
  private final LocalSecrets secrets;
  private final Sandboxes sandboxes;

  private LocalCloud(Plan plan) {
    settings = plan.settings();
    // The slow ones side by side: a key, a database, and the function's JVM.
    CompletableFuture<AppSecret> key = CompletableFuture.supplyAsync(plan::newApp);
    CompletableFuture<LocalDynamoDb> database = CompletableFuture.supplyAsync(LocalDynamoDb::start);
    github = GitHubSimulator.start();
    secrets = LocalSecrets.start();
    app = key.join();
    github.app(app.appId(), app.publicKey());
    secrets.put(SECRET, app.json());
    dynamoDb = database.join();
    sandboxes = new Sandboxes(plan.setup(environment()), plan.functions());
  }

  /**
   * What to start.
   *
   * @param settings of the function, instead of or beside the usual ones; an empty text unsets
   * @param functions how many processes
   * @param jvmFlags of each process, such as {@code -Xmx256m}
   * @param snapStart whether they run the hooks around a snapshot first
   * @param signed whether the App's secret has a key that signs tags
   */
  public record Plan(
      Map<String, String> settings,
      int functions,
      List<String> jvmFlags,
      boolean snapStart,
      boolean signed) {

    public Plan {
      settings = Map.copyOf(settings);
      jvmFlags = List.copyOf(jvmFlags);
    }

    /** One process with these settings. */
    public static Plan of(Map<String, String> settings) {
      return new Plan(settings, 1, List.of(), false, false);
    }

    /** The same with so many processes. */
    public Plan withFunctions(int count) {
      return new Plan(settings, count, jvmFlags, snapStart, signed);
    }

    /** The same with these JVM flags. */
    public Plan withFlags(String... flags) {
      return new Plan(settings, functions, List.of(flags), snapStart, signed);
    }

    /** The same, started as for a snapshot. */
    public Plan withSnapStart() {
      return new Plan(settings, functions, jvmFlags, true, signed);
    }

    /** The same, and tags are signed with a key made for this one run. */
    public Plan withSignedTags() {
      return new Plan(settings, functions, jvmFlags, snapStart, true);
    }

    private AppSecret newApp() {
      AppSecret app = AppSecret.generate();
      return signed ? app.withSigningKey() : app;
    }

    private LambdaHost.Setup setup(Map<String, String> environment) {
      LambdaHost.Setup setup =
          LambdaHost.Setup.ofFunction(environment).withFlags(jvmFlags.toArray(String[]::new));
      return snapStart ? setup.withSnapStart() : setup;
    }
  }

  /** Starts with one function process and the usual settings. */
  public static LocalCloud start() {
    return start(Plan.of(Map.of()));
  }

  /** Starts as planned. */
  public static LocalCloud start(Plan plan) {
    return new LocalCloud(plan);
  }

  /** Serves a git repository under this name of {@link #OWNER}'s. */
  public SimulatedRepository host(String name, Repository git) {
    return github.host(RepositoryName.parse(OWNER + "/" + name), git);
  }

  public GitHubSimulator github() {
    return github;
  }

  public LocalDynamoDb dynamoDb() {
    return dynamoDb;
  }

  public LocalSecrets secrets() {
    return secrets;
  }

  public AppSecret app() {
    return app;
  }

  /** The function's processes, those that ended included. */
  public List<LambdaHost> functions() {
    return sandboxes.all();
  }

  /** Starts one more process beside those that {@link #invoke} uses; it knows no secret yet. */
  public LambdaHost another() {
    return sandboxes.another();
  }

  /** Hands an event to an idle process; one that has ended is replaced first. */
  public LambdaHost.Answer invoke(String event) {
    return invoke(event, ALLOWED);
  }

  /** The same with an event that need not be text. */
  public LambdaHost.Answer invoke(byte[] event) {
    return sandboxes.invoke(event, ALLOWED);
  }

  /** The same with another timeout. */
  public LambdaHost.Answer invoke(String event, Duration allowed) {
    return sandboxes.invoke(event.getBytes(StandardCharsets.UTF_8), allowed);
  }

  /**
   * Invokes with a dispatch, as an operator does.
   *
   * @return the report
   * @throws IllegalStateException when the function fails instead of answering
   */
  public JsonNode dispatch(JsonNode dispatch) {
    try {
      return JsonMapper.builder().build().readTree(invoke(dispatch.toString()).body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the function's answer is no JSON", e);
    }
  }

  /**
   * Forgets the writes of the last minute, as if that time had passed: for a replay, whose pushes
   * were days apart in truth.
   */
  public void forgetPace(SimulatedRepository repository) {
    try (DynamoDbClient client = dynamoDb.client()) {
      client.deleteItem(
          request ->
              request
                  .tableName(LocalDynamoDb.TABLE)
                  .key(
                      Map.of(
                          "pk", AttributeValue.fromS(repository.installation().id() + "#pace"))));
    }
  }

  /** Lets every lease run out, as if a minute had passed since its owner died. */
  public void runOutLeases() {
    try (DynamoDbClient client = dynamoDb.client()) {
      client.scan(all -> all.tableName(LocalDynamoDb.TABLE)).items().stream()
          .filter(item -> item.containsKey("owner"))
          .forEach(
              item ->
                  client.updateItem(
                      change ->
                          change
                              .tableName(LocalDynamoDb.TABLE)
                              .key(Map.of("pk", item.get("pk")))
                              .updateExpression("SET leaseUntil = :past")
                              .expressionAttributeValues(
                                  Map.of(":past", AttributeValue.fromN("1")))));
    }
  }

  @Override
  public void close() {
    sandboxes.close();
    secrets.close();
    dynamoDb.close();
    github.close();
  }

  /** The function's environment, beside what Lambda itself sets. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("GITHUB_API_URL", github.url());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.url().toString());
    environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url().toString());
    environment.put("APP_SECRET_ID", SECRET);
    environment.put("LOCK_TABLE", LocalDynamoDb.TABLE);
    environment.put("ALLOWED_REPOSITORIES", OWNER + "/*");
    environment.putAll(settings);
    return environment;
  }
}
