package io.charttagger.port;

/**
 * Work stopped by something that a retry does not fix: a missing secret, a revoked App, a refused
 * permission. The message says who must act and what to do.
 */
public class PermanentFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Takes a message for the report, free of secrets.
   *
   * @param status the HTTP status of the answer: 404, 422 or 502
   */
  public PermanentFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }
}
