package io.charttagger.dispatch;

import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Decides whether the caller may act for the repository and the branch. Fails closed: a claim that
 * is missing, empty or of another type does not match.
 */
public final class Gatekeeper {
  // Events that only the repository itself, or someone with write access to it, can cause; and the
  // end of another workflow, which a fork can cause but which runs the main branch's own workflow.
  private static final Set<String> EVENTS =
      Set.of("push", "repository_dispatch", "workflow_dispatch", "workflow_run", "schedule");
  private static final String PULL_REQUEST = "pull_request";
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private static final String BRANCHES = "refs/heads/";

  private final AllowList allowed;
  private final Optional<String> mainBranch;
  private final ExpectedToken expected;
  private final Clock clock;

  /**
   * Admits requests for the main branch of the allowed repositories.
   *
   * @param mainBranch the branch that is tagged, or empty for the default branch of each
   *     repository: then {@link #admit(Caller, Optional, String)} comes after the others, as soon
   *     as it is known
   */
  public Gatekeeper(
      AllowList allowed, Optional<String> mainBranch, ExpectedToken expected, Clock clock) {
    this.allowed = allowed;
    this.mainBranch = mainBranch;
    this.expected = expected;
    this.clock = clock;
  }

  /**
   * Returns when the request is admitted.
   *
   * @throws Rejection naming the rule that it breaks; no network call was made
   */
  public void admit(Request.Tagging request) {
    Dispatch dispatch = request.dispatch();
    admit(dispatch.repository(), dispatch.branch(), request.caller());
  }

  /**
   * Returns when the request is admitted. Only a direct invocation, such as the schedule's, may be
   * for all repositories.
   *
   * @throws Rejection naming the rule that it breaks; no network call was made
   */
  public void admit(Request.CatchUp request) {
    request
        .repository()
        .ifPresentOrElse(
            repository -> admit(repository, request.branch(), request.caller()),
            () -> admitForAll(request.branch(), request.caller()));
  }

  /**
   * Returns when the request is admitted. Who may invoke the function may have any repository
   * checked, because whether the allow list names it is one of the points.
   *
   * @throws Rejection naming the rule that it breaks; no network call was made
   */
  public void admit(Request.CheckSetup request) {
    boolean isDirect = request.caller() instanceof Caller.DirectCaller;
    if (isDirect || request.repository().isEmpty()) {
      admitForAll(request.branch(), request.caller());
    } else {
      admit(request.repository().get(), request.branch(), request.caller());
    }
  }

  private void admitForAll(Optional<String> branch, Caller caller) {
    switch (caller) {
      case Caller.DirectCaller() -> checkBranch(branch, mainBranch);
      case Caller.ActionsCaller(Map<String, String> claims) -> {
        checkToken(claims);
        throw withoutRepository();
      }
      case Caller.WebhookCaller(String _) -> throw withoutRepository();
    }
  }

  /**
   * Returns when the caller speaks for the main branch.
   *
   * @param branch the branch that the request names, if it does
   * @param main the branch that is tagged
   * @throws Rejection naming the rule that the request breaks
   */
  public void admit(Caller caller, Optional<String> branch, String main) {
    checkBranch(branch, Optional.of(main));
    if (caller instanceof Caller.ActionsCaller(Map<String, String> claims)) {
      checkRef(Optional.ofNullable(claims.get("ref")), main);
    }
  }

  /**
   * Returns when the request is admitted. The token of a workflow that a pull request started is
   * good for a preview of that pull request's test merge, and for nothing else.
   *
   * @throws Rejection naming the rule that it breaks; no network call was made
   */
  public void admit(Request.Preview request) {
    Dispatch dispatch = request.dispatch();
    requireAllowed(dispatch.repository());
    switch (request.caller()) {
      case Caller.DirectCaller() -> checkBranch(dispatch.branch(), mainBranch);
      case Caller.ActionsCaller(Map<String, String> claims) -> {
        checkToken(claims);
        checkRepository(claims, dispatch.repository());
        checkPreview(claims, request);
        mainBranch.ifPresent(main -> checkBase(claims, main));
        checkBranch(dispatch.branch(), mainBranch);
      }
      case Caller.WebhookCaller(String _) ->
          throw new Rejection(
              Rule.PREVIEW,
              "a webhook has no answer that could show a preview: send it to POST /dispatch, or invoke the function");
    }
  }

  /**
   * Returns when the preview is of a pull request into the main branch.
   *
   * @param main the branch that is tagged
   * @throws Rejection naming the rule that the request breaks
   */
  public void admit(Request.Preview request, String main) {
    if (request.caller() instanceof Caller.ActionsCaller(Map<String, String> claims)) {
      checkBase(claims, main);
    }
    checkBranch(request.dispatch().branch(), Optional.of(main));
  }

  /** The repositories that may be tagged. */
  public AllowList allowList() {
    return allowed;
  }

  /** True when the repository is on the allow list. */
  public boolean isAllowed(RepositoryName repository) {
    return allowed.allows(repository);
  }

  /** True when a repository of this owner may be on the allow list. */
  public boolean mayAllow(String owner) {
    return allowed.namesOwner(owner);
  }

  private static Rejection withoutRepository() {
    return new Rejection(
        Rule.FIELD,
        "repository is missing: a workflow or a webhook may ask for its own repository only");
  }

  /**
   * Returns when the request is admitted. A backfill writes tags on commits that nobody has just
   * merged, so only a person may ask for it.
   *
   * @throws Rejection naming the rule that it breaks; no network call was made
   */
  public void admit(Request.Backfill request) {
    admit(request.survey().repository(), request.survey().branch(), request.caller());
    if (!request.dryRun() && !isByHand(request.caller())) {
      throw new Rejection(
          Rule.BY_HAND,
          "a backfill that writes needs a direct invocation or a workflow_dispatch; leave out"
              + " client_payload.dry_run for a dry run");
    }
  }

  /**
   * Returns when the request is admitted.
   *
   * @throws Rejection naming the rule that it breaks; no network call was made
   */
  public void admit(Request.Audit request) {
    admit(request.survey().repository(), request.survey().branch(), request.caller());
  }

  private static boolean isByHand(Caller caller) {
    return switch (caller) {
      case Caller.DirectCaller() -> true;
      case Caller.ActionsCaller(Map<String, String> claims) ->
          "workflow_dispatch".equals(claims.get("event_name"));
      case Caller.WebhookCaller(String _) -> false;
    };
  }

  private void requireAllowed(RepositoryName repository) {
    if (!allowed.allows(repository)) {
      throw new Rejection(
          Rule.ALLOW_LIST,
          repository
              + " is not on the allow list; the operator can add it to ALLOWED_REPOSITORIES");
    }
  }

  private void admit(RepositoryName repository, Optional<String> branch, Caller caller) {
    requireAllowed(repository);
    switch (caller) {
      case Caller.DirectCaller() -> checkBranch(branch, mainBranch);
      case Caller.ActionsCaller(Map<String, String> claims) -> {
        checkToken(claims);
        checkRepository(claims, repository);
        checkWorkflow(claims);
        checkBranch(branch, mainBranch);
      }
      // Its signature was verified when it was read. GitHub sends a repository_dispatch for the
      // default branch only, and a push to another branch is no request.
      case Caller.WebhookCaller(String _) -> {}
    }
  }

  private static void checkBranch(Optional<String> branch, Optional<String> main) {
    branch
        .filter(name -> main.isPresent() && !name.equals(main.get()))
        .ifPresent(
            name -> {
              throw new Rejection(
                  Rule.BRANCH,
                  "branch %s is not tagged, only %s is: dispatch from that one, or the operator sets MAIN_BRANCH"
                      .formatted(Quoted.of(name), Quoted.of(main.get())));
            });
  }

  private void checkToken(Map<String, String> claims) {
    require(expected.issuer().equals(claims.get("iss")), Rule.ISSUER, "issuer");
    require(expected.audience().equals(claims.get("aud")), Rule.AUDIENCE, "audience");
    require(
        Optional.ofNullable(claims.get("exp"))
            .filter(text -> SECONDS.matcher(text).matches())
            .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
            .filter(clock.instant()::isBefore)
            .isPresent(),
        Rule.EXPIRY,
        "expiry time");
  }

  /** Never checks {@code sub}: its format is configurable and has changed. */
  private static void checkRepository(Map<String, String> claims, RepositoryName repository) {
    if (Optional.ofNullable(claims.get("repository"))
        .flatMap(Gatekeeper::name)
        .filter(repository::equals)
        .isEmpty()) {
      throw new Rejection(
          Rule.REPOSITORY_CLAIM,
          "the token is not of %s: a workflow may send a dispatch for its own repository only"
              .formatted(repository));
    }
  }

  private void checkWorkflow(Map<String, String> claims) {
    Optional<String> event = Optional.ofNullable(claims.get("event_name"));
    if (event.filter(EVENTS::contains).isEmpty()) {
      throw new Rejection(
          Rule.EVENT_CLAIM,
          event.equals(Optional.of(PULL_REQUEST))
              ? "a token of the event pull_request is admitted for a preview only: send client_payload.pull_request and \"dry_run\": true, as the workflow does with preview: true"
              : "the token comes from %s: start the workflow on one of the events %s"
                  .formatted(
                      event.map(Gatekeeper::named).orElse("no event"),
                      String.join(", ", new TreeSet<>(EVENTS))));
    }
    Optional<String> ref = Optional.ofNullable(claims.get("ref"));
    mainBranch.ifPresentOrElse(main -> checkRef(ref, main), () -> checkIsBranch(ref));
  }

  /** The branch that is tagged is not known yet. */
  private static void checkIsBranch(Optional<String> ref) {
    if (ref.filter(it -> it.startsWith(BRANCHES)).isEmpty()) {
      throw new Rejection(
          Rule.REF_CLAIM,
          "the token speaks for %s, which is not a branch: start the workflow on the branch that is tagged"
              .formatted(ref.map(Quoted::of).orElse("nothing")));
    }
  }

  private static String named(String event) {
    return "the event " + Quoted.of(event);
  }

  /** GitHub itself says in the token which commit is the test merge of which pull request. */
  private static void checkPreview(Map<String, String> claims, Request.Preview request) {
    Optional<String> event = Optional.ofNullable(claims.get("event_name"));
    if (!event.equals(Optional.of(PULL_REQUEST))) {
      throw new Rejection(
          Rule.EVENT_CLAIM,
          "the token is of %s; a preview is admitted from the event pull_request only: let the workflow start on it"
              .formatted(event.map(Gatekeeper::named).orElse("no event")));
    }
    Optional<String> ref = Optional.ofNullable(claims.get("ref"));
    if (!ref.equals(Optional.of("refs/pull/%d/merge".formatted(request.pullRequest())))) {
      throw new Rejection(
          Rule.REF_CLAIM,
          "the token speaks for %s, the preview is of pull request #%d: send the number of the pull request that started the workflow"
              .formatted(ref.map(Quoted::of).orElse("no ref"), request.pullRequest()));
    }
    Optional<String> sha = Optional.ofNullable(claims.get("sha"));
    if (!sha.equals(Optional.of(request.dispatch().after().value()))) {
      throw new Rejection(
          Rule.SHA_CLAIM,
          "the token speaks for %s, client_payload.after is %s: send github.sha"
              .formatted(
                  sha.map(it -> "commit " + Quoted.of(it)).orElse("no commit"),
                  request.dispatch().after()));
    }
  }

  private static void checkBase(Map<String, String> claims, String main) {
    Optional<String> base = Optional.ofNullable(claims.get("base_ref"));
    if (!base.equals(Optional.of(main))) {
      throw new Rejection(
          Rule.BASE_CLAIM,
          "the pull request is into %1$s, but only %2$s is tagged: let the workflow start on pull requests into %2$s only"
              .formatted(base.map(Quoted::of).orElse("no branch"), Quoted.of(main)));
    }
  }

  /** The token is verified and of this repository: its own branch is no secret to it. */
  private static void checkRef(Optional<String> ref, String main) {
    if (!ref.equals(Optional.of(BRANCHES + main))) {
      throw new Rejection(
          Rule.REF_CLAIM,
          "the token speaks for %1$s, but only %2$s is tagged: dispatch from %2$s, or the operator sets MAIN_BRANCH"
              .formatted(
                  ref.map(it -> it.startsWith(BRANCHES) ? it.substring(BRANCHES.length()) : it)
                      .map(Quoted::of)
                      .orElse("no branch"),
                  Quoted.of(main)));
    }
  }

  /** Parsed before it is compared ignoring case, so that a look-alike letter never matches. */
  private static Optional<RepositoryName> name(String claim) {
    try {
      return Optional.of(RepositoryName.parse(claim));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void require(boolean holds, Rule rule, String what) {
    if (!holds) {
      throw new Rejection(rule, "the token's " + what + " does not match this request");
    }
  }
}
