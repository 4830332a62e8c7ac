package io.charttagger.dispatch;

import java.util.Map;

/** Who asks, and on what ground he is believed. */
public sealed interface Caller {

  /** Whoever IAM lets invoke the function. */
  record DirectCaller() implements Caller {}

  /**
   * A workflow of GitHub Actions.
   *
   * @param claims the token's claims as API Gateway's authorizer handed them on; only plain values,
   *     so that a claim of any other kind counts as missing
   * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">GitHub's OIDC
   *     claims</a>
   */
  record ActionsCaller(Map<String, String> claims) implements Caller {
    /** Copies the claims. */
    public ActionsCaller {
      claims = Map.copyOf(claims);
    }
  }

  /**
   * The GitHub App's webhook, its signature verified.
   *
   * @param delivery the id under which GitHub lists (and sends again) this delivery
   * @see <a
   *     href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">Validating
   *     webhook deliveries</a>
   */
  record WebhookCaller(String delivery) implements Caller {}
}
