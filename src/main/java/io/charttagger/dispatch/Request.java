package io.charttagger.dispatch;

/** The request in an event. */
public sealed interface Request {

  /** A request for tags, which still has to be admitted. */
  record Tagging(Dispatch dispatch, Caller caller) implements Request {}

  /**
   * Another action or webhook event, which this function does not handle. Not an error.
   *
   * @param reason one printable line for the report
   */
  record NotOurs(String reason) implements Request {}
}
