package io.charttagger.port;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;

/**
 * The name of a lease, a counter or a mark in the lock table, always lower case.
 *
 * @param value the table's hash key
 */
public record LockKey(String value) {

  /** One run per commit: {@code owner/name@sha}. */
  public static LockKey ofCommit(RepositoryName repository, CommitSha commit) {
    return new LockKey(repository.key() + "@" + commit);
  }

  /** One writer of the release pull request per repository: {@code owner/name#release}. */
  public static LockKey ofRelease(RepositoryName repository) {
    return new LockKey(repository.key() + "#release");
  }

  /** One audit of a repository at a time: {@code owner/name#audit}. */
  public static LockKey ofAudit(RepositoryName repository) {
    return new LockKey(repository.key() + "#audit");
  }

  /** One backfill of a repository at a time: {@code owner/name#backfill}. */
  public static LockKey ofBackfill(RepositoryName repository) {
    return new LockKey(repository.key() + "#backfill");
  }

  /** One rate limiter per installation: {@code installation-id#pace}. */
  public static LockKey ofPace(long installation) {
    return new LockKey(installation + "#pace");
  }

  /** One catch-up of all repositories: {@code all#catch-up}. */
  public static LockKey ofCatchUp() {
    return new LockKey("all#catch-up");
  }

  /** What a check of the set-up tries the table with: {@code all#check-setup}. */
  public static LockKey ofSetupCheck() {
    return new LockKey("all#check-setup");
  }

  /** How far a repository's main branch is decided: {@code <repository id>#progress}. */
  public static LockKey ofMark(long repository) {
    return new LockKey(repository + "#progress");
  }

  @Override
  public String toString() {
    return value;
  }
}
