package io.charttagger.port;

import java.util.Optional;

/**
 * A lease that is held: renewed while work goes on, released on every way out. Safe for concurrent
 * use.
 */
public interface Lease extends AutoCloseable {

  /** Counts the owners of this key since it first existed; grows with each of them. */
  long fence();

  /**
   * Called before every write: extends the lease when less than 30 s of it are left.
   *
   * @throws LeaseLost when another run took it over after it ran out: the caller must stop writing
   */
  void renew();

  /** What an earlier owner of this key kept for the next one, as of the taking of this lease. */
  Optional<byte[]> kept();

  /**
   * Keeps something for whoever owns this key next, in place of what was kept before; more than 300
   * KB, compressed, is not kept.
   *
   * @throws LeaseLost when another run took the lease over: nothing was kept
   */
  void keep(byte[] kept);

  /**
   * Keeps the last report (JSON) beside the lease, for operators; forgets what else was kept.
   *
   * @throws LeaseLost when another run took the lease over: nothing was kept
   */
  void keepReport(String report);

  /**
   * Releases the lease if it is still ours. Never throws: a lease that cannot be released runs out.
   */
  @Override
  void close();
}
