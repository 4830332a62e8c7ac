package io.charttagger.local.gate;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.github.Users;
import io.charttagger.local.log.TestLog;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * GitHub Actions' OIDC tokens: gives them out, signed with a key of its own, and checks them as API
 * Gateway's JWT authorizer does.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">OpenID Connect
 *     reference</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">JWT
 *     authorizers</a>
 */
final class ActionsTokens {
  private static final String ISSUER = "https://token.actions.githubusercontent.com";
  // The authorizer's leeway is not documented; none is strictest.
  private static final long LIFE = 300;

  private final Algorithm algorithm;
  private final Clock clock;

  ActionsTokens(Clock clock) {
    this.clock = clock;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair keys = generator.generateKeyPair();
      algorithm =
          Algorithm.RSA256((RSAPublicKey) keys.getPublic(), (RSAPrivateKey) keys.getPrivate());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A token as a job of that repository's main branch gets it.
   *
   * @param changed claims instead of or beside the usual ones; an empty text leaves a claim out
   */
  String issue(SimulatedRepository repository, String audience, Map<String, String> changed) {
    Instant now = clock.instant();
    String name = repository.name().toString();
    String ref = "refs/heads/" + repository.defaultBranch();
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("aud", audience);
    claims.put("sub", "repo:" + name + ":ref:" + ref);
    claims.put("repository", name);
    claims.put("repository_id", Long.toString(repository.id()));
    claims.put("repository_owner", repository.name().owner());
    claims.put("repository_owner_id", Long.toString(Users.id(repository.name().owner())));
    claims.put("ref", ref);
    claims.put("ref_type", "branch");
    claims.put("event_name", "push");
    claims.put("workflow", "Tag charts");
    claims.put("job_workflow_ref", name + "/.github/workflows/tag-charts.yaml@" + ref);
    claims.put("run_id", "1");
    claims.put("run_attempt", "1");
    claims.put("actor", "octocat");
    claims.put("exp", Long.toString(now.getEpochSecond() + LIFE));
    claims.put("iat", Long.toString(now.getEpochSecond()));
    claims.put("nbf", Long.toString(now.getEpochSecond() - LIFE));
    claims.putAll(changed);
    JWTCreator.Builder token = JWT.create();
    claims.forEach((claim, value) -> put(token, claim, value));
    String signed = token.sign(algorithm);
    TestLog.shared().mustNotShow("a workflow's token", signed);
    return signed;
  }

  private static void put(JWTCreator.Builder token, String claim, String value) {
    if (value.isEmpty()) {
      return;
    }
    switch (claim) {
      case "exp", "iat", "nbf" -> token.withClaim(claim, Long.parseLong(value));
      default -> token.withClaim(claim, value);
    }
  }

  /**
   * The claims of a good token, in the text form in which API Gateway hands them on.
   *
   * @throws JWTVerificationException when the authorizer would refuse it
   */
  Map<String, String> claims(String token, String audience) {
    DecodedJWT jwt = JWT.decode(token);
    if (!jwt.getAlgorithm().equals("RS256")) {
      throw new JWTVerificationException("not RS256");
    }
    algorithm.verify(jwt);
    Instant now = clock.instant();
    if (!ISSUER.equals(jwt.getIssuer())
        || jwt.getAudience() == null
        || !jwt.getAudience().contains(audience)
        || jwt.getExpiresAtAsInstant() == null
        || !now.isBefore(jwt.getExpiresAtAsInstant())
        || (jwt.getNotBeforeAsInstant() != null && now.isBefore(jwt.getNotBeforeAsInstant()))) {
      throw new JWTVerificationException("issuer, audience or time");
    }
    return jwt.getClaims().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())));
  }

  /** Lists become {@code [a b]}. */
  private static String text(Claim claim) {
    List<String> list = claim.asList(String.class);
    if (list != null) {
      return "[" + String.join(" ", list) + "]";
    }
    String text = claim.asString();
    return text == null ? claim.toString() : text;
  }
}
