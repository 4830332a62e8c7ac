package io.charttagger.port;

/**
 * The marks of all repositories, shared by all processes of the function. They never expire: a mark
 * that is lost is a merge that may be missed.
 *
 * <p>Both methods throw {@link TransientFailure} when the table is throttled, slow or down, and
 * {@link PermanentFailure} when it is missing, access to it is denied, or the mark's item cannot be
 * read; the message names its key.
 */
public interface Marks {

  /**
   * The mark as it is now.
   *
   * @param repository the repository's id, which stays when it is renamed
   */
  Mark read(long repository);

  /**
   * Replaces the mark if it is still the one that was read.
   *
   * @param read what {@link #read} returned
   * @param next the revision after it
   * @return false when somebody else has changed it: nothing was written
   */
  boolean replace(long repository, Mark read, Mark next);
}
