package io.charttagger.report;

/** What a report says of the GitHub Release of a tag. */
public enum GitHubReleaseResult {
  /** This run published it. */
  CREATED,
  /** The tag had a release already, which is left as it is. */
  EXISTS,
  /** GitHub refused it. */
  FAILED;

  /** True when the run fails because of it. */
  public boolean fails() {
    return switch (this) {
      case FAILED -> true;
      case CREATED, EXISTS -> false;
    };
  }

  /** True when this run wrote it. */
  public boolean isWrittenNow() {
    return switch (this) {
      case CREATED -> true;
      case EXISTS, FAILED -> false;
    };
  }
}
