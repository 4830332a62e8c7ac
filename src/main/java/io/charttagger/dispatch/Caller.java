package io.charttagger.dispatch;

import java.util.Map;

/** Who sent the request, and how that is known. */
public sealed interface Caller {

  /** Anyone whom IAM allows to invoke the function. */
  record DirectCaller() implements Caller {}

  /**
   * A workflow of GitHub Actions.
   *
   * @param claims the token's claims as API Gateway's authorizer passed them on; only strings and
   *     integers, so that any other kind counts as missing
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
   * @param delivery the id by which GitHub lists and redelivers this delivery
   * @see <a
   *     href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">Validating
   *     webhook deliveries</a>
   */
  record WebhookCaller(String delivery) implements Caller {}
}
