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
  private final Admission admission = Admission.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {"push", "repository_dispatch", "workflow_dispatch", "workflow_run", "schedule"})
  void admitsTheEventsWhoseWorkflowTheMainBranchDecides(String event) {
    assertThat(admission.admit(apiClaims(claims -> claims.put("event_name", event))))
        .isInstanceOf(Request.Tagging.class);
  }

  @Test
  void comparesRepositoriesIgnoringCase() {
    assertThat(
            admission.admit(
                apiClaims(claims -> claims.put("repository", "Example-Org/HELM-Charts"))))
        .isInstanceOf(Request.Tagging.class);
    assertThat(admission.admit(dispatch("example-org/helm-charts", "EXAMPLE-ORG/Helm-Charts")))
        .isInstanceOf(Request.Tagging.class);
  }

  @Test
  void neverChecksTheSubject() {
    assertThat(admission.admit(apiClaims(claims -> claims.put("sub", "something-new"))))
        .isInstanceOf(Request.Tagging.class);
    assertThat(admission.admit(apiClaims(claims -> claims.remove("sub"))))
        .isInstanceOf(Request.Tagging.class);
  }

  @Test
  void acceptsATokenUntilItExpires() {
    long now = Admission.NOW.getEpochSecond();

    assertThat(admission.admit(apiClaims(claims -> claims.put("exp", now + 1))))
        .isInstanceOf(Request.Tagging.class);
    assertThatThrownBy(() -> admission.admit(apiClaims(claims -> claims.put("exp", now))))
        .isInstanceOfSatisfying(
            Rejection.class, rejection -> assertThat(rejection.rule()).isEqualTo(Rule.EXPIRY));
  }

  @Test
  void acceptsAnyBranchFromAWebhookBecauseGithubAlwaysSendsTheDefaultBranch() {
    assertThat(admission.admit(signedWebhook(webhookBody().replace("\"main\"", "\"develop\""))))
        .isInstanceOf(Request.Tagging.class);
  }

  @Test
  void checksTheAllowListFirst() {
    assertThatThrownBy(
            () ->
                admission.admit(
                    dispatch("example-org/helm-charts\"", "evil/charts\"")
                        .replace("\"main\"", "\"evil\"")))
        .isInstanceOfSatisfying(
            Rejection.class, rejection -> assertThat(rejection.rule()).isEqualTo(Rule.ALLOW_LIST))
        .hasMessageContainingAll("evil/charts", "ALLOWED_REPOSITORIES");
  }

  @Test
  void namesBothBranchesToAVerifiedCallerOfTheRepository() {
    assertThatThrownBy(
            () -> admission.admit(apiClaims(claims -> claims.put("ref", "refs/heads/master"))))
        .hasMessageContaining(
            "the token speaks for \"master\", but only \"main\" is tagged: dispatch from \"main\", or the operator sets MAIN_BRANCH");
  }

  @Test
  void saysWhichBranchIsTaggedAndWhoseTokenIsNeeded() {
    assertThatThrownBy(() -> admission.admit(dispatch("\"main\"", "\"release\"")))
        .hasMessageContaining(
            "branch \"release\" is not tagged, only \"main\" is: dispatch from that one, or the operator sets MAIN_BRANCH");
    assertThatThrownBy(
            () -> admission.admit(apiClaims(claims -> claims.put("repository", "evil/charts"))))
        .hasMessageContaining(
            "the token is not of example-org/helm-charts: a workflow may send a dispatch for its own repository only");
  }
}
