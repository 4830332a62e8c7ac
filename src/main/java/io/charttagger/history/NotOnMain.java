package io.charttagger.history;

/**
 * The commit is not on the main branch, so no chart may be tagged on it: GitHub serves a fork's
 * commits through the parent repository, and a SHA alone proves nothing.
 */
public final class NotOnMain extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Takes a message that names the commit and the branch. */
  public NotOnMain(String message) {
    super(message);
  }
}
