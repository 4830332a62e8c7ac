package io.charttagger.port;

import java.time.Instant;

/**
 * Leases shared by all processes of the function. A lease runs out by itself, so a crashed owner
 * blocks nobody for longer than a minute.
 */
public interface Locks {

  /**
   * Takes the lease, or says who holds it. A lease whose end has passed is taken over.
   *
   * @throws TransientFailure when the table is throttled, slow or down
   * @throws PermanentFailure when the table is missing or access is denied, naming the table and
   *     the permission
   */
  Attempt acquire(LockKey key);

  /** What came of asking. */
  sealed interface Attempt {
    /** The lease is ours until it is closed or runs out. */
    record Granted(Lease lease) implements Attempt {}

    /** Somebody else's, until the instant given at the latest (unless renewed). */
    record Held(Instant until) implements Attempt {}
  }
}
