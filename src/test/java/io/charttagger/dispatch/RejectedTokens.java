package io.charttagger.dispatch;

import static io.charttagger.dispatch.RejectedRequest.rejected;
import static io.charttagger.dispatch.SavedEvents.api;
import static io.charttagger.dispatch.SavedEvents.apiBody;
import static io.charttagger.dispatch.SavedEvents.apiClaims;
import static io.charttagger.dispatch.SavedEvents.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Workflow requests whose token must be rejected. */
final class RejectedTokens {
  private RejectedTokens() {}

  static List<RejectedRequest> all() {
    return List.of(
        rejected(
            401, Rule.CLAIMS, "no authorizer", api(event -> context(event).remove("authorizer"))),
        rejected(
            401,
            Rule.CLAIMS,
            "another kind of authorizer",
            api(
                event ->
                    context(event)
                        .putObject("authorizer")
                        .putObject("lambda")
                        .put("repository", "example-org/helm-charts"))),
        rejected(401, Rule.CLAIMS, "no claims", apiClaims(ObjectNode::removeAll)),
        rejected(401, Rule.CLAIMS, "claims in the body only", withClaimsInTheBody()),
        rejected(
            401,
            Rule.ISSUER,
            "another issuer",
            claim("iss", "https://token.actions.githubusercontent.com.evil.example")),
        rejected(
            401,
            Rule.ISSUER,
            "an issuer with a trailing slash",
            claim("iss", "https://token.actions.githubusercontent.com/")),
        rejected(401, Rule.ISSUER, "no issuer", without("iss")),
        rejected(401, Rule.ISSUER, "null as issuer", apiClaims(claims -> claims.putNull("iss"))),
        rejected(
            401, Rule.AUDIENCE, "a token for another audience", claim("aud", "sts.amazonaws.com")),
        rejected(
            401,
            Rule.AUDIENCE,
            "several audiences, as API Gateway writes them",
            claim("aud", "[chart-tagger sts.amazonaws.com]")),
        rejected(
            401,
            Rule.AUDIENCE,
            "a list of audiences",
            apiClaims(claims -> claims.putArray("aud").add("chart-tagger"))),
        rejected(401, Rule.AUDIENCE, "no audience", without("aud")),
        rejected(401, Rule.AUDIENCE, "an empty audience", claim("aud", "")),
        rejected(401, Rule.AUDIENCE, "the audience in capitals", claim("aud", "CHART-TAGGER")),
        rejected(401, Rule.EXPIRY, "an expired token", claim("exp", "1000000000")),
        rejected(401, Rule.EXPIRY, "no expiry", without("exp")),
        rejected(401, Rule.EXPIRY, "an expiry that is no number", claim("exp", "never")),
        rejected(401, Rule.EXPIRY, "an expiry of a hundred digits", claim("exp", "9".repeat(100))),
        rejected(401, Rule.EXPIRY, "a negative expiry", claim("exp", "-1")),
        rejected(
            401,
            Rule.EXPIRY,
            "a list as expiry",
            apiClaims(claims -> claims.putArray("exp").add(4102444800L))),
        rejected(
            403,
            Rule.REPOSITORY_CLAIM,
            "a stranger's token for our repository",
            claim("repository", "evil/charts")),
        rejected(
            403, Rule.REPOSITORY_CLAIM, "a fork's token", claim("repository", "evil/helm-charts")),
        rejected(
            403,
            Rule.REPOSITORY_CLAIM,
            "our token for another listed repository",
            apiBody(dispatch("example-org/helm-charts", "kube-friends/charts"))),
        rejected(403, Rule.REPOSITORY_CLAIM, "no repository", without("repository")),
        rejected(
            403,
            Rule.REPOSITORY_CLAIM,
            "a list of repositories in the claim",
            apiClaims(claims -> claims.putArray("repository").add("example-org/helm-charts"))),
        rejected(
            403,
            Rule.REPOSITORY_CLAIM,
            "an object as repository",
            apiClaims(
                claims ->
                    claims.putObject("repository").put("full_name", "example-org/helm-charts"))),
        rejected(
            403,
            Rule.REPOSITORY_CLAIM,
            "several repositories, as API Gateway writes them",
            claim("repository", "[example-org/helm-charts evil/charts]")),
        rejected(403, Rule.REPOSITORY_CLAIM, "a Kelvin sign in the claim", kelvin()),
        rejected(
            403,
            Rule.REPOSITORY_CLAIM,
            "a line end in the claim",
            claim("repository", "example-org/helm-charts\n")),
        rejected(
            403,
            Rule.REPOSITORY_CLAIM,
            "only sub fits",
            apiClaims(
                claims ->
                    claims
                        .put("repository", "evil/charts")
                        .put("sub", "repo:example-org/helm-charts:ref:refs/heads/main"))),
        rejected(403, Rule.REF_CLAIM, "a feature branch", claim("ref", "refs/heads/feature")),
        rejected(
            403, Rule.REF_CLAIM, "a tag named like the branch", claim("ref", "refs/tags/main")),
        rejected(403, Rule.REF_CLAIM, "a pull request", claim("ref", "refs/pull/1/merge")),
        rejected(
            403,
            Rule.REF_CLAIM,
            "a branch that ends like ours",
            claim("ref", "refs/heads/evil/main")),
        rejected(403, Rule.REF_CLAIM, "the branch without refs/heads", claim("ref", "main")),
        rejected(
            403, Rule.REF_CLAIM, "another case of the branch", claim("ref", "refs/heads/Main")),
        rejected(403, Rule.REF_CLAIM, "no ref", without("ref")),
        rejected(
            403,
            Rule.REF_CLAIM,
            "a list of refs",
            apiClaims(claims -> claims.putArray("ref").add("refs/heads/main"))),
        rejected(
            403,
            Rule.EVENT_CLAIM,
            "a pull request from a fork",
            claim("event_name", "pull_request_target")),
        rejected(403, Rule.EVENT_CLAIM, "a comment", claim("event_name", "issue_comment")),
        rejected(
            403,
            Rule.EVENT_CLAIM,
            "the event of a pull request",
            claim("event_name", "pull_request")),
        rejected(403, Rule.EVENT_CLAIM, "no event", without("event_name")),
        rejected(
            403,
            Rule.EVENT_CLAIM,
            "a number as event",
            apiClaims(claims -> claims.put("event_name", 1))),
        rejected(
            403,
            Rule.BY_HAND,
            "a push that asks for a backfill",
            apiBody(SavedEvents.writingBackfill())));
  }

  private static byte[] claim(String name, String value) {
    return apiClaims(claims -> claims.put(name, value));
  }

  private static byte[] without(String name) {
    return apiClaims(claims -> claims.remove(name));
  }

  private static byte[] withClaimsInTheBody() {
    return api(
        event -> {
          context(event).remove("authorizer");
          event.put(
              "body",
              dispatch(
                  "\"action\"",
                  "\"claims\": {\"repository\": \"example-org/helm-charts\"}, \"action\""));
        });
  }

  /** Java, too, treats a Kelvin sign as a k when it compares ignoring case. */
  private static byte[] kelvin() {
    return api(
        event -> {
          event.put("body", dispatch("example-org/helm-charts", "kube-friends/charts"));
          ((ObjectNode) event.at("/requestContext/authorizer/jwt/claims"))
              .put("repository", "\u212Aube-friends/charts");
        });
  }

  private static ObjectNode context(ObjectNode event) {
    return (ObjectNode) event.path("requestContext");
  }
}
