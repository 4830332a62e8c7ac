package io.charttagger.port;

import java.time.Duration;

/** A lease ran out before its owner was done, and another run took it over. */
public final class LeaseLost extends TransientFailure {
  private static final long serialVersionUID = 1L;

  /** Takes the key whose lease another run holds now. */
  public LeaseLost(LockKey key) {
    super(
        StopReason.ANOTHER_RUN,
        "the lease " + key + " was taken over by another run",
        Duration.ofSeconds(5));
  }
}
