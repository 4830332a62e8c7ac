package io.charttagger.aws;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/**
 * The SDK's clients, with timeouts that fit a run of seconds: two for an attempt, five with all
 * retries. Region and endpoints come from the environment, and so do the credentials: Lambda passes
 * them as variables, or with SnapStart over an address.
 *
 * @param dynamoDb for the lock table
 * @param secrets for the App's secret
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">Credentials
 *     with SnapStart</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific
 *     endpoints</a>
 */
public record AwsClients(DynamoDbClient dynamoDb, SecretsManagerClient secrets)
    implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(5);

  /** The clients of a Lambda function. Send nothing yet. */
  public static AwsClients ofLambda() {
    // The SDK's own chain asks five others as well.
    AwsCredentialsProvider credentials =
        AwsCredentialsProviderChain.of(
            EnvironmentVariableCredentialsProvider.create(), ContainerCredentialsProvider.create());
    return new AwsClients(
        forDynamoDb().credentialsProvider(credentials).build(),
        forSecrets().credentialsProvider(credentials).build());
  }

  /**
   * Clients for a stand-in, which never see what the environment holds. They take their credentials
   * as with SnapStart, from wherever the system property says.
   *
   * @param trust what judges the stand-in's certificate, instead of what Java trusts
   */
  public static AwsClients of(URI standIn, TrustManager... trust) {
    AwsCredentialsProvider credentials =
        AwsCredentialsProviderChain.of(ContainerCredentialsProvider.create());
    return new AwsClients(
        forDynamoDb()
            .credentialsProvider(credentials)
            .region(Region.US_EAST_1)
            .endpointOverride(standIn)
            .httpClient(http().tlsTrustManagersProvider(() -> trust).build())
            .build(),
        forSecrets()
            .credentialsProvider(credentials)
            .region(Region.US_EAST_1)
            .endpointOverride(standIn)
            .httpClient(http().tlsTrustManagersProvider(() -> trust).build())
            .build());
  }

  @Override
  public void close() {
    dynamoDb.close();
    secrets.close();
  }

  static DynamoDbClientBuilder forDynamoDb() {
    return DynamoDbClient.builder().httpClient(http().build()).overrideConfiguration(timeouts());
  }

  static SecretsManagerClientBuilder forSecrets() {
    return SecretsManagerClient.builder()
        .httpClient(http().build())
        .overrideConfiguration(timeouts());
  }

  private static UrlConnectionHttpClient.Builder http() {
    return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT);
  }

  private static ClientOverrideConfiguration timeouts() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT)
        .apiCallTimeout(CALL)
        .build();
  }
}
