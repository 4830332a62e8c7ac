package io.charttagger.dispatch;

import static io.charttagger.dispatch.SavedEvents.api;
import static io.charttagger.dispatch.SavedEvents.replaced;
import static io.charttagger.dispatch.SavedEvents.signedWebhook;
import static io.charttagger.dispatch.SavedEvents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of the set-up: what they ask for, and who may ask. */
final class CheckSetupRequestsTest {
  private static final String SAVED = text("check-setup.json");
  private static final String OF_ALL = "{\"action\": \"check-setup\"}";

  private final Admission admission = Admission.standard();

  private static byte[] workflow(String body, String claim, String value) {
    return api(
        event -> {
          event.put("body", body);
          ((ObjectNode) event.at("/requestContext/authorizer/jwt/claims")).put(claim, value);
        });
  }

  private Rule rejection(byte[] event) {
    return catchThrowableOfType(Rejection.class, () -> admission.admit(event)).rule();
  }

  private Rule rejection(String event) {
    return rejection(event.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theSavedOneNamesARepositoryAndNothingElse() {
    assertThat(admission.admit(SAVED))
        .isEqualTo(
            new Request.CheckSetup(
                Optional.of(RepositoryName.parse("example-org/helm-charts")),
                Optional.empty(),
                new Caller.DirectCaller()));
  }

  @Test
  void whoInvokesTheFunctionMayCheckAnyRepositoryAndAll() {
    assertThat(admission.admit(replaced(SAVED, "example-org", "stranger")))
        .isInstanceOf(Request.CheckSetup.class);
    assertThat(admission.admit(OF_ALL))
        .isEqualTo(
            new Request.CheckSetup(Optional.empty(), Optional.empty(), new Caller.DirectCaller()));
  }

  @Test
  void aWorkflowAndAWebhookMayCheckTheirOwnRepository() {
    assertThat(admission.admit(workflow(SAVED, "event_name", "workflow_dispatch")))
        .isInstanceOf(Request.CheckSetup.class);
    assertThat(admission.admit(signedWebhook(SAVED))).isInstanceOf(Request.CheckSetup.class);
  }

  @Test
  void aWorkflowAndAWebhookMayNotCheckAll() {
    assertThat(rejection(workflow(OF_ALL, "event_name", "schedule"))).isEqualTo(Rule.FIELD);
    assertThat(rejection(workflow(OF_ALL, "aud", "another"))).isEqualTo(Rule.AUDIENCE);
    assertThat(rejection(signedWebhook(OF_ALL))).isEqualTo(Rule.FIELD);
  }

  @Test
  void aWorkflowMayCheckNoOtherRepositoryAndSpeaksForTheMainBranch() {
    assertThat(rejection(workflow(SAVED, "repository", "example-org/other")))
        .isEqualTo(Rule.REPOSITORY_CLAIM);
    assertThat(rejection(workflow(SAVED, "ref", "refs/heads/topic"))).isEqualTo(Rule.REF_CLAIM);
    assertThat(rejection(workflow(SAVED, "event_name", "pull_request")))
        .isEqualTo(Rule.EVENT_CLAIM);
  }

  @Test
  void aWorkflowOfARepositoryThatIsNotOnTheAllowListIsRejected() {
    String stranger = replaced(SAVED, "example-org", "stranger");

    assertThat(rejection(workflow(stranger, "repository", "stranger/helm-charts")))
        .isEqualTo(Rule.ALLOW_LIST);
    assertThat(rejection(signedWebhook(stranger))).isEqualTo(Rule.ALLOW_LIST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"client_payload\": {\"dry_run\": \"true\"}",
        "\"client_payload\": {\"dryRun\": true}",
        "\"client_payload\": {\"charts\": [\"web\"]}",
        "\"client_payload\": {\"pull_request\": 7}",
        "\"client_payload\": []",
        "\"installation\": {\"id\": \"7\"}",
        "\"repository\": null",
        "\"repository\": \"example-org/helm-charts\"",
        "\"repository\": {\"full_name\": \"helm-charts\"}",
        "\"branch\": 7",
      })
  void whatMeansNothingIsRejected(String field) {
    assertThat(rejection("{\"action\": \"check-setup\", " + field + "}")).isEqualTo(Rule.FIELD);
  }
}
