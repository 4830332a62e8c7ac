package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A history by the dice: branches begun anywhere, merged into each other and into main, few files
 * with few contents, so that changes meet and are undone.
 */
final class RandomMapHistory {
  private final MapHistory history = new MapHistory();
  private final Random dice;
  private final List<CommitSha> states = new ArrayList<>();
  private final List<String> branches = new ArrayList<>(List.of("main"));

  RandomMapHistory(long seed) {
    this.dice = new Random(seed);
    states.add(history.commit("main", "begin", Edit.chart("charts/a", "a", "1.0.0")));
  }

  MapHistory history() {
    return history;
  }

  /** So many commits more, the last one a merge or a commit on main. */
  RandomMapHistory grow(int commits) {
    for (int i = 1; i < commits; i++) {
      step(branches.get(dice.nextInt(branches.size())), i);
    }
    step("main", commits);
    return this;
  }

  /** A state of main before its tip. */
  CommitSha anyState() {
    return states.get(dice.nextInt(states.size() - 1));
  }

  private void step(String branch, int number) {
    switch (dice.nextInt(6)) {
      case 0 -> {
        String begun = "branch-" + branches.size();
        history.branch(begun, states.get(dice.nextInt(states.size())));
        branches.add(begun);
        history.commit(branch, "commit " + number, change());
      }
      case 1, 2 -> {
        CommitSha other =
            dice.nextBoolean()
                ? history.tip(branches.get(dice.nextInt(branches.size())))
                : states.get(dice.nextInt(states.size()));
        if (!history.ancestry(history.tip(branch)).contains(other)) {
          history.merge(branch, other, "merge " + number);
        }
      }
      default -> history.commit(branch, "commit " + number, change());
    }
    if (branch.equals("main") && !states.contains(history.tip("main"))) {
      states.add(history.tip("main"));
    }
  }

  private Edit change() {
    String directory = dice.nextInt(3) == 0 ? "docs" : "charts/a";
    return Edit.file(directory + "/file-" + dice.nextInt(3), "content " + dice.nextInt(2));
  }
}
