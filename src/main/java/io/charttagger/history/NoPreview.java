package io.charttagger.history;

/** There is nothing to preview: the message says of the pull request why, and what to do. */
public final class NoPreview extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoPreview(String message) {
    super(message);
  }
}
