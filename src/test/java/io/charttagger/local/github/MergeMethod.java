package io.charttagger.local.github;

/** The three ways of GitHub's merge button. */
public enum MergeMethod {
  MERGE,
  SQUASH,
  REBASE
}
