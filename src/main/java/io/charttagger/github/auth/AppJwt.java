package io.charttagger.github.auth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.charttagger.port.AppKey;
import java.time.Duration;
import java.time.Instant;

/**
 * The App's own signature under a request: good for nine minutes (GitHub allows ten), dated a
 * minute back, because clocks drift.
 *
 * @see <a
 *     href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app">Generating
 *     a JSON Web Token</a>
 */
final class AppJwt {
  private static final Duration DRIFT = Duration.ofMinutes(1);
  private static final Duration LIFE = Duration.ofMinutes(9);

  private AppJwt() {}

  static String signedBy(AppKey key, Instant now) {
    return JWT.create()
        .withIssuer(key.appId())
        .withIssuedAt(now.minus(DRIFT))
        .withExpiresAt(now.plus(LIFE))
        .sign(Algorithm.RSA256(null, key.privateKey()));
  }
}
