package io.charttagger.github.http;

import java.io.IOException;

/** An answer that is longer than any of GitHub's: not asked for again in the same run. */
final class OversizedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  OversizedBodyException(String message) {
    super(message);
  }
}
