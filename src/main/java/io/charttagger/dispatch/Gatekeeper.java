package io.charttagger.dispatch;

import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether the caller may speak for the repository and the branch. Fails closed: what is
 * missing, empty or of another kind does not match.
 */
public final class Gatekeeper {
  // Events that only somebody with write access, or the repository itself, can cause.
  private static final Set<String> EVENTS =
      Set.of("push", "repository_dispatch", "workflow_dispatch", "schedule");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final AllowList allowed;
  private final String mainBranch;
  private final TokenTerms terms;
  private final Clock clock;

  /** Guards one main branch in the repositories allowed. */
  public Gatekeeper(AllowList allowed, String mainBranch, TokenTerms terms, Clock clock) {
    this.allowed = allowed;
    this.mainBranch = mainBranch;
    this.terms = terms;
    this.clock = clock;
  }

  /**
   * Returns when the request is admitted.
   *
   * @throws Rejection naming the rule that it breaks; nothing was called to find out
   */
  public void admit(Request.Tagging request) {
    Dispatch dispatch = request.dispatch();
    if (!allowed.allows(dispatch.repository())) {
      throw new Rejection(
          Rule.ALLOW_LIST,
          dispatch.repository()
              + " is not on the allow list; the operator adds it to ALLOWED_REPOSITORIES");
    }
    switch (request.caller()) {
      case Caller.DirectCaller() -> checkBranch(dispatch);
      case Caller.ActionsCaller(Map<String, String> claims) -> {
        checkToken(claims);
        checkWorkflow(claims, dispatch.repository());
        checkBranch(dispatch);
      }
      // Its signature was verified on reading. Its branch is always the default branch, whatever
      // the sender had in mind.
      case Caller.WebhookCaller(String _) -> {}
    }
  }

  private void checkBranch(Dispatch dispatch) {
    dispatch
        .branch()
        .filter(branch -> !branch.equals(mainBranch))
        .ifPresent(
            branch -> {
              throw new Rejection(
                  Rule.BRANCH, "branch " + Quoted.of(branch) + " is not the one that is tagged");
            });
  }

  private void checkToken(Map<String, String> claims) {
    demand(terms.issuer().equals(claims.get("iss")), Rule.ISSUER, "issuer");
    demand(terms.audience().equals(claims.get("aud")), Rule.AUDIENCE, "audience");
    demand(
        Optional.ofNullable(claims.get("exp"))
            .filter(text -> SECONDS.matcher(text).matches())
            .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
            .filter(clock.instant()::isBefore)
            .isPresent(),
        Rule.EXPIRY,
        "time of expiry");
  }

  /** Never by {@code sub}: its form is configurable and has changed. */
  private void checkWorkflow(Map<String, String> claims, RepositoryName repository) {
    demand(
        Optional.ofNullable(claims.get("repository"))
            .flatMap(Gatekeeper::name)
            .filter(repository::equals)
            .isPresent(),
        Rule.REPOSITORY_CLAIM,
        "repository");
    demand(("refs/heads/" + mainBranch).equals(claims.get("ref")), Rule.REF_CLAIM, "ref");
    demand(
        Optional.ofNullable(claims.get("event_name")).filter(EVENTS::contains).isPresent(),
        Rule.EVENT_CLAIM,
        "event");
  }

  /** Parsed before it is compared without case: a look-alike letter is no name. */
  private static Optional<RepositoryName> name(String claim) {
    try {
      return Optional.of(RepositoryName.parse(claim));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void demand(boolean holds, Rule rule, String what) {
    if (!holds) {
      throw new Rejection(rule, "the token's " + what + " does not fit this request");
    }
  }
}
