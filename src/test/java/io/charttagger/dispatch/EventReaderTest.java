package io.charttagger.dispatch;

import static io.charttagger.dispatch.SavedEvents.api;
import static io.charttagger.dispatch.SavedEvents.apiBody;
import static io.charttagger.dispatch.SavedEvents.attribute;
import static io.charttagger.dispatch.SavedEvents.dispatch;
import static io.charttagger.dispatch.SavedEvents.text;
import static io.charttagger.dispatch.SavedEvents.webhook;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventReaderTest {
  private static final Dispatch SAVED =
      new Dispatch(
          RepositoryName.parse("example-org/helm-charts"),
          Optional.of(CommitSha.parse("5f2b1c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c")),
          CommitSha.parse("9c1d4e7f2a5b8c0d3e6f9a2b5c8d1e4f7a0b3c6d"),
          false,
          Set.of(),
          OptionalLong.of(51234567),
          Optional.of("main"));
  private final Admission admission = Admission.standard();

  @ParameterizedTest
  @CsvSource({
    "dispatch.json, DIRECT",
    "api-gateway.json, API",
    "webhook-sqs.json, QUEUE",
    "webhook-push-sqs.json, QUEUE"
  })
  void readsTheSameDispatchFromEverySource(String file, EventSource expected) {
    byte[] event = text(file).getBytes(UTF_8);

    assertThat(Event.parse(event).source()).isEqualTo(expected);
    assertThat(admission.dispatchOf(event)).isEqualTo(SAVED);
  }

  @Test
  void knowsTheCaller() {
    assertThat(admission.admit(dispatch()))
        .isEqualTo(new Request.Tagging(SAVED, new Caller.DirectCaller()));
    assertThat(admission.admit(text("webhook-sqs.json")))
        .isEqualTo(
            new Request.Tagging(
                SAVED, new Caller.WebhookCaller("72d3162e-cc78-11e3-81ab-4c9367dc0958")));
    assertThat(admission.admit(text("api-gateway.json")))
        .isInstanceOfSatisfying(
            Request.Tagging.class,
            tagging ->
                assertThat(tagging.caller())
                    .isInstanceOfSatisfying(
                        Caller.ActionsCaller.class,
                        caller ->
                            assertThat(caller.claims()).containsEntry("run_id", "19876543210")));
  }

  @Test
  void readsADryRun() {
    assertThat(admission.dispatchOf(text("dry-run.json")).dryRun()).isTrue();
    assertThat(admission.dispatchOf(payload("\"dry_run\": false")).dryRun()).isFalse();
  }

  @Test
  void needsOnlyTheRepositoryAndTheCommit() {
    Dispatch least =
        admission.dispatchOf(
            """
            {"repository": {"full_name": "example-org/helm-charts"},
             "client_payload": {"after": "9C1D4E7F2A5B8C0D3E6F9A2B5C8D1E4F7A0B3C6D"}}
            """);

    assertThat(least)
        .isEqualTo(
            new Dispatch(
                SAVED.repository(),
                Optional.empty(),
                SAVED.after(),
                false,
                Set.of(),
                OptionalLong.empty(),
                Optional.empty()));
  }

  @Test
  void readsEachRequestedChartOnce() {
    assertThat(admission.dispatchOf(payload("\"charts\": [\"b\", \"a\", \"b\"]")).charts())
        .containsExactly(ChartName.parse("a"), ChartName.parse("b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"0000000000000000000000000000000000000000\""})
  void treatsANullOrAllZeroBeforeAsMissing(String before) {
    String event = dispatch("\"5f2b1c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c\"", before);

    assertThat(admission.dispatchOf(event).before()).isEmpty();
  }

  @Test
  void ignoresUnknownFieldsIncludingAddresses() {
    String event =
        dispatch(
            "\"full_name\"",
            "\"url\": \"http://169.254.169.254/\", \"git_url\": \"file:///etc/passwd\","
                + " \"full_name\"");

    assertThat(admission.dispatchOf(event)).isEqualTo(SAVED);
  }

  @Test
  void doesNotHandleOtherActions() {
    assertThat(admission.admit(dispatch("charts-merged", "keep\\nwarm")))
        .isEqualTo(
            new Request.NotOurs("action \"keep\\u000Awarm\" is none of Chart Tagger's actions"));
    assertThat(admission.admit("{\"action\": \"keep-warm\"}")).isInstanceOf(Request.NotOurs.class);
  }

  @Test
  void doesNotHandleOtherWebhookEventsAfterCheckingTheirSignature() {
    assertThat(admission.admit(webhook(message -> attribute(message, "X-GitHub-Event", "ping"))))
        .isEqualTo(new Request.NotOurs("webhook event \"ping\" is not for this function"));
  }

  @Test
  void decodesABase64Body() {
    byte[] event =
        api(
            each ->
                each.put("isBase64Encoded", true)
                    .put("body", Base64.getEncoder().encodeToString(dispatch().getBytes(UTF_8))));

    assertThat(admission.dispatchOf(event)).isEqualTo(SAVED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=\"UTF-8\""
      })
  void acceptsEveryFormOfTheJsonContentType(String type) {
    byte[] event =
        api(
            each -> {
              ObjectNode headers = (ObjectNode) each.path("headers");
              headers.remove("content-type");
              headers.put("CONTENT-Type", type);
            });

    assertThat(admission.dispatchOf(event)).isEqualTo(SAVED);
  }

  @Test
  void acceptsANamedStageBeforeThePath() {
    assertThat(admission.dispatchOf(api(event -> event.put("rawPath", "/prod/dispatch"))))
        .isEqualTo(SAVED);
  }

  @Test
  void namesTheThreeShapesWhenTheShapeIsUnknown() {
    assertThatThrownBy(() -> admission.admit("{\"hello\": \"world\"}"))
        .isInstanceOf(Rejection.class)
        .hasMessageContainingAll("a dispatch", "API Gateway", "SQS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"after\"             | \"head\"       | client_payload.after is missing",
        "\"client_payload\": { | \"client_payload\": {\"dry_run\": \"yes\", |"
            + " client_payload.dry_run is \"\"yes\"\"",
        "51234567              | 0              | installation.id is \"0\"",
        "\"full_name\"         | \"name\"       | repository.full_name is missing",
        "9c1d4e7               | main           | client_payload.after: \"main",
      })
  void namesTheFieldAndQuotesTheValue(String part, String replacement, String complaint) {
    assertThatThrownBy(() -> admission.admit(apiBody(dispatch(part, replacement))))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void readsTheWebhookSecretOnlyForAWebhook() {
    Admission withoutSecret =
        Admission.withSecret(
            () -> {
              throw new IllegalStateException("Secrets Manager was asked");
            });

    assertThat(withoutSecret.dispatchOf(dispatch())).isEqualTo(SAVED);
    assertThat(withoutSecret.dispatchOf(text("api-gateway.json"))).isEqualTo(SAVED);
    assertThatThrownBy(() -> withoutSecret.admit(text("webhook-sqs.json")))
        .hasMessage("Secrets Manager was asked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void rejectsEveryWebhookWithoutASecret(String secret) {
    byte[] event =
        webhook(message -> attribute(message, "X-Hub-Signature-256", "sha256=" + "0".repeat(64)));

    assertThatThrownBy(() -> Admission.withSecret(() -> secret).admit(event))
        .isInstanceOfSatisfying(
            Rejection.class,
            rejection -> assertThat(rejection.rule()).isEqualTo(Rule.WEBHOOK_SECRET))
        .hasMessageContaining("webhookSecret");
  }

  private static String payload(String field) {
    return dispatch("\"client_payload\": {", "\"client_payload\": {" + field + ",");
  }
}
