package io.charttagger.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.fuzz.FuzzTarget;
import java.util.List;

/**
 * Every event is a request or rejected in one line, whatever is in it: as a whole, or in the body
 * of a workflow's request or of a webhook whose signature is right.
 */
public final class EventFuzz implements FuzzTarget {
  private final Admission admission = Admission.standard();

  @Override
  public List<String> seeds() {
    return List.of(
        SavedEvents.dispatch(),
        SavedEvents.pushBody(),
        SavedEvents.webhookBody(),
        SavedEvents.text("audit.json"),
        SavedEvents.text("backfill.json"),
        SavedEvents.text("catch-up.json"),
        SavedEvents.text("api-gateway.json"),
        SavedEvents.text("webhook-sqs.json"),
        "payload=%7B%7D");
  }

  @Override
  public void read(byte[] input) {
    String body = new String(input, UTF_8);
    admit(input);
    admit(SavedEvents.apiBody(body));
    admit(SavedEvents.signedWebhook(body));
    admit(SavedEvents.signedPush(body));
  }

  private void admit(byte[] event) {
    try {
      if (admission.admit(event) instanceof Request.NotOurs(String reason)) {
        assertThat(reason).isNotBlank().doesNotContain("\n");
      }
    } catch (Rejection rejection) {
      assertThat(rejection.getMessage())
          .doesNotContain("\n", SavedEvents.WEBHOOK_SECRET)
          .hasSizeLessThan(2_000);
      assertThat(rejection.status()).isBetween(400, 403);
    }
  }
}
