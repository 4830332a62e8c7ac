package io.charttagger.release;

/** Which release pull requests are opened. */
public enum ReleaseMode {
  /** One rolling pull request from the main branch. */
  BATCH,
  /** One pull request per tag, each from its own branch. */
  PER_CHART,
  /** None. */
  OFF
}
