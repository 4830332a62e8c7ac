package io.charttagger.dispatch;

/**
 * A request turned away at the door; nothing was read from GitHub and nothing written. The message
 * names the rule and what the caller can mend, never what was expected of an authentication, and
 * never a secret.
 */
public final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Rule rule;

  Rejection(Rule rule, String message) {
    // No stack trace: hostile requests shall be cheap, and the rule says where it happened.
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
