package io.charttagger.run;

import io.charttagger.report.RunOutcome;

/** A run that ends before its last line, as it should: nothing failed. */
final class RunStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RunOutcome outcome;

  RunStopped(RunOutcome outcome, String message) {
    super(message, null, false, false);
    this.outcome = outcome;
  }

  RunOutcome outcome() {
    return outcome;
  }
}
