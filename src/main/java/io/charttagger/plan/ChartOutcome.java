package io.charttagger.plan;

/** What the plan does with one chart, or why it leaves it alone. */
public enum ChartOutcome {
  /** Its tag is to be made. */
  CREATE,
  /** Its tag stands. */
  ALREADY_TAGGED,
  /** It changed, its version did not. */
  VERSION_UNCHANGED,
  /** It is gone. */
  DELETED,
  /** Its {@code Chart.yaml} cannot be used. */
  INVALID,
  /** Its tag is another commit's, or two directories ask for it. */
  CONFLICT,
  /** It has no lineage, and lineage is required. */
  UNATTESTED
}
