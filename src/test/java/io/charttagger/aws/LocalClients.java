package io.charttagger.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The function's own clients, pointed at stand-ins. */
public final class LocalClients {
  private static final StaticCredentialsProvider NOBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private LocalClients() {}

  /** A client for the lock table. */
  public static DynamoDbClient dynamoDb(URI url) {
    return AwsClients.forDynamoDb()
        .endpointOverride(url)
        .region(Region.US_EAST_1)
        .credentialsProvider(NOBODY)
        .build();
  }

  /** A client for the App's secret. */
  public static SecretsManagerClient secrets(URI url) {
    return AwsClients.forSecrets()
        .endpointOverride(url)
        .region(Region.US_EAST_1)
        .credentialsProvider(NOBODY)
        .build();
  }
}
