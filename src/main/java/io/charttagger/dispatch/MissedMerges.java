package io.charttagger.dispatch;

/** What becomes of merges whose own dispatch has not come. */
public enum MissedMerges {
  /** The next run tags them. */
  TAG,
  /** The next run reports them: their dispatches wait for something, such as a green build. */
  REPORT,
  /** The next run does not look at them. */
  OFF
}
