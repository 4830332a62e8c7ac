package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A main branch by the dice: pull requests merged in each way, commits and merges by hand, remote
 * main merged into a local one.
 */
final class RandomMainBranch {
  private final MapHistory history = new MapHistory();
  private final Random dice;
  private final List<CommitSha> states = new ArrayList<>();
  private final List<CommitSha> middles = new ArrayList<>();
  private final Function<Random, Edit> changes;
  private int pullRequests;

  /** One of which every commit adds a file. */
  RandomMainBranch(long seed) {
    this(seed, newFiles());
  }

  /** One of which every commit makes one of these changes. */
  RandomMainBranch(long seed, Function<Random, Edit> changes) {
    this.dice = new Random(seed);
    this.changes = changes;
    history.commit("main", "root");
    states.add(history.tip("main"));
  }

  MapHistory history() {
    return history;
  }

  /** What the branch pointed at, oldest first. */
  List<CommitSha> states() {
    return states;
  }

  /** Commits within rebase-merged pull requests, which it never pointed at. */
  List<CommitSha> middles() {
    return middles;
  }

  RandomMainBranch grow(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
      states.add(history.tip("main"));
    }
    return this;
  }

  private void step() {
    switch (dice.nextInt(10)) {
      case 0, 1 -> history.mergePullRequest(++pullRequests, change());
      case 2 -> history.squashPullRequest(++pullRequests, change());
      case 3 -> {
        CommitSha squashed = history.commit("main", "words of its own (#4711)", change());
        history.mergedAs(++pullRequests, squashed);
      }
      case 4, 5 -> rebase(1 + dice.nextInt(3));
      case 6 -> mergeByHand();
      case 7 -> mergeRemoteMain();
      default -> history.commit("main", "by hand", change());
    }
  }

  private void rebase(int parts) {
    Edit[] edits = new Edit[parts];
    for (int i = 0; i < parts; i++) {
      edits[i] = change();
    }
    CommitSha here = history.rebasePullRequest(++pullRequests, edits);
    for (int i = 1; i < parts; i++) {
      here = history.get(here).parents().getFirst();
      middles.add(here);
    }
  }

  private void mergeByHand() {
    history.branch("feature", history.tip("main"));
    CommitSha feature = history.commit("feature", "feature", change());
    history.commit("main", "by hand beside it", change());
    states.add(history.tip("main"));
    history.merge("main", feature, "Merge branch 'feature'");
  }

  private void mergeRemoteMain() {
    CommitSha remote = history.tip("main");
    history.branch("local", states.get(dice.nextInt(states.size())));
    for (int i = 1 + dice.nextInt(2); i > 0; i--) {
      history.commit("local", "local work", change());
    }
    history.branch(
        "main", history.merge("local", remote, "Merge branch 'main' of github.com:owner/charts"));
  }

  private Edit change() {
    return changes.apply(dice);
  }

  private static Function<Random, Edit> newFiles() {
    AtomicInteger files = new AtomicInteger();
    return _ -> Edit.file("file-" + files.incrementAndGet(), "content");
  }
}
