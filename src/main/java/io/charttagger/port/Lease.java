package io.charttagger.port;

import java.util.Optional;

/**
 * A lease that this run holds: renewed while work goes on, released on every way out. Safe for
 * concurrent use.
 */
public interface Lease extends AutoCloseable {

  /** Counts the owners of this key; each new one has the next number. */
  long fence();

  /**
   * Extends the lease when less than 30 s of it are left. Called before every write.
   *
   * @throws LeaseLost when another run took it over after it ran out: the caller must stop writing
   */
  void renew();

  /**
   * The work that an earlier owner of this key saved, as of the time when this lease was granted;
   * empty when it cannot be read.
   */
  Optional<byte[]> savedWork();

  /**
   * Saves unfinished work for the next owner of this key, in place of what was saved before. What
   * is larger than 64 MB is not saved.
   *
   * @throws LeaseLost when another run took the lease over: nothing was saved
   */
  void save(byte[] work);

  /**
   * As {@link #save}, and releases the lease with the same update.
   *
   * @throws LeaseLost when another run took the lease over: nothing was saved
   */
  void saveAndClose(byte[] work);

  /**
   * Saves the last report (JSON) for operators, in place of any unfinished work, and releases the
   * lease with the same update.
   *
   * @throws LeaseLost when another run took the lease over: nothing was saved
   */
  void reportAndClose(String report);

  /**
   * Releases the lease if this run still holds it. Never throws: a lease that cannot be released
   * runs out.
   */
  @Override
  void close();
}
