package io.charttagger.local;

import io.charttagger.run.Lease;
import io.charttagger.run.LockKey;
import io.charttagger.run.Locks;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Leases of one process, for tests of the run that need no table. */
public final class MemoryLocks implements Locks {
  private final Map<LockKey, Boolean> held = new HashMap<>();
  private long fence;

  @Override
  public synchronized Attempt acquire(LockKey key) {
    if (held.putIfAbsent(key, true) != null) {
      return new Attempt.Held(Instant.MAX);
    }
    fence++;
    long ours = fence;
    return new Attempt.Granted(
        new Lease() {
          @Override
          public long fence() {
            return ours;
          }

          @Override
          public void renew() {}

          @Override
          public Optional<byte[]> unfinishedPlan() {
            return Optional.empty();
          }

          @Override
          public void keepPlan(byte[] plan) {}

          @Override
          public void keepReport(String report) {}

          @Override
          public void close() {
            release(key);
          }
        });
  }

  private synchronized void release(LockKey key) {
    held.remove(key);
  }

  /** True when no lease is held: every way out of a run must leave it so. */
  public synchronized boolean allReleased() {
    return held.isEmpty();
  }
}
