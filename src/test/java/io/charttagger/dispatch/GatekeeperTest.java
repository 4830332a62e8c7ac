package io.charttagger.dispatch;

import static io.charttagger.dispatch.SavedEvents.apiClaims;
import static io.charttagger.dispatch.SavedEvents.dispatch;
import static io.charttagger.dispatch.SavedEvents.signedWebhook;
import static io.charttagger.dispatch.SavedEvents.webhookBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GatekeeperTest {
  private final FrontDoor door = FrontDoor.usual();

  @ParameterizedTest
  @ValueSource(strings = {"push", "repository_dispatch", "workflow_dispatch", "schedule"})
  void admitsTheEventsThatOnlyTheRepositoryItselfCauses(String event) {
    assertThat(door.pass(apiClaims(claims -> claims.put("event_name", event))))
        .isInstanceOf(Request.Tagging.class);
  }

  @Test
  void comparesRepositoriesWithoutCase() {
    assertThat(door.pass(apiClaims(claims -> claims.put("repository", "Example-Org/HELM-Charts"))))
        .isInstanceOf(Request.Tagging.class);
    assertThat(door.pass(dispatch("example-org/helm-charts", "EXAMPLE-ORG/Helm-Charts")))
        .isInstanceOf(Request.Tagging.class);
  }

  @Test
  void neverLooksAtTheSubject() {
    assertThat(door.pass(apiClaims(claims -> claims.put("sub", "something-new"))))
        .isInstanceOf(Request.Tagging.class);
    assertThat(door.pass(apiClaims(claims -> claims.remove("sub"))))
        .isInstanceOf(Request.Tagging.class);
  }

  @Test
  void takesATokenUntilTheSecondItRunsOut() {
    long now = FrontDoor.NOW.getEpochSecond();

    assertThat(door.pass(apiClaims(claims -> claims.put("exp", now + 1))))
        .isInstanceOf(Request.Tagging.class);
    assertThatThrownBy(() -> door.pass(apiClaims(claims -> claims.put("exp", now))))
        .isInstanceOfSatisfying(
            Rejection.class, rejection -> assertThat(rejection.rule()).isEqualTo(Rule.EXPIRY));
  }

  @Test
  void takesAnyBranchFromGithubsWebhookWhichAlwaysSendsTheDefaultBranch() {
    assertThat(door.pass(signedWebhook(webhookBody().replace("\"main\"", "\"develop\""))))
        .isInstanceOf(Request.Tagging.class);
  }

  @Test
  void asksForTheAllowListBeforeAnythingElse() {
    assertThatThrownBy(
            () ->
                door.pass(
                    dispatch("example-org/helm-charts\"", "evil/charts\"")
                        .replace("\"main\"", "\"evil\"")))
        .isInstanceOfSatisfying(
            Rejection.class, rejection -> assertThat(rejection.rule()).isEqualTo(Rule.ALLOW_LIST))
        .hasMessageContainingAll("evil/charts", "ALLOWED_REPOSITORIES");
  }
}
