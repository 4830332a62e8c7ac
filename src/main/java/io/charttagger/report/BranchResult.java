package io.charttagger.report;

/** What a report says of a branch that was to be cleaned up. */
public enum BranchResult {
  /** This run deleted it. */
  DELETED,
  /** It is not deleted, because something would be lost or GitHub refused. */
  KEPT,
  /** There is no such branch. */
  MISSING;

  /** True when there was a branch to delete. */
  public boolean existed() {
    return switch (this) {
      case DELETED, KEPT -> true;
      case MISSING -> false;
    };
  }
}
