package io.charttagger.report;

/** What a report says of a release pull request. */
public enum ReleaseResult {
  /** This run opened it. */
  CREATED,
  /** This run added its tags to it. */
  UPDATED,
  /** It lists the tags already. */
  UNCHANGED,
  /** There is none, because the release branch holds the commits already. */
  NOTHING_BETWEEN,
  /** It could not be written. */
  FAILED;

  /** True when the run fails because of it. */
  public boolean fails() {
    return switch (this) {
      case FAILED -> true;
      case CREATED, UPDATED, UNCHANGED, NOTHING_BETWEEN -> false;
    };
  }

  /** True when this run wrote it. */
  public boolean isWrittenNow() {
    return switch (this) {
      case CREATED, UPDATED -> true;
      case UNCHANGED, NOTHING_BETWEEN, FAILED -> false;
    };
  }
}
