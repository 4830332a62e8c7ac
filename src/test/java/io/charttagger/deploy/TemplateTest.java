package io.charttagger.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.dispatch.Caller;
import io.charttagger.dispatch.EventReader;
import io.charttagger.dispatch.Request;
import io.charttagger.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The template and the code must agree. cfn-lint checks whether CloudFormation accepts the
 * template.
 */
final class TemplateTest {
  private static final Map<String, String> GIVEN =
      Map.of(
          "AllowedRepositories", "acme/*",
          "AppSecretArn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:tagger-AbCdEf");

  private Template template;

  @BeforeEach
  void read() throws Exception {
    template = Template.read();
  }

  @Test
  void everySettingAndNothingElseIsAParameter() {
    Set<String> read = new TreeSet<>();
    Settings.from(
        new HashMap<>(template.environment(GIVEN)) {
          private static final long serialVersionUID = 1L;

          @Override
          public String get(Object name) {
            read.add(name.toString());
            return super.get(name);
          }
        });

    // The SAM CLI sets this one itself.
    read.remove("AWS_SAM_LOCAL");
    assertThat(template.environment(GIVEN).keySet()).isEqualTo(read);
  }

  @Test
  void theSdksEndpointsAreSetOnlyWhenTheyAreGiven() {
    Map<String, String> given = new HashMap<>(GIVEN);
    given.put("DynamoDbEndpoint", "http://host.docker.internal:1");
    given.put("SecretsManagerEndpoint", "https://vpce-1.secretsmanager.example");

    assertThat(template.environment(given))
        .containsEntry("AWS_ENDPOINT_URL_DYNAMODB", "http://host.docker.internal:1")
        .containsEntry("AWS_ENDPOINT_URL_SECRETS_MANAGER", "https://vpce-1.secretsmanager.example");
    assertThat(template.environment(GIVEN))
        .as("the SDK refuses an empty one")
        .doesNotContainKeys("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_SECRETS_MANAGER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.github.com",
        "https://github.example.org:8443/api/v3",
        "http://host.docker.internal:8080",
        "http://127.0.0.1:8080"
      })
  void theGitHubAddressesThatTheFunctionTakesAreAllowed(String address) {
    assertThat(address)
        .matches(template.at("Parameters", "GitHubApiUrl", "AllowedPattern").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.github.com",
        "http://host.docker.internal.example.org",
        "http://127.0.0.1.example.org",
        "ftp://api.github.com",
        ""
      })
  void otherAddressesWithoutEncryptionAreNot(String address) {
    assertThat(address)
        .doesNotMatch(template.at("Parameters", "GitHubApiUrl", "AllowedPattern").toString());
  }

  /**
   * SAM does not publish a version for another value of a parameter, so the template sees to it.
   */
  @Test
  void everyParameterOfTheFunctionIsInWhatNumbersItsSettings() {
    Map<Object, Object> function = new HashMap<>((Map<?, ?>) function());
    // Of the function, not of its versions.
    function
        .keySet()
        .removeAll(
            List.of(
                "Events",
                "ReservedConcurrentExecutions",
                "DeploymentPreference",
                "VersionDescription"));
    Set<String> ofTheFunction = references(function);
    ofTheFunction.removeIf(name -> name.startsWith("AWS::"));

    assertThat(function("VersionDescription").toString())
        .contains("${FunctionSettings.VersionNumber}");
    assertThat(references(template.at("Resources", "FunctionSettings", "Properties", "Content")))
        .isEqualTo(ofTheFunction);
  }

  /** What {@code !Ref} and {@code !GetAtt} below a value speak of. */
  private static Set<String> references(Object value) {
    Set<String> names = new TreeSet<>();
    switch (value) {
      case Map<?, ?> map -> map.values().forEach(it -> names.addAll(references(it)));
      case List<?> list -> list.forEach(it -> names.addAll(references(it)));
      default -> {
        String text = value.toString();
        if (text.startsWith("!Ref ") || text.startsWith("!GetAtt ")) {
          names.add(text.substring(text.indexOf(' ') + 1).replaceFirst("\\.Arn$", ""));
        }
      }
    }
    return names;
  }

  @Test
  void theDefaultsAreThoseOfTheFunction() {
    Map<String, String> environment = template.environment(GIVEN);
    Map<String, String> required = new HashMap<>(environment);
    required.keySet().retainAll(List.of("ALLOWED_REPOSITORIES", "APP_SECRET_ID", "LOCK_TABLE"));

    assertThat(Settings.from(environment)).isEqualTo(Settings.from(required));
  }

  @Test
  void theAuthorizerTrustsTheIssuerThatTheFunctionTrusts() {
    assertThat(template.at("Parameters", "OidcIssuer", "Default"))
        .isEqualTo(Settings.from(template.environment(GIVEN)).expectedToken().issuer());
  }

  @Test
  void theHandlerExists() throws Exception {
    assertThat(function("Handler")).isEqualTo("io.charttagger.TaggingHandler::handleRequest");
    assertThat(RequestStreamHandler.class)
        .isAssignableFrom(Class.forName("io.charttagger.TaggingHandler"));
  }

  @Test
  void theScheduleCatchesUpWithAllRepositories() {
    String event = function("Events", "CatchUp", "Properties", "Input").toString();

    assertThat(new EventReader(() -> "", Optional.of("main")).read(event.getBytes(UTF_8)))
        .isEqualTo(
            new Request.CatchUp(
                Optional.empty(),
                false,
                OptionalLong.empty(),
                Optional.empty(),
                new Caller.DirectCaller()));
  }

  @Test
  void theScheduleIsAParameterAndHourlyByDefault() {
    assertThat(function("Events", "CatchUp", "Properties", "Schedule").toString())
        .contains("CatchUpSchedule");
    assertThat(template.at("Parameters", "CatchUpSchedule", "Default")).isEqualTo("rate(1 hour)");
    assertThat("rate(1 hour)")
        .matches(template.at("Parameters", "CatchUpSchedule", "AllowedPattern").toString());
    assertThat("cron(0 6,18 ? * MON-FRI *)")
        .matches(template.at("Parameters", "CatchUpSchedule", "AllowedPattern").toString());
  }

  @Test
  void aMessageStaysInvisibleWhileItIsProcessed() {
    assertThat(
            (Integer) template.at("Resources", "WebhookQueue", "Properties", "VisibilityTimeout"))
        .isGreaterThan((Integer) function("Timeout"));
    assertThat(function("Events", "Webhook", "Properties", "BatchSize")).isEqualTo(1);
  }

  @Test
  void aRouteThatCannotBeMadeFailsTheDeployment() {
    assertThat(template.at("Resources", "Api", "Properties", "FailOnWarnings")).isEqualTo(true);
  }

  @Test
  void everyRouteHasItsOwnThrottle() {
    Set<String> routes = new TreeSet<>();
    ((Map<?, ?>) template.at("Resources", "Api", "Properties", "DefinitionBody", "paths"))
        .forEach(
            (path, methods) ->
                ((Map<?, ?>) methods)
                    .keySet()
                    .forEach(
                        method -> routes.add(method.toString().toUpperCase(ROOT) + " " + path)));
    ((Map<?, ?>) function("Events"))
        .values()
        .forEach(
            event -> {
              Map<?, ?> properties = (Map<?, ?>) ((Map<?, ?>) event).get("Properties");
              if ("HttpApi".equals(((Map<?, ?>) event).get("Type"))) {
                routes.add(properties.get("Method") + " " + properties.get("Path"));
              }
            });

    assertThat(routes)
        .isEqualTo(
            ((Map<?, ?>) template.at("Resources", "Api", "Properties", "RouteSettings")).keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ApiDomain", "ApiDomainMapping", "ApiDomainRecord"})
  void aDomainIsMadeOnRequestOnly(String resource) {
    assertThat(template.at("Resources", resource, "Condition").toString()).startsWith("HasDomain");
    assertThat(template.at("Parameters", "DomainName", "Default")).isEqualTo("");
  }

  @ParameterizedTest
  @CsvSource({"DispatchUrl, /dispatch", "WebhookUrl, /webhook"})
  void theUrlsAreOfTheDomainWhereThereIsOne(String output, String path) {
    assertThat(template.at("Outputs", output, "Value"))
        .isEqualTo(
            List.of(
                "HasDomain",
                "!Sub https://${DomainName}" + path,
                "!Sub https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}" + path));
  }

  @Test
  void webhooksCannotUseUpWhatDispatchesMayUse() {
    assertThat((Map<?, ?>) template.at("Resources", "Api", "Properties", "RouteSettings"))
        .isEqualTo(
            Map.of(
                "POST /dispatch", Map.of("ThrottlingRateLimit", 10, "ThrottlingBurstLimit", 20),
                "POST /webhook", Map.of("ThrottlingRateLimit", 20, "ThrottlingBurstLimit", 40)));
  }

  @Test
  void everyWebhookIsQueuedWithItsSignatureWhateverItsEvent() throws Exception {
    Map<?, ?> parameters =
        (Map<?, ?>)
            template.at(
                "Resources",
                "Api",
                "Properties",
                "DefinitionBody",
                "paths",
                "/webhook",
                "post",
                "x-amazon-apigateway-integration",
                "requestParameters");
    assertThat(parameters.get("MessageBody")).isEqualTo("$request.body");
    JsonNode attributes =
        JsonMapper.builder().build().readTree(parameters.get("MessageAttributes").toString());
    for (String header : List.of("X-Hub-Signature-256", "X-GitHub-Event", "X-GitHub-Delivery")) {
      assertThat(attributes.path(header).path("StringValue").asText())
          .isEqualTo("${request.header.%s}", header);
    }
    assertThat(function("Events", "Webhook", "Properties").toString())
        .doesNotContain("FilterCriteria");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WebhookQueue", "WebhookDeadLetters"})
  void aPushWebhookMayBeAsLargeAsSqsAccepts(String queue) {
    assertThat(template.at("Resources", queue, "Properties", "MaximumMessageSize"))
        .isEqualTo(1024 * 1024);
  }

  @Test
  void anOutputIsTheLineThatChecksTheSetup() {
    assertThat(template.at("Outputs", "CheckSetup", "Value").toString())
        .contains("aws lambda invoke", "--cli-read-timeout 310", "{\"action\":\"check-setup\"}")
        .contains("Alias=!Ref Function.Alias");
    assertThat((Integer) function("Timeout"))
        .as("the command line waits longer than the function may take")
        .isLessThan(310);
  }

  @Test
  void aNewVersionTakesOverAtOnceUnlessAskedOtherwise() {
    Map<?, ?> ways = (Map<?, ?>) template.at("Mappings", "GradualDeployments");

    assertThat(ways.keySet())
        .isEqualTo(
            Set.copyOf((List<?>) template.at("Parameters", "GradualDeployment", "AllowedValues")));
    assertThat(template.at("Parameters", "GradualDeployment", "Default")).isEqualTo("off");
    ways.forEach(
        (way, preference) ->
            assertThat(((Map<?, ?>) preference).get("Enabled"))
                .as("%s", way)
                .isEqualTo(way.equals("off") ? "false" : "true"));
  }

  @Test
  void onlyCrashesOfTheNewVersionBringThePreviousOneBack() {
    assertThat(function("DeploymentPreference", "Alarms").toString())
        .isEqualTo("[IsDeployedGradually, [!Ref NewVersionAlarm], [!Ref AWS::NoValue]]");
    assertThat(template.at("Resources", "NewVersionAlarm", "Properties", "Metrics").toString())
        .contains("ExecutedVersion", "FunctionVersion", "[7, [:, !Ref Function.Version]]")
        .contains("MetricName=Errors", "MetricName=Redeliveries")
        .doesNotContain("MetricName=Failed")
        .as("the function refers to this alarm")
        .doesNotContain("!Ref Function}", "!GetAtt Function.");
  }

  @Test
  void noServiceAssumesARoleForAnotherAccount() {
    assertThat(template.resources().values())
        .filteredOn(resource -> resource.get("Type").equals("AWS::IAM::Role"))
        .isNotEmpty()
        .allSatisfy(
            role ->
                assertThat(
                        ((Map<?, ?>) role.get("Properties"))
                            .get("AssumeRolePolicyDocument")
                            .toString())
                    .contains("{StringEqualsIfExists={aws:SourceAccount=!Ref AWS::AccountId}}"));
  }

  @Test
  void theFunctionHasOnlyThesePermissions() {
    List<?> policies = (List<?>) template.at("Resources", "FunctionRole", "Properties", "Policies");
    assertThat(actions(policies))
        .containsExactlyInAnyOrder(
            "dynamodb:GetItem",
            "dynamodb:UpdateItem",
            "secretsmanager:GetSecretValue",
            "kms:Decrypt",
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "ec2:CreateNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:DeleteNetworkInterface",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses");
  }

  private Object function(String... keys) {
    Object value = template.at("Resources", "Function", "Properties");
    for (String key : keys) {
      value = ((Map<?, ?>) value).get(key);
    }
    return value;
  }

  /** All below {@code Action}, however deep. */
  private static List<String> actions(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .flatMap(
                  entry ->
                      entry.getKey().equals("Action")
                          ? texts(entry.getValue()).stream()
                          : actions(entry.getValue()).stream())
              .toList();
      case List<?> list -> list.stream().flatMap(item -> actions(item).stream()).toList();
      default -> List.of();
    };
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of(value.toString());
  }
}
