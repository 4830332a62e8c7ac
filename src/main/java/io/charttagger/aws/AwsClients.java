package io.charttagger.aws;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/**
 * Makes the SDK's clients with timeouts that fit a run of seconds: two for an attempt, five with
 * all retries. The SDK reads region, credentials and endpoints from the environment.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific
 *     endpoints</a>
 */
public final class AwsClients {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(5);

  private AwsClients() {}

  /** A client for the lock table. */
  public static DynamoDbClient dynamoDb() {
    return forDynamoDb().build();
  }

  /** A client for the App's secret. */
  public static SecretsManagerClient secrets() {
    return forSecrets().build();
  }

  static DynamoDbClientBuilder forDynamoDb() {
    return DynamoDbClient.builder().httpClient(http()).overrideConfiguration(timeouts());
  }

  static SecretsManagerClientBuilder forSecrets() {
    return SecretsManagerClient.builder().httpClient(http()).overrideConfiguration(timeouts());
  }

  private static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(ATTEMPT)
        .build();
  }

  private static ClientOverrideConfiguration timeouts() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT)
        .apiCallTimeout(CALL)
        .build();
  }
}
