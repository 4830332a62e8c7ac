package io.charttagger.dispatch;

import static io.charttagger.dispatch.SavedEvents.apiBody;
import static io.charttagger.dispatch.SavedEvents.signedWebhook;
import static io.charttagger.dispatch.SavedEvents.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.RepositoryName;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CatchUpRequestTest {
  private static final String ONE =
      "{\"action\": \"catch-up\", \"repository\": {\"full_name\": \"Example-Org/helm-charts\"},"
          + " \"installation\": {\"id\": 7}}";
  private final Admission admission = Admission.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\": \"catch-up\"}",
        "{\"action\": \"catch-up\", \"client_payload\": null}",
        "{\"action\": \"catch-up\", \"client_payload\": {\"dry_run\": false, \"any\": 1}}"
      })
  void theScheduleAsksForAllRepositories(String event) {
    assertThat(admission.admit(event))
        .isEqualTo(
            new Request.CatchUp(
                Optional.empty(),
                false,
                OptionalLong.empty(),
                Optional.empty(),
                new Caller.DirectCaller()));
  }

  @Test
  void theSavedEventIsADryRunForAllRepositories() {
    assertThat(admission.admit(text("catch-up.json")))
        .isInstanceOfSatisfying(
            Request.CatchUp.class,
            request -> {
              assertThat(request.repository()).isEmpty();
              assertThat(request.dryRun()).isTrue();
            });
  }

  @Test
  void everySourceMayAskForTheCallersOwnRepository() {
    for (Request request :
        new Request[] {
          admission.admit(ONE), admission.admit(apiBody(ONE)), admission.admit(signedWebhook(ONE))
        }) {
      assertThat(request)
          .isInstanceOfSatisfying(
              Request.CatchUp.class,
              catchUp -> {
                assertThat(catchUp.repository())
                    .contains(RepositoryName.parse("example-org/helm-charts"));
                assertThat(catchUp.installation()).hasValue(7);
              });
    }
  }
}
