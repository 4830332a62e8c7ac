package io.charttagger.port;

import java.time.Instant;

/**
 * Leases shared by all processes of the function. A lease runs out by itself, so an owner that
 * crashed blocks nobody for longer than a minute.
 */
public interface Locks {

  /**
   * Acquires the lease for this key, unless another run holds it. A lease that has run out is taken
   * over.
   *
   * @throws TransientFailure when the table is throttled, slow or down
   * @throws PermanentFailure when the table is missing or access to it is denied, naming the table
   *     and the permission; or when its item cannot be changed, naming the key
   */
  Attempt acquire(LockKey key);

  /** The result of {@link #acquire}. */
  sealed interface Attempt {
    /** The lease is held by this run until it is closed or runs out. */
    record Granted(Lease lease) implements Attempt {}

    /**
     * Another run holds the lease.
     *
     * @param until when it runs out, unless it is renewed or released before
     */
    record Denied(Instant until) implements Attempt {}
  }
}
