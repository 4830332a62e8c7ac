package io.charttagger.github;

import java.io.IOException;

/**
 * A write whose answer is lost, late or a server error: GitHub may have done it or not. It was not
 * sent again; whoever catches this reads the state back first.
 */
final class AmbiguousWriteException extends IOException {
  private static final long serialVersionUID = 1L;

  AmbiguousWriteException(String message) {
    super(message);
  }

  AmbiguousWriteException(String message, IOException cause) {
    super(message, cause);
  }
}
