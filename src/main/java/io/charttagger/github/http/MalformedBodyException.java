package io.charttagger.github.http;

import java.io.IOException;

/**
 * An answer that cannot be GitHub's; its message says what is wrong with it and does not quote it.
 */
final class MalformedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedBodyException(String message) {
    super(message);
  }
}
