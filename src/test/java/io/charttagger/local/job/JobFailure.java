package io.charttagger.local.job;

/** The main job cannot go on, or found something wrong; the message says what, to a person. */
final class JobFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobFailure(String message) {
    super(message);
  }
}
