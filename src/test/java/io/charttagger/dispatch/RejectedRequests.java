package io.charttagger.dispatch;

import java.util.List;
import java.util.stream.Stream;

/**
 * Hostile and malformed requests that must be rejected, for unit tests and for tests of the
 * packaged function. They assume the settings given here, {@code MAIN_BRANCH=main}, {@code
 * OIDC_AUDIENCE=chart-tagger} and {@link SavedEvents#WEBHOOK_SECRET}.
 */
public final class RejectedRequests {
  /** {@code ALLOWED_REPOSITORIES}. */
  public static final String ALLOWED = "example-org/helm-charts, kube-friends/*";

  private RejectedRequests() {}

  /** All of them. */
  public static List<RejectedRequest> all() {
    return Stream.of(
            RejectedEvents.all(),
            RejectedDispatches.all(),
            RejectedTokens.all(),
            RejectedWebhooks.all(),
            RejectedPushes.all(),
            RejectedCatchUps.all(),
            RejectedPreviews.all())
        .flatMap(List::stream)
        .toList();
  }
}
