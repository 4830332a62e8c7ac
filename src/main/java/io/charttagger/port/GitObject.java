package io.charttagger.port;

/**
 * A git object that something points at.
 *
 * @param sha its SHA
 * @param kind what it is
 */
public record GitObject(String sha, Kind kind) {

  /** The four kinds of git. */
  public enum Kind {
    /** A commit. */
    COMMIT,
    /** An annotated tag. */
    TAG,
    /** A directory. */
    TREE,
    /** A file. */
    BLOB
  }
}
