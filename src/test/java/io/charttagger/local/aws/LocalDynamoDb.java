package io.charttagger.local.aws;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * DynamoDB Local in this process, holding the lock table, behind an endpoint that can be made to
 * fail.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html">DynamoDB
 *     local</a>
 */
public final class LocalDynamoDb implements AutoCloseable {
  /** The name of the lock table. */
  public static final String TABLE = "chart-tagger-locks";

  // Two starts at once would each put back what the other one has set.
  private static final Object SYSTEM_OUT = new Object();

  private final DynamoDBProxyServer server;
  private final URI inner;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AwsFaults faults;

  private LocalDynamoDb(DynamoDBProxyServer server, int port) throws IOException {
    this.server = server;
    this.inner = URI.create("http://127.0.0.1:" + port);
    this.faults = new AwsFaults(this::forward);
  }

  /** Starts in about a second, with the table in place. */
  public static LocalDynamoDb start() {
    try {
      LocalDynamoDb started = atAFreePort(3);
      started.createTable(TABLE);
      return started;
    } catch (Exception failure) {
      throw new IllegalStateException("DynamoDB Local does not start", failure);
    }
  }

  /** Another test may open a connection at a port that was free, before the database takes it. */
  private static LocalDynamoDb atAFreePort(int tries) throws Exception {
    int port = freePort();
    DynamoDBProxyServer server;
    try {
      server = quietly(port);
    } catch (Exception failure) {
      if (tries == 1) {
        throw failure;
      }
      return atAFreePort(tries - 1);
    }
    return new LocalDynamoDb(server, port);
  }

  /** DynamoDB Local prints its settings, which would stand in the way of what is to be read. */
  private static DynamoDBProxyServer quietly(int port) throws Exception {
    synchronized (SYSTEM_OUT) {
      PrintStream out = System.out;
      System.setOut(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
      try {
        DynamoDBProxyServer server =
            ServerRunner.createServerFromCommandLineArgs(
                new String[] {
                  "-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)
                });
        server.start();
        return server;
      } finally {
        System.setOut(out);
      }
    }
  }

  /** What {@code AWS_ENDPOINT_URL_DYNAMODB} is to be. */
  public URI url() {
    return faults.url();
  }

  /** Where it can be made to fail. */
  public AwsFaults faults() {
    return faults;
  }

  /**
   * One more way to the same database, with faults and a log of its own. The caller closes it,
   * before this.
   */
  public AwsFaults anotherWay() {
    try {
      return new AwsFaults(this::forward);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A client that goes past the faults, to look at items. */
  public DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(inner)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /** Lets all leases that are held run out, as if their owners had slept for more than a minute. */
  public void runOutLeases() {
    try (DynamoDbClient client = client()) {
      List<Map<String, AttributeValue>> held =
          client
              .scan(
                  scan ->
                      scan.tableName(TABLE)
                          .consistentRead(true)
                          .filterExpression("attribute_exists(#owner)")
                          .expressionAttributeNames(Map.of("#owner", "owner")))
              .items();
      for (Map<String, AttributeValue> item : held) {
        client.updateItem(
            change ->
                change
                    .tableName(TABLE)
                    .key(Map.of("pk", item.get("pk")))
                    .updateExpression("SET leaseUntil = :past")
                    .expressionAttributeValues(Map.of(":past", AttributeValue.fromN("1"))));
      }
    }
  }

  @Override
  public void close() {
    faults.close();
    http.close();
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("DynamoDB Local does not stop", failure);
    }
  }

  /** Makes one more lock table, which holds nothing. */
  public void createTable(String name) {
    try (DynamoDbClient client = client()) {
      client.createTable(
          table ->
              table
                  .tableName(name)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .keySchema(
                      KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName("pk")
                          .attributeType(ScalarAttributeType.S)
                          .build()));
      client.updateTimeToLive(
          change ->
              change
                  .tableName(name)
                  .timeToLiveSpecification(life -> life.attributeName("expiresAt").enabled(true)));
    }
  }

  private AwsFaults.Reply forward(AwsFaults.Request request) throws IOException {
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(inner).POST(BodyPublishers.ofString(request.body()));
    request.headers().entrySet().stream()
        .filter(header -> isForwarded(header.getKey()))
        .forEach(header -> forwarded.header(header.getKey(), header.getValue().getFirst()));
    try {
      HttpResponse<String> response = http.send(forwarded.build(), BodyHandlers.ofString());
      return new AwsFaults.Reply(response.statusCode(), response.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private static boolean isForwarded(String header) {
    return header.startsWith("X-amz")
        || header.equals("Authorization")
        || header.equals("Content-type");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
