package io.charttagger.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.aws.FunctionRole;
import io.charttagger.local.aws.FunctionRole.Grant;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.job.SampleCharts;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The roles of the template allow what is done, and nothing else. Nothing is missing, because the
 * stand-ins of every test refuse what the template does not allow; nothing is too much, because
 * each permission is one that the function uses here or that AWS documents for its own part.
 */
final class PermissionsTest {
  private static final String QUEUE = "!GetAtt WebhookQueue.Arn";
  private static final String LOG = "!GetAtt FunctionLogGroup.Arn";
  private static final String ANY = "*";

  /** What Lambda does with the function's role outside the function's code, by AWS's own pages. */
  private static final Map<String, Set<Grant>> DONE_BY_LAMBDA =
      Map.of(
          "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
          grants(QUEUE, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
          // CreateLogGroup is not needed: the template creates the group.
          "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html",
          grants(LOG, "logs:CreateLogStream", "logs:PutLogEvents"),
          "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
          grants(ANY, "xray:PutTraceSegments", "xray:PutTelemetryRecords"),
          // Made by Secrets Manager for the caller of GetSecretValue.
          "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
          grants("!Ref AppSecretKeyArn", "kms:Decrypt"),
          "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
          grants(
              ANY,
              "ec2:CreateNetworkInterface",
              "ec2:DescribeNetworkInterfaces",
              "ec2:DescribeSubnets",
              "ec2:DeleteNetworkInterface",
              "ec2:AssignPrivateIpAddresses",
              "ec2:UnassignPrivateIpAddresses"));

  @Test
  void theFunctionsRoleAllowsWhatTheFunctionCallsAndWhatLambdaDoesForIt(@TempDir Path directory)
      throws Exception {
    Set<Grant> used = new HashSet<>();
    DONE_BY_LAMBDA.values().forEach(used::addAll);
    try (LocalCloud cloud = LocalCloud.start()) {
      SampleCharts sample = SampleCharts.in(cloud, directory);

      assertThat(
              cloud
                  .dispatch(
                      DispatchMessage.of(sample.repository(), sample.before(), sample.after()))
                  .path("outcome")
                  .asText())
          .isEqualTo("tagged");
      cloud.dispatch(JsonMapper.builder().build().readTree("{\"action\": \"catch-up\"}"));

      used.addAll(called(cloud.dynamoDb().faults(), "dynamodb"));
      used.addAll(called(cloud.secrets().faults(), "secretsmanager"));
    }

    assertThat(FunctionRole.ofTemplate().grants()).containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void theStandInsRefuseWhatTheTemplateDoesNotAllow() {
    try (LocalDynamoDb table = LocalDynamoDb.start();
        DynamoDbClient client =
            DynamoDbClient.builder()
                .endpointOverride(table.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
      assertThatThrownBy(() -> client.scan(scan -> scan.tableName(LocalDynamoDb.TABLE)))
          .isInstanceOfSatisfying(
              DynamoDbException.class,
              refused ->
                  assertThat(refused.awsErrorDetails().errorCode())
                      .isEqualTo("AccessDeniedException"));
    }
  }

  /** The integration SQS-SendMessage makes one call, SendMessage. */
  @Test
  void theApisRoleMaySendMessagesToTheQueueOnly() throws Exception {
    Template template = Template.read();

    List<?> policies = (List<?>) template.at("Resources", "WebhookRole", "Properties", "Policies");
    assertThat(policies.toString())
        .contains("Statement=[{Effect=Allow, Action=sqs:SendMessage, Resource=" + QUEUE + "}]");
    assertThat(
            template
                .at("Resources", "Api", "Properties", "DefinitionBody", "paths", "/webhook")
                .toString())
        .contains("integrationSubtype=SQS-SendMessage", "QueueUrl=!Ref WebhookQueue");
  }

  private static Set<Grant> called(AwsFaults service, String name) {
    return service.calls().stream()
        .map(call -> new Grant(name + ":" + call.operation(), inTemplate(call.resource())))
        .collect(Collectors.toSet());
  }

  /** As the template names what the settings name. */
  private static String inTemplate(String resource) {
    return switch (resource) {
      case LocalDynamoDb.TABLE -> "!GetAtt LockTable.Arn";
      case LocalCloud.SECRET -> "!Ref AppSecretArn";
      default -> resource;
    };
  }

  private static Set<Grant> grants(String resource, String... actions) {
    return List.of(actions).stream()
        .map(action -> new Grant(action, resource))
        .collect(Collectors.toSet());
  }
}
