package io.charttagger.dispatch;

import static io.charttagger.dispatch.HostileRequest.refused;
import static io.charttagger.dispatch.SavedEvents.api;
import static io.charttagger.dispatch.SavedEvents.apiBody;
import static io.charttagger.dispatch.SavedEvents.apiClaims;
import static io.charttagger.dispatch.SavedEvents.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Requests of workflows whose token does not fit. */
final class HostileTokens {
  private HostileTokens() {}

  static List<HostileRequest> all() {
    return List.of(
        refused(
            401, Rule.CLAIMS, "no authorizer", api(event -> context(event).remove("authorizer"))),
        refused(
            401,
            Rule.CLAIMS,
            "another kind of authorizer",
            api(
                event ->
                    context(event)
                        .putObject("authorizer")
                        .putObject("lambda")
                        .put("repository", "example-org/helm-charts"))),
        refused(401, Rule.CLAIMS, "no claims", apiClaims(ObjectNode::removeAll)),
        refused(401, Rule.CLAIMS, "claims in the body only", withClaimsInTheBody()),
        refused(
            401,
            Rule.ISSUER,
            "another issuer",
            claim("iss", "https://token.actions.githubusercontent.com.evil.example")),
        refused(
            401,
            Rule.ISSUER,
            "an issuer with a slash behind",
            claim("iss", "https://token.actions.githubusercontent.com/")),
        refused(401, Rule.ISSUER, "no issuer", without("iss")),
        refused(401, Rule.ISSUER, "null as issuer", apiClaims(claims -> claims.putNull("iss"))),
        refused(401, Rule.AUDIENCE, "a token for somebody else", claim("aud", "sts.amazonaws.com")),
        refused(
            401,
            Rule.AUDIENCE,
            "several audiences, as API Gateway writes them",
            claim("aud", "[chart-tagger sts.amazonaws.com]")),
        refused(
            401,
            Rule.AUDIENCE,
            "a list of audiences",
            apiClaims(claims -> claims.putArray("aud").add("chart-tagger"))),
        refused(401, Rule.AUDIENCE, "no audience", without("aud")),
        refused(401, Rule.AUDIENCE, "an empty audience", claim("aud", "")),
        refused(401, Rule.AUDIENCE, "the audience in capitals", claim("aud", "CHART-TAGGER")),
        refused(401, Rule.EXPIRY, "an old token sent again", claim("exp", "1000000000")),
        refused(401, Rule.EXPIRY, "no expiry", without("exp")),
        refused(401, Rule.EXPIRY, "an expiry that is no number", claim("exp", "never")),
        refused(401, Rule.EXPIRY, "an expiry of a hundred digits", claim("exp", "9".repeat(100))),
        refused(401, Rule.EXPIRY, "a negative expiry", claim("exp", "-1")),
        refused(
            401,
            Rule.EXPIRY,
            "a list as expiry",
            apiClaims(claims -> claims.putArray("exp").add(4102444800L))),
        refused(
            403,
            Rule.REPOSITORY_CLAIM,
            "a stranger's token for our repository",
            claim("repository", "evil/charts")),
        refused(
            403, Rule.REPOSITORY_CLAIM, "a fork's token", claim("repository", "evil/helm-charts")),
        refused(
            403,
            Rule.REPOSITORY_CLAIM,
            "our token for another listed repository",
            apiBody(dispatch("example-org/helm-charts", "kube-friends/charts"))),
        refused(403, Rule.REPOSITORY_CLAIM, "no repository", without("repository")),
        refused(
            403,
            Rule.REPOSITORY_CLAIM,
            "a list of repositories in the claim",
            apiClaims(claims -> claims.putArray("repository").add("example-org/helm-charts"))),
        refused(
            403,
            Rule.REPOSITORY_CLAIM,
            "an object as repository",
            apiClaims(
                claims ->
                    claims.putObject("repository").put("full_name", "example-org/helm-charts"))),
        refused(
            403,
            Rule.REPOSITORY_CLAIM,
            "several repositories, as API Gateway writes them",
            claim("repository", "[example-org/helm-charts evil/charts]")),
        refused(403, Rule.REPOSITORY_CLAIM, "a Kelvin sign in the claim", kelvin()),
        refused(
            403,
            Rule.REPOSITORY_CLAIM,
            "a line end in the claim",
            claim("repository", "example-org/helm-charts\n")),
        refused(
            403,
            Rule.REPOSITORY_CLAIM,
            "only sub fits",
            apiClaims(
                claims ->
                    claims
                        .put("repository", "evil/charts")
                        .put("sub", "repo:example-org/helm-charts:ref:refs/heads/main"))),
        refused(403, Rule.REF_CLAIM, "a feature branch", claim("ref", "refs/heads/feature")),
        refused(403, Rule.REF_CLAIM, "a tag named like the branch", claim("ref", "refs/tags/main")),
        refused(403, Rule.REF_CLAIM, "a pull request", claim("ref", "refs/pull/1/merge")),
        refused(
            403,
            Rule.REF_CLAIM,
            "a branch that ends like ours",
            claim("ref", "refs/heads/evil/main")),
        refused(403, Rule.REF_CLAIM, "the branch without its place", claim("ref", "main")),
        refused(403, Rule.REF_CLAIM, "another case of the branch", claim("ref", "refs/heads/Main")),
        refused(403, Rule.REF_CLAIM, "no ref", without("ref")),
        refused(
            403,
            Rule.REF_CLAIM,
            "a list of refs",
            apiClaims(claims -> claims.putArray("ref").add("refs/heads/main"))),
        refused(
            403,
            Rule.EVENT_CLAIM,
            "a pull request from a fork",
            claim("event_name", "pull_request_target")),
        refused(403, Rule.EVENT_CLAIM, "a comment", claim("event_name", "issue_comment")),
        refused(
            403, Rule.EVENT_CLAIM, "another workflow's end", claim("event_name", "workflow_run")),
        refused(403, Rule.EVENT_CLAIM, "no event", without("event_name")),
        refused(
            403,
            Rule.EVENT_CLAIM,
            "a number as event",
            apiClaims(claims -> claims.put("event_name", 1))));
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

  /** Java, too, takes a Kelvin sign for a k when it compares without case. */
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
