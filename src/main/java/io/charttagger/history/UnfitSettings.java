package io.charttagger.history;

import io.charttagger.port.PermanentFailure;

/** The deployment's settings do not fit a repository that has none of its own. */
public final class UnfitSettings extends PermanentFailure {
  private static final long serialVersionUID = 1L;

  private static final int UNPROCESSABLE = 422;

  UnfitSettings(String message) {
    super(UNPROCESSABLE, message);
  }
}
