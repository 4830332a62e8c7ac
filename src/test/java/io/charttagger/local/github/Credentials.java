package io.charttagger.local.github;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.charttagger.local.log.TestLog;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Tells from the Authorization header who calls.
 *
 * @see <a
 *     href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app">A
 *     GitHub App's JWT</a>
 */
final class Credentials {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Hosting hosting;

  Credentials(Hosting hosting) {
    this.hosting = hosting;
  }

  Access of(Call call) {
    Optional<String> header = call.header("Authorization");
    if (header.isEmpty()) {
      return new Access.Anonymous();
    }
    String secret = header.get().substring(header.get().indexOf(' ') + 1).trim();
    Optional<Token> token = hosting.token(secret);
    if (token.isPresent()) {
      return installed(token.get());
    }
    if (secret.startsWith("ghs_") || secret.split("\\.", -1).length != 3) {
      throw Refusal.of(401, "Bad credentials");
    }
    return app(secret);
  }

  private Access installed(Token token) {
    if (!token.installation().isInstalled()
        || !hosting.clock().instant().isBefore(token.expiresAt())) {
      throw Refusal.of(401, "Bad credentials");
    }
    if (token.installation().isSuspended()) {
      throw Refusal.of(403, "This installation has been suspended");
    }
    return new Access.Installed(token);
  }

  private Access app(String secret) {
    DecodedJWT jwt = decoded(secret);
    long id = issuer(jwt);
    PublicKey key =
        Optional.ofNullable(hosting.apps().get(id))
            .orElseThrow(() -> Refusal.of(404, "Integration not found"));
    try {
      Algorithm.RSA256((RSAPublicKey) key, null).verify(jwt);
    } catch (SignatureVerificationException e) {
      throw Refusal.of(401, "A JSON web token could not be decoded");
    }
    TestLog.shared().mustNotShow("an App's own token", secret);
    Instant now = hosting.clock().instant();
    if (!isInteger(jwt, "iat") || jwt.getIssuedAtAsInstant().isAfter(now)) {
      throw Refusal.of(
          401,
          "'Issued at' claim ('iat') must be an Integer representing the time that the assertion"
              + " was issued");
    }
    if (!isInteger(jwt, "exp") || !jwt.getExpiresAtAsInstant().isAfter(now)) {
      throw Refusal.of(
          401,
          "'Expiration time' claim ('exp') must be a numeric value representing the future time at"
              + " which the assertion expires");
    }
    if (jwt.getExpiresAtAsInstant().isAfter(now.plus(LONGEST))) {
      throw Refusal.of(401, "'Expiration time' claim ('exp') is too far in the future");
    }
    return new Access.App(id);
  }

  private static boolean isInteger(DecodedJWT jwt, String claim) {
    try {
      return Json.parse(Base64.getUrlDecoder().decode(jwt.getPayload()))
          .path(claim)
          .isIntegralNumber();
    } catch (JsonProcessingException e) {
      throw Refusal.of(401, "A JSON web token could not be decoded");
    }
  }

  private static DecodedJWT decoded(String secret) {
    try {
      DecodedJWT jwt = JWT.decode(secret);
      if (jwt.getAlgorithm().equals("RS256")) {
        return jwt;
      }
    } catch (JWTDecodeException e) {
      throw Refusal.of(401, "A JSON web token could not be decoded");
    }
    throw Refusal.of(401, "A JSON web token could not be decoded");
  }

  private static long issuer(DecodedJWT jwt) {
    Long number = jwt.getClaim("iss").asLong();
    try {
      return number == null ? Long.parseLong(String.valueOf(jwt.getIssuer())) : number;
    } catch (NumberFormatException e) {
      throw Refusal.of(401, "'Issuer' claim ('iss') must be an Integer");
    }
  }
}
