package io.charttagger.dispatch;

/**
 * What a token of GitHub Actions must say to be meant for this function.
 *
 * @param issuer the {@code iss} claim, compared as it is
 * @param audience the {@code aud} claim, compared as it is: a token for several audiences is not
 *     ours
 */
public record TokenTerms(String issuer, String audience) {

  /** Refuses blank terms, which a blank claim would meet. */
  public TokenTerms {
    if (issuer.isBlank() || audience.isBlank()) {
      throw new IllegalArgumentException("a token's issuer and audience must be given");
    }
  }
}
