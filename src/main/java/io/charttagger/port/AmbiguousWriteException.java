package io.charttagger.port;

import java.io.IOException;

/**
 * A write whose answer is lost, late, unreadable or a server error: the forge may have done it or
 * not. It was not sent again; the caller reads the state back first.
 */
public final class AmbiguousWriteException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Takes what was seen. */
  public AmbiguousWriteException(String message) {
    super(message);
  }

  /** Takes what was seen, and its cause. */
  public AmbiguousWriteException(String message, IOException cause) {
    super(message, cause);
  }
}
