package io.charttagger.e2e;

import io.charttagger.port.Lease;
import io.charttagger.port.LeaseLost;
import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Leases of one process, for tests of the run that need no table. As in the table, a lease that ran
 * out is still its owner's until somebody takes it over. Safe for concurrent use.
 */
public final class MemoryLocks implements Locks {
  private final Map<LockKey, MemoryLease> held = new HashMap<>();
  private final Map<LockKey, byte[]> kept = new HashMap<>();
  private final Map<LockKey, String> reports = new HashMap<>();
  private long fence;
  private long lastRunOut;

  @Override
  public synchronized Attempt acquire(LockKey key) {
    MemoryLease holder = held.get(key);
    if (holder != null && holder.fence() > lastRunOut) {
      return new Attempt.Denied(Instant.MAX);
    }
    fence++;
    MemoryLease ours =
        new MemoryLease(
            key, fence, Optional.ofNullable(kept.get(key)), Optional.ofNullable(reports.get(key)));
    held.put(key, ours);
    return new Attempt.Granted(ours);
  }

  /** Lets all leases that are held run out, as if their owners had slept for more than a minute. */
  public synchronized void runOut() {
    lastRunOut = fence;
  }

  /** As if the owners of all leases had died, and the leases had run out: they can save nothing. */
  public synchronized void killOwners() {
    held.clear();
  }

  /** Forgets what was kept, as if its owners had died before they could keep it. */
  public synchronized void forgetKept() {
    kept.clear();
  }

  /** Damages what was kept. */
  public synchronized void damageKept() {
    kept.replaceAll((key, bytes) -> Arrays.copyOf(bytes, bytes.length / 2));
  }

  /** The report that was saved last under this key, unless work was saved later. */
  public synchronized Optional<String> lastReport(LockKey key) {
    return Optional.ofNullable(reports.get(key));
  }

  /** True when no lease is held: every way out of a run must leave it so. */
  public synchronized boolean allReleased() {
    return held.isEmpty();
  }

  private synchronized void requireHeld(MemoryLease lease) {
    if (held.get(lease.key()) != lease) {
      throw new LeaseLost(lease.key());
    }
  }

  private synchronized void keep(MemoryLease lease, Optional<byte[]> bytes) {
    requireHeld(lease);
    reports.remove(lease.key());
    bytes.ifPresentOrElse(it -> kept.put(lease.key(), it), () -> kept.remove(lease.key()));
  }

  private synchronized void report(MemoryLease lease, String report) {
    keep(lease, Optional.empty());
    reports.put(lease.key(), report);
  }

  private synchronized void release(MemoryLease lease) {
    held.remove(lease.key(), lease);
  }

  /** A lease of these locks. */
  private final class MemoryLease implements Lease {
    private final LockKey key;
    private final long fence;
    private final Optional<byte[]> found;
    private final Optional<String> lastReport;

    MemoryLease(LockKey key, long fence, Optional<byte[]> found, Optional<String> lastReport) {
      this.lastReport = lastReport;
      this.key = key;
      this.fence = fence;
      this.found = found;
    }

    LockKey key() {
      return key;
    }

    @Override
    public long fence() {
      return fence;
    }

    @Override
    public void renew() {
      requireHeld(this);
    }

    @Override
    public Optional<InputStream> savedWork() {
      return found.map(ByteArrayInputStream::new);
    }

    @Override
    public Optional<String> lastReport() {
      return lastReport;
    }

    @Override
    public void save(Work work) {
      MemoryLocks.this.keep(this, Optional.of(work.bytes()));
    }

    @Override
    public void saveAndClose(Work work) {
      save(work);
      close();
    }

    @Override
    public void reportAndClose(String report) {
      MemoryLocks.this.report(this, report);
      close();
    }

    @Override
    public void close() {
      release(this);
    }
  }
}
