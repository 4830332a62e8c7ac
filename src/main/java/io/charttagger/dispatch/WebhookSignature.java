package io.charttagger.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies GitHub's signature of a webhook: {@code sha256=} and the HMAC of the raw body in
 * lower-case hex. The secret is read again when the signature does not match, because it may have
 * been rotated.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">Validating
 *     webhook deliveries</a>
 */
final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern FORM = Pattern.compile("sha256=[0-9a-f]{64}");

  private final WebhookSecret secret;

  WebhookSignature(WebhookSecret secret) {
    this.secret = secret;
  }

  /**
   * Returns when the signature matches.
   *
   * @throws Rejection when it is missing or wrong, or no secret is set
   */
  void verify(byte[] body, Optional<String> signature) {
    String given =
        signature.orElseThrow(
            () ->
                new Rejection(
                    Rule.SIGNATURE, "the webhook is not signed; set its secret in the GitHub App"));
    // Checked first: what cannot be a signature costs no look at the secret.
    if (!FORM.matcher(given).matches()) {
      throw mismatch();
    }
    if (matches(secret.get(), body, given)) {
      return;
    }
    String latest = secret.readAgain();
    if (latest.isBlank()) {
      throw new Rejection(
          Rule.WEBHOOK_SECRET,
          "no webhook secret is set, so no webhook can be verified; set the same value as"
              + " webhookSecret in the App's secret and as the webhook secret of the GitHub App");
    }
    if (!matches(latest, body, given)) {
      throw mismatch();
    }
  }

  private static Rejection mismatch() {
    return new Rejection(
        Rule.SIGNATURE,
        "the webhook's signature is wrong; the operator sets the same value as webhookSecret in the"
            + " App's secret and as the webhook secret of the GitHub App");
  }

  /** Compares in constant time, so that the duration reveals nothing about the correct digits. */
  private static boolean matches(String key, byte[] body, String given) {
    return !key.isBlank()
        && MessageDigest.isEqual(expected(key, body).getBytes(UTF_8), given.getBytes(UTF_8));
  }

  private static String expected(String key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }
}
