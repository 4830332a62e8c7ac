package io.charttagger.report;

/** The points of a set-up check, in the order of its report. */
public enum SetupPoint {
  /** The App's credentials can be read and used. */
  SECRET,
  /** Tags can be signed, or are not to be. */
  SIGNING_KEY,
  /** The lock table can be read and changed. */
  TABLE,
  /** GitHub answers. */
  GITHUB,
  /** This machine's clock shows GitHub's time. */
  CLOCK,
  /** GitHub accepts the App's signature. */
  APP,
  /** The App requests the permissions that runs need. */
  PERMISSIONS,
  /** Webhooks are sent and can be verified, or none are used. */
  WEBHOOK,
  /** The allow list names the repository. */
  ALLOW_LIST,
  /** The App is installed on the repository. */
  INSTALLATION,
  /** The installation grants what the App requests. */
  ACCEPTED_PERMISSIONS,
  /** The repository can be read and written. */
  REPOSITORY,
  /** The branch that is tagged exists. */
  MAIN_BRANCH,
  /** The repository's settings file, or the deployment's settings, can be used. */
  SETTINGS,
  /** The branch that releases are merged into exists. */
  RELEASE_BRANCH,
  /** There are directories where charts are looked for. */
  CHARTS,
  /** Rulesets keep tags from being moved and deleted. */
  TAG_PROTECTION,
  /** No ruleset refuses the App's tags. */
  TAG_CREATION,
  /** The branches to clean up can exist, and none of them is needed. */
  CLEAN_UP
}
