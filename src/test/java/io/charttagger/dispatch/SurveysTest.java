package io.charttagger.dispatch;

import static io.charttagger.dispatch.SavedEvents.api;
import static io.charttagger.dispatch.SavedEvents.replaced;
import static io.charttagger.dispatch.SavedEvents.signedWebhook;
import static io.charttagger.dispatch.SavedEvents.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.RepositoryName;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backfills and audits: what they ask for, and who may ask. */
final class SurveysTest {
  private static final Survey WHOLE =
      new Survey(
          RepositoryName.parse("example-org/helm-charts"),
          Set.of(),
          OptionalLong.of(51_234_567),
          Optional.empty());

  private final Admission admission = Admission.standard();

  private static String backfill(String payload) {
    return replaced(text("backfill.json"), "\"dry_run\": true", payload);
  }

  /** The event of a workflow of the repository that was started by that. */
  private static byte[] workflow(String startedBy, String body) {
    return api(
        event -> {
          event.put("body", body);
          ((ObjectNode) event.at("/requestContext/authorizer/jwt/claims"))
              .put("event_name", startedBy);
        });
  }

  private Rule rejection(byte[] event) {
    try {
      Request admitted = admission.admit(event);
      throw new AssertionError(admitted);
    } catch (Rejection rejection) {
      return rejection.rule();
    }
  }

  // What is asked for.

  @Test
  void theSavedBackfillIsADryRun() {
    assertThat(admission.admit(text("backfill.json")))
        .isEqualTo(new Request.Backfill(WHOLE, true, new Caller.DirectCaller()));
  }

  @Test
  void theSavedAuditNeedsNoPayload() {
    assertThat(admission.admit(text("audit.json")))
        .isEqualTo(new Request.Audit(WHOLE, new Caller.DirectCaller()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"dry_run\": true", "\"charts\": [\"web\"]"})
  void aBackfillWritesOnlyWhenItSaysSo(String payload) {
    assertThat(((Request.Backfill) admission.admit(backfill(payload))).dryRun()).isTrue();
    assertThat(((Request.Backfill) admission.admit(backfill("\"dry_run\": false"))).dryRun())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"dry_run\": \"false\"",
        "\"dry_run\": null",
        "\"dry_run\": 0",
        "\"dryRun\": false"
      })
  void whatMayMeanADryRunOrNotIsRejected(String payload) {
    assertThat(rejection(backfill(payload).getBytes(UTF_8))).isEqualTo(Rule.FIELD);
    assertThat(rejection(backfill(payload).replace("backfill", "audit").getBytes(UTF_8)))
        .isEqualTo(Rule.FIELD);
  }

  @Test
  void bothMayBeForSomeChartsOnly() {
    String some = backfill("\"charts\": [\"web\", \"db\"]");

    assertThat(((Request.Backfill) admission.admit(some)).survey().charts())
        .containsExactlyInAnyOrder(ChartName.parse("db"), ChartName.parse("web"));
    assertThat(
            ((Request.Audit) admission.admit(some.replace("backfill", "audit"))).survey().charts())
        .hasSize(2);
  }

  // Who may ask.

  @Test
  void whoInvokesTheFunctionMayBackfill() {
    assertThat(admission.admit(backfill("\"dry_run\": false")))
        .isInstanceOf(Request.Backfill.class);
  }

  @ParameterizedTest
  @CsvSource({
    "workflow_dispatch, true",
    "push, false",
    "schedule, false",
    "repository_dispatch, false",
    "workflow_run, false",
  })
  void ofWorkflowsOnlyOneThatAPersonStartedMayBackfill(String startedBy, boolean admitted) {
    byte[] event = workflow(startedBy, backfill("\"dry_run\": false"));

    if (admitted) {
      assertThat(admission.admit(event)).isInstanceOf(Request.Backfill.class);
    } else {
      assertThat(rejection(event)).isEqualTo(Rule.BY_HAND);
    }
  }

  @Test
  void aWebhookMayNotBackfill() {
    assertThat(rejection(signedWebhook(backfill("\"dry_run\": false")))).isEqualTo(Rule.BY_HAND);
    assertThatThrownBy(() -> admission.admit(signedWebhook(backfill("\"dry_run\": false"))))
        .hasMessageContainingAll("direct invocation", "workflow_dispatch", "dry_run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "schedule", "workflow_dispatch"})
  void whoMayAskForTagsMayAskForADryRunAndForAnAudit(String startedBy) {
    assertThat(admission.admit(workflow(startedBy, text("backfill.json"))))
        .isInstanceOf(Request.Backfill.class);
    assertThat(admission.admit(workflow(startedBy, text("audit.json"))))
        .isInstanceOf(Request.Audit.class);
  }

  @Test
  void aWebhookMayAskForADryRunAndForAnAudit() {
    assertThat(admission.admit(signedWebhook(text("backfill.json"))))
        .isInstanceOf(Request.Backfill.class);
    assertThat(admission.admit(signedWebhook(text("audit.json"))))
        .isInstanceOf(Request.Audit.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"backfill.json", "audit.json"})
  void aWorkflowOfAnotherRepositoryMayAskForNeither(String file) {
    byte[] event =
        api(
            api -> {
              api.put("body", text(file));
              ((ObjectNode) api.at("/requestContext/authorizer/jwt/claims"))
                  .put("repository", "example-org/other");
            });

    assertThat(rejection(event)).isEqualTo(Rule.REPOSITORY_CLAIM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"backfill.json", "audit.json"})
  void aRepositoryThatIsNotOnTheAllowListGetsNeither(String file) {
    assertThat(
            rejection(
                replaced(text(file), "example-org/helm-charts", "evil/charts").getBytes(UTF_8)))
        .isEqualTo(Rule.ALLOW_LIST);
  }
}
