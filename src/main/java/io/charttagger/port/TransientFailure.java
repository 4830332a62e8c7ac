package io.charttagger.port;

import java.time.Duration;

/**
 * Work stopped by something that may pass: GitHub or AWS throttled, slow, down, or the time budget
 * spent. Asking again helps, so the run ends as {@code incomplete}.
 */
public sealed class TransientFailure extends RuntimeException permits DoubtfulAnswer, LeaseLost {
  private static final long serialVersionUID = 1L;

  private final StopReason reason;
  private final Duration retryAfter;

  /**
   * Takes a message for the report, free of secrets.
   *
   * @param reason what the run's report names as the cause
   * @param retryAfter when to retry, at the earliest; zero when any time is as good
   */
  public TransientFailure(StopReason reason, String message, Duration retryAfter) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** Who or what is at fault. */
  public StopReason reason() {
    return reason;
  }

  /** How long to wait before a retry. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
