package io.charttagger.port;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A lease that this run holds: renewed while work goes on, released on every way out. Safe for
 * concurrent use.
 */
public interface Lease extends AutoCloseable {

  /** Work to be saved, written when it is saved: it may have 64 MB. */
  @FunctionalInterface
  interface Work {
    /** Writes it whole; may close the stream. */
    void writeTo(OutputStream stream) throws IOException;

    /** It as bytes. */
    default byte[] bytes() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        writeTo(bytes);
      } catch (IOException impossible) {
        throw new UncheckedIOException("memory accepts all that is written", impossible);
      }
      return bytes.toByteArray();
    }
  }

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
   * empty when it cannot be read. A stream, because it may have 64 MB; reading it meets no error.
   */
  Optional<InputStream> savedWork();

  /**
   * The last report (JSON) of this key that was saved, as of the time when this lease was granted;
   * empty when unfinished work was saved later.
   */
  Optional<String> lastReport();

  /**
   * Saves unfinished work for the next owner of this key, in place of what was saved before. What
   * is larger than 64 MB is not saved.
   *
   * @throws LeaseLost when another run took the lease over: nothing was saved
   */
  void save(Work work);

  /**
   * As {@link #save}, and releases the lease with the same update.
   *
   * @throws LeaseLost when another run took the lease over: nothing was saved
   */
  void saveAndClose(Work work);

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
