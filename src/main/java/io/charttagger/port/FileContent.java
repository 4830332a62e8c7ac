package io.charttagger.port;

/** A file's bytes, at most the first 4 MB of them. */
public final class FileContent {
  private final byte[] bytes;
  private final boolean complete;

  /**
   * Keeps the array, uncopied: it may be large.
   *
   * @param bytes what was read
   * @param complete false when the file goes on
   */
  public FileContent(byte[] bytes, boolean complete) {
    this.bytes = bytes;
    this.complete = complete;
  }

  /** What was read; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** False when the file goes on. */
  public boolean complete() {
    return complete;
  }
}
