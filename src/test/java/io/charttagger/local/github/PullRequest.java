package io.charttagger.local.github;

import io.charttagger.chart.CommitSha;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A pull request as the server holds it. It changes only through {@link PullRequests}, whose lock
 * guards it.
 */
public final class PullRequest {
  private final int number;
  private final String author;
  private final Instant createdAt;
  private String title;
  private String body;
  private String head;
  private String base;
  private Instant updatedAt;
  private final Set<String> labels = new TreeSet<>();
  private Optional<Instant> closedAt = Optional.empty();
  private Optional<Merge> merge = Optional.empty();
  private String headSha;
  private String baseSha;
  private Optional<Set<String>> brought = Optional.empty();
  private Optional<TestMerge> testMerge = Optional.empty();

  PullRequest(int number, PullRequestDraft draft, String author, Instant createdAt) {
    this.number = number;
    this.author = author;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
    this.title = draft.title();
    this.body = draft.body();
    this.head = draft.head();
    this.base = draft.base();
    this.headSha = CommitSha.parse("0".repeat(40)).value();
    this.baseSha = headSha;
  }

  public int number() {
    return number;
  }

  public String author() {
    return author;
  }

  public String title() {
    return title;
  }

  public String body() {
    return body;
  }

  /** The branch, or {@code owner:branch} for one of a fork. */
  public String head() {
    return head;
  }

  public String base() {
    return base;
  }

  /** In alphabetical order. */
  public List<String> labels() {
    return List.copyOf(labels);
  }

  void label(List<String> added, Instant now) {
    labels.addAll(added);
    updatedAt = now;
  }

  public boolean isOpen() {
    return closedAt.isEmpty();
  }

  public boolean isMerged() {
    return merge.isPresent();
  }

  /** The merge, squash or last rebased commit, once merged. */
  public Optional<CommitSha> mergeCommit() {
    return merge.map(done -> done.as().commit());
  }

  /** Where the head stood when last looked at; it stays there once closed. */
  public String headSha() {
    return headSha;
  }

  String baseSha() {
    return baseSha;
  }

  /** The test merge of head and base as they are now; empty when it was not tried since. */
  Optional<TestMerge> testMerge() {
    return testMerge.filter(
        it -> isOpen() && it.head().equals(headSha) && it.base().equals(baseSha));
  }

  void tested(Optional<CommitSha> merge) {
    testMerge = Optional.of(new TestMerge(headSha, baseSha, merge));
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  Optional<Instant> closedAt() {
    return closedAt;
  }

  Optional<Merge> merge() {
    return merge;
  }

  /** The branch without its owner. */
  String headBranch() {
    return head.substring(head.indexOf(':') + 1);
  }

  /** {@code owner:branch}. */
  String headLabel(String owner) {
    return head.indexOf(':') < 0 ? owner + ":" + head : head;
  }

  void standsAt(String headNow, String baseNow) {
    headSha = headNow;
    baseSha = baseNow;
  }

  void edit(PullRequestDraft draft, Instant now) {
    title = draft.title();
    body = draft.body();
    base = draft.base();
    updatedAt = now;
  }

  void close(Instant now) {
    closedAt = Optional.of(now);
    updatedAt = now;
  }

  void reopen(Instant now) {
    closedAt = Optional.empty();
    updatedAt = now;
  }

  void mergedAs(MergedAs as, Instant known) {
    merge = Optional.of(new Merge(as, known));
    close(as.when());
  }

  /** The commits that this brought, worked out once. */
  Set<String> brought(Lookup lookup) throws java.io.IOException {
    if (brought.isEmpty()) {
      Set<String> commits = new HashSet<>(lookup.commits(this));
      merge.ifPresent(done -> done.as().rebased().forEach(sha -> commits.add(sha.value())));
      brought = Optional.of(commits);
    }
    return brought.get();
  }

  /** Works out what a merge brought. */
  @FunctionalInterface
  interface Lookup {
    Set<String> commits(PullRequest pull) throws java.io.IOException;
  }

  /**
   * A merge that was tried.
   *
   * @param merge its commit; empty when the two conflict
   */
  record TestMerge(String head, String base, Optional<CommitSha> merge) {}

  /**
   * A merge that happened.
   *
   * @param known when the simulator was told of it
   */
  record Merge(MergedAs as, Instant known) {}
}
