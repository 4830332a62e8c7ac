package io.charttagger.dispatch;

/**
 * The claims that a GitHub Actions token must have to be accepted by this function.
 *
 * @param issuer the {@code iss} claim, compared exactly
 * @param audience the {@code aud} claim, compared exactly, so that a token for several audiences is
 *     rejected
 */
public record ExpectedToken(String issuer, String audience) {

  /** Rejects blank values, which a blank claim would match. */
  public ExpectedToken {
    if (issuer.isBlank() || audience.isBlank()) {
      throw new IllegalArgumentException("a token's issuer and audience must be given");
    }
  }
}
