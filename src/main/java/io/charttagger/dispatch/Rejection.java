package io.charttagger.dispatch;

/**
 * A request that was rejected before anything was read from GitHub or written. The message names
 * the rule and what the caller can fix, but never the expected value of a credential, and never a
 * secret.
 */
public final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Rule rule;

  Rejection(Rule rule, String message) {
    // No stack trace: rejecting hostile requests should be cheap, and the rule says what failed.
    super("rejected (" + rule.code() + "): " + message, null, false, false);
    this.rule = rule;
  }

  /** The rule that was broken. */
  public Rule rule() {
    return rule;
  }

  /** The HTTP status of the answer: 400, 401 or 403. */
  public int status() {
    return rule.status();
  }
}
