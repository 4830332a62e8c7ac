package io.charttagger.github.http;

/**
 * An answer of a shape that the request cannot have: a proxy's page, another object, half of one.
 */
public final class UnexpectedAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes what was asked and what is wrong with the answer, without quoting it. */
  public UnexpectedAnswerException(String message) {
    super(message);
  }
}
