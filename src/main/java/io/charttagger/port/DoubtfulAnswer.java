package io.charttagger.port;

import java.time.Duration;

/**
 * What the forge said contradicts what else it said, or what must be. One of its answers is wrong,
 * perhaps an earlier one, so the next run must read all of them again.
 */
public final class DoubtfulAnswer extends TransientFailure {
  private static final long serialVersionUID = 1L;

  /** Takes a message for the report, free of secrets. */
  public DoubtfulAnswer(String message) {
    super(StopReason.GITHUB, message, Duration.ZERO);
  }
}
