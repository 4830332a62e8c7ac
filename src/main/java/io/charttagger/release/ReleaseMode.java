package io.charttagger.release;

/** How releases are offered. */
public enum ReleaseMode {
  /** One rolling pull request from the main branch. */
  BATCH,
  /** One pull request per tag, from a branch of its own. */
  PER_CHART,
  /** None. */
  OFF
}
