package io.charttagger.dispatch;

import java.util.List;
import java.util.stream.Stream;

/**
 * The hostile requests that the front door turns away, for units and for the packaged function
 * alike. They presume the settings given here, {@code MAIN_BRANCH=main}, {@code
 * OIDC_AUDIENCE=chart-tagger} and {@link SavedEvents#WEBHOOK_SECRET}.
 */
public final class HostileRequests {
  /** {@code ALLOWED_REPOSITORIES}. */
  public static final String ALLOWED = "example-org/helm-charts, kube-friends/*";

  private HostileRequests() {}

  /** All of them. */
  public static List<HostileRequest> all() {
    return Stream.of(
            HostileEvents.all(),
            HostileDispatches.all(),
            HostileTokens.all(),
            HostileWebhooks.all())
        .flatMap(List::stream)
        .toList();
  }
}
