package io.charttagger.dispatch;

/** What an event turned out to be. */
public sealed interface Request {

  /** Somebody asks for tags; he is still to be admitted. */
  record Tagging(Dispatch dispatch, Caller caller) implements Request {}

  /**
   * Meant for somebody else: another action or another webhook event. Not an error.
   *
   * @param reason one printable line for the report
   */
  record NotOurs(String reason) implements Request {}
}
