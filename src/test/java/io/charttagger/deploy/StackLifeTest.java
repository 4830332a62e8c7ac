package io.charttagger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A stack can be created, rolled back, created again under the same name, updated, deleted and
 * created once more. What would prevent it is a resource that outlives its stack under a name that
 * the next one wants too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html">DeletionPolicy</a>
 */
final class StackLifeTest {
  /** The properties that name a resource, for all types in the template. */
  private static final Set<String> NAMES =
      Set.of(
          "LogGroupName",
          "TableName",
          "QueueName",
          "RoleName",
          "FunctionName",
          "AlarmName",
          "DashboardName",
          "Name");

  private static final Set<String> NAMING_ANOTHER =
      Set.of("AWS::Logs::MetricFilter", "AWS::Route53::RecordSet");
  // Many may have one name.
  private static final Set<String> WITHOUT_UNIQUE_NAMES =
      Set.of("AWS::AppConfig::Application", "AWS::AppConfig::ConfigurationProfile");

  private Template template;

  @BeforeEach
  void read() throws Exception {
    template = Template.read();
  }

  @Test
  void whatOutlivesTheStackDoesNotOutliveAFailedCreation() {
    assertThat(
            template.resources().entrySet().stream()
                .filter(it -> it.getValue().containsKey("DeletionPolicy"))
                .filter(it -> !"Delete".equals(it.getValue().get("DeletionPolicy"))))
        .isNotEmpty()
        .allSatisfy(
            it -> {
              assertThat(it.getValue().get("DeletionPolicy")).isEqualTo("RetainExceptOnCreate");
              assertThat(it.getValue().get("UpdateReplacePolicy")).isEqualTo("Retain");
            });
  }

  @Test
  void theLogsTheTableAndTheDeadLettersOutliveTheStack() {
    assertThat(List.of("FunctionLogGroup", "ApiLogGroup", "LockTable", "WebhookDeadLetters"))
        .allSatisfy(
            name ->
                assertThat(template.resources().get(name).get("DeletionPolicy"))
                    .isEqualTo("RetainExceptOnCreate"));
  }

  @Test
  void everyNameIsMadeUpByCloudFormationOrUniqueToTheStack() {
    template
        .resources()
        .forEach(
            (name, resource) ->
                names(resource)
                    .forEach(
                        (property, value) ->
                            assertThat(value.toString())
                                .as("%s of %s", property, name)
                                .contains("!Ref AWS::StackId")));
  }

  @Test
  void theApisLogKeepsThePrefixThatNeedsNoResourcePolicy() {
    assertThat(template.at("Resources", "ApiLogGroup", "Properties", "LogGroupName").toString())
        .contains("/aws/vendedlogs/");
  }

  /** The names that a resource is given. A metric filter and a DNS record name another thing. */
  private static Map<?, ?> names(Map<?, ?> resource) {
    Map<?, ?> properties =
        Optional.ofNullable((Map<?, ?>) resource.get("Properties")).orElse(Map.of());
    Map<Object, Object> names = new HashMap<>(properties);
    names.keySet().retainAll(NAMES);
    String type = resource.get("Type").toString();
    return NAMING_ANOTHER.contains(type) || WITHOUT_UNIQUE_NAMES.contains(type) ? Map.of() : names;
  }
}
