package io.charttagger.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.GitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.port.FileContent;
import io.charttagger.port.GitObject;
import io.charttagger.port.Listing;
import io.charttagger.port.ManualClock;
import io.charttagger.port.TagContent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/**
 * A repository's history as a map of commits, told in the order in which it happened: every commit
 * comes one second after the one before it.
 */
final class MapHistory {
  static final String AUTHOR = "Ada Lovelace";
  static final String MAIN = "main";

  private static final Instant START = Instant.parse("2026-11-22T10:11:12Z");

  private final ManualClock clock = new ManualClock(START);
  private final Map<CommitSha, Snapshot> commits = new LinkedHashMap<>();
  private final Map<String, CommitSha> branches = new HashMap<>();
  private final Map<String, GitObject> tags = new TreeMap<>();
  private final Map<String, TagContent> tagObjects = new HashMap<>();
  private final Map<Integer, Proposal> proposals = new TreeMap<>();
  private final Map<String, Listing> trees = new HashMap<>();
  private final Map<String, FileContent> blobs = new HashMap<>();

  /** A commit and its files. */
  record Snapshot(Commit commit, FileTree files, int number) {}

  /** A pull request; merged when it has a merge commit. */
  record Proposal(
      PullRequest pullRequest,
      String base,
      boolean open,
      Optional<CommitSha> mergedAs,
      Set<CommitSha> brought,
      Instant changedAt) {}

  ManualClock clock() {
    return clock;
  }

  /** So much later that nothing is young any more. */
  void laterThatDay() {
    clock.advance(Duration.ofHours(1));
  }

  // Commits and branches.

  /** A commit on top of a branch, which the first commit creates. */
  CommitSha commit(String branch, String subject, Edit... edits) {
    List<CommitSha> parents = Optional.ofNullable(branches.get(branch)).stream().toList();
    FileTree files = parents.isEmpty() ? FileTree.EMPTY : files(parents.getFirst());
    return put(branch, subject, parents, Edit.all(edits).apply(files));
  }

  /** A merge commit on a branch: both sides' changes, and those that the merge makes itself. */
  CommitSha merge(String branch, CommitSha other, String subject, Edit... edits) {
    CommitSha ours = tip(branch);
    FileTree base = mergeBase(ours, other).map(this::files).orElse(FileTree.EMPTY);
    FileTree merged = files(ours).merged(base, files(other));
    return put(branch, subject, List.of(ours, other), Edit.all(edits).apply(merged));
  }

  /** A branch, made or moved. */
  void branch(String name, CommitSha commit) {
    branches.put(name, commit);
  }

  CommitSha tip(String branch) {
    return Optional.ofNullable(branches.get(branch)).orElseThrow();
  }

  Commit get(CommitSha sha) {
    return snapshot(sha).orElseThrow().commit();
  }

  private CommitSha put(String branch, String subject, List<CommitSha> parents, FileTree files) {
    clock.advance(Duration.ofSeconds(1));
    String content = "%d %s %s %s".formatted(commits.size(), parents, subject, files.sha("."));
    CommitSha sha = CommitSha.parse(GitSha.ofBlob(content.getBytes(UTF_8)));
    Commit commit = new Commit(sha, parents, AUTHOR, subject, clock.instant());
    commits.put(sha, new Snapshot(commit, files, commits.size()));
    trees.putAll(files.trees());
    blobs.putAll(files.blobs());
    branch(branch, sha);
    return sha;
  }

  // Pull requests into main, of one commit each as a rule.

  /** A pull request merged by a merge commit. */
  CommitSha mergePullRequest(int number, Edit... edits) {
    String head = "change-" + number;
    branch(head, tip(MAIN));
    CommitSha proposed = commit(head, "change " + number, edits);
    CommitSha merge =
        merge(MAIN, proposed, "Merge pull request #%d from owner/%s".formatted(number, head));
    merged(number, proposed, Set.of(proposed, merge), merge);
    return merge;
  }

  /** A pull request merged as one new commit. */
  CommitSha squashPullRequest(int number, Edit... edits) {
    String head = "change-" + number;
    branch(head, tip(MAIN));
    CommitSha proposed = commit(head, "change " + number, edits);
    CommitSha squashed = commit(MAIN, "change %d (#%d)".formatted(number, number), edits);
    merged(number, proposed, Set.of(squashed), squashed);
    return squashed;
  }

  /** A pull request whose commits, one for each edit, are copied onto main. */
  CommitSha rebasePullRequest(int number, Edit... edits) {
    String head = "change-" + number;
    branch(head, tip(MAIN));
    Set<CommitSha> copies = new LinkedHashSet<>();
    for (int i = 0; i < edits.length; i++) {
      commit(head, "part %d of %d".formatted(i, number), edits[i]);
    }
    for (int i = 0; i < edits.length; i++) {
      copies.add(commit(MAIN, "part %d of %d".formatted(i, number), edits[i]));
    }
    merged(number, tip(head), copies, tip(MAIN));
    return tip(MAIN);
  }

  /** A pull request that GitHub shows as merged into main by a commit that is there already. */
  void mergedAs(int number, CommitSha commit) {
    merged(number, commit, Set.of(commit), commit);
  }

  /** A pull request into main that GitHub also shows for this commit, which its branch had. */
  void alsoBrought(int number, CommitSha commit) {
    Proposal known = Optional.ofNullable(proposals.get(number)).orElseThrow();
    Set<CommitSha> brought = new LinkedHashSet<>(known.brought());
    brought.add(commit);
    merged(number, known.pullRequest().headSha(), brought, known.mergedAs().orElseThrow());
  }

  void openPullRequest(int number, String head, String base) {
    propose(number, tip(head), base, true, Optional.empty(), Set.of());
  }

  void closePullRequest(int number) {
    Proposal open = Optional.ofNullable(proposals.get(number)).orElseThrow();
    propose(
        number, open.pullRequest().headSha(), open.base(), false, Optional.empty(), open.brought());
  }

  /** An open pull request into any branch is merged by this commit. */
  void mergedInto(String base, int number, CommitSha commit) {
    propose(number, commit, base, false, Optional.of(commit), Set.of(commit));
  }

  private void merged(int number, CommitSha head, Set<CommitSha> brought, CommitSha mergedAs) {
    propose(number, head, MAIN, false, Optional.of(mergedAs), brought);
  }

  private void propose(
      int number,
      CommitSha head,
      String base,
      boolean open,
      Optional<CommitSha> mergedAs,
      Set<CommitSha> brought) {
    PullRequest pullRequest =
        new PullRequest(number, "body of " + number, AUTHOR, "change-" + number, head);
    proposals.put(
        number, new Proposal(pullRequest, base, open, mergedAs, brought, clock.instant()));
  }

  PullRequest pullRequest(int number) {
    return Optional.ofNullable(proposals.get(number)).orElseThrow().pullRequest();
  }

  List<Proposal> proposals() {
    return List.copyOf(proposals.values());
  }

  // Tags.

  /** A lightweight tag. */
  void tag(String name, CommitSha commit) {
    tag(name, new GitObject(commit.value(), GitObject.Kind.COMMIT));
  }

  void tag(String name, GitObject target) {
    tags.put(name, target);
  }

  /** An annotated tag. */
  GitObject annotatedTag(String name, CommitSha commit, String message) {
    GitObject object = tagObject(new GitObject(commit.value(), GitObject.Kind.COMMIT), message);
    tag(name, object);
    return object;
  }

  GitObject tagObject(GitObject target, String message) {
    String sha = GitSha.ofBlob((message + target).getBytes(UTF_8));
    tagObjects.put(sha, new TagContent(message, Optional.empty(), target));
    return new GitObject(sha, GitObject.Kind.TAG);
  }

  Map<String, GitObject> tags() {
    return tags;
  }

  Optional<TagContent> tagContent(String sha) {
    return Optional.ofNullable(tagObjects.get(sha));
  }

  // What is there.

  Optional<Snapshot> snapshot(CommitSha sha) {
    return Optional.ofNullable(commits.get(sha));
  }

  FileTree files(CommitSha sha) {
    return snapshot(sha).orElseThrow().files();
  }

  /** The SHA of a directory's tree. */
  String tree(CommitSha commit, String directory) {
    return files(commit).directory(directory).orElseThrow().sha();
  }

  Optional<Listing> listing(String tree) {
    return Optional.ofNullable(trees.get(tree));
  }

  Optional<FileContent> blob(String sha) {
    return Optional.ofNullable(blobs.get(sha));
  }

  Optional<CommitSha> find(String branchOrSha) {
    return Optional.ofNullable(branches.get(branchOrSha))
        .or(
            () ->
                branchOrSha.matches("[0-9a-f]{40}")
                    ? Optional.of(CommitSha.parse(branchOrSha)).filter(commits::containsKey)
                    : Optional.empty());
  }

  // The graph.

  /** A commit and all its ancestors. */
  Set<CommitSha> ancestry(CommitSha head) {
    Set<CommitSha> seen = new HashSet<>();
    Deque<CommitSha> left = new ArrayDeque<>(List.of(head));
    while (!left.isEmpty()) {
      CommitSha here = left.pop();
      if (seen.add(here)) {
        left.addAll(get(here).parents());
      }
    }
    return seen;
  }

  Optional<CommitSha> mergeBase(CommitSha one, CommitSha other) {
    Set<CommitSha> common = new HashSet<>(ancestry(one));
    common.retainAll(ancestry(other));
    return common.stream().max(Comparator.comparingInt(this::number));
  }

  /** What the head has and the base does not have, oldest first. */
  List<CommitSha> between(CommitSha base, CommitSha head) {
    Set<CommitSha> missing = new HashSet<>(ancestry(head));
    missing.removeAll(ancestry(base));
    return missing.stream().sorted(Comparator.comparingInt(this::number)).toList();
  }

  /**
   * {@code git log head -- path}, newest first: of a merge that has the path as one of its parents
   * has it, only that parent is followed.
   */
  List<CommitSha> log(CommitSha head, String path) {
    Set<CommitSha> seen = new HashSet<>();
    List<CommitSha> log = new ArrayList<>();
    Deque<CommitSha> left = new ArrayDeque<>(List.of(head));
    while (!left.isEmpty()) {
      CommitSha here = left.pop();
      if (!seen.add(here)) {
        continue;
      }
      List<CommitSha> parents = get(here).parents();
      Optional<String> now = files(here).sha(path);
      Optional<CommitSha> same =
          parents.stream().filter(parent -> files(parent).sha(path).equals(now)).findFirst();
      left.addAll(same.map(List::of).orElse(parents));
      if (same.isEmpty() && (now.isPresent() || !parents.isEmpty())) {
        log.add(here);
      }
    }
    return log.stream().sorted(Comparator.comparingInt(this::number).reversed()).toList();
  }

  /**
   * {@code git log base..head -- path}, newest first. As git does it, from the newest commit to the
   * oldest, and with no more knowledge of what the base has than it got on the way.
   */
  List<CommitSha> log(CommitSha base, CommitSha head, String path) {
    Set<CommitSha> known = new HashSet<>(get(base).parents());
    Set<CommitSha> seen = new HashSet<>(List.of(base, head));
    Queue<CommitSha> left = new PriorityQueue<>(Comparator.comparingInt(this::number).reversed());
    left.addAll(seen);
    List<CommitSha> log = new ArrayList<>();
    while (!left.isEmpty()) {
      CommitSha here = left.remove();
      List<CommitSha> next = get(here).parents();
      if (here.equals(base) || known.contains(here)) {
        known.addAll(next);
      } else {
        // The base itself counts, for it was named.
        List<CommitSha> unknown =
            next.stream().filter(parent -> parent.equals(base) || !known.contains(parent)).toList();
        Optional<CommitSha> same =
            unknown.stream().filter(parent -> isSame(parent, here, path)).findFirst();
        if (same.isEmpty() && differs(here, unknown.isEmpty() ? next : unknown, path)) {
          log.add(here);
        }
        next = same.map(List::of).orElse(next);
      }
      next.stream().filter(seen::add).forEach(left::add);
    }
    Set<CommitSha> ofBase = ancestry(base);
    return log.stream().filter(commit -> !ofBase.contains(commit)).toList();
  }

  /** True when a commit has the path otherwise than each of these, or than nothing. */
  private boolean differs(CommitSha commit, List<CommitSha> parents, String path) {
    return parents.isEmpty()
        ? files(commit).sha(path).isPresent()
        : parents.stream().anyMatch(parent -> !isSame(parent, commit, path));
  }

  private boolean isSame(CommitSha one, CommitSha other, String path) {
    return files(one).sha(path).equals(files(other).sha(path));
  }

  private int number(CommitSha sha) {
    return snapshot(sha).orElseThrow().number();
  }
}
