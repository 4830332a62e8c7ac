package io.charttagger.plan;

/** What the plan does with one chart, or why it does nothing. */
public enum ChartOutcome {
  /** Its tag will be created. */
  CREATE,
  /** Its tag exists. */
  ALREADY_TAGGED,
  /** It changed, but its version did not. */
  VERSION_UNCHANGED,
  /** Its version came in before, and has no tag. */
  UNTAGGED,
  /** It was removed. */
  DELETED,
  /** Its {@code Chart.yaml} cannot be used. */
  INVALID,
  /** Its tag points at another commit, or two directories claim it. */
  CONFLICT,
  /** It has no lineage, and lineage is required. */
  UNATTESTED,
  /** Nobody wrote a changelog for its version, and one is required. */
  UNDOCUMENTED,
  /** The settings leave it out. */
  SKIPPED
}
