package io.charttagger.e2e;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.PullRequestDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Branches by the dice: begun anywhere, merged into each other and with older states of main, kept
 * open for long, reverted, merged into main in each way, several to a push. Two charts, one of them
 * in two release lines. Versions only rise, so the tag before a version is easily told.
 */
final class RandomBranches {
  /** Each chart's directory, name, and the beginning of its versions. */
  static final List<Chart> CHARTS =
      List.of(
          new Chart("charts/a", "a", "1.0."),
          new Chart("charts/db-8", "db", "8.0."),
          new Chart("charts/db-9", "db", "9.0."));

  private final Random dice;
  private final Scene scene;
  private final Map<Chart, Integer> versions = new HashMap<>();
  private final List<CommitSha> states = new ArrayList<>();
  private final List<String> open = new ArrayList<>();
  private int changes;

  RandomBranches(long seed, Scene scene) {
    this.dice = new Random(seed);
    this.scene = scene;
    Map<String, String> files = new LinkedHashMap<>();
    CHARTS.forEach(chart -> files.putAll(raised(chart)));
    scene.commit("main", "begin", files);
    CHARTS.forEach(
        chart -> scene.history().lightweightTag(chart.tag(0), scene.history().tip("main")));
    states.add(scene.history().tip("main"));
  }

  /** A directory that holds a chart. */
  record Chart(String directory, String name, String line) {
    String tag(int patch) {
      return name + "-v" + line + patch;
    }
  }

  /** Some days' work. */
  void push() {
    for (int merges = 1 + dice.nextInt(3); merges > 0; merges--) {
      for (int steps = dice.nextInt(6); steps > 0; steps--) {
        work();
      }
      if (oneIn(12)) {
        many("main", "docs/", 260);
      }
      merge();
      states.add(scene.history().tip("main"));
    }
  }

  private void work() {
    switch (dice.nextInt(8)) {
      case 0 -> begin();
      case 1 -> {
        if (!open.isEmpty()) {
          merge(any(open), any(states));
        }
      }
      case 2 -> {
        if (!open.isEmpty()) {
          merge(any(open), scene.history().tip(oneIn(2) ? "main" : any(open)));
        }
      }
      case 3 -> touch("main");
      default -> {
        if (open.isEmpty()) {
          begin();
        }
        touch(any(open));
      }
    }
  }

  private String begin() {
    String branch = "branch-" + ++changes;
    scene.history().branch(branch, oneIn(2) ? scene.history().tip("main") : any(states));
    open.add(branch);
    if (oneIn(15)) {
      many(branch, any(CHARTS).directory() + "/", 105);
    }
    touch(branch);
    return branch;
  }

  private void many(String branch, String directory, int number) {
    for (int i = 0; i < number; i++) {
      scene.commit(branch, "more " + ++changes, Map.of(directory + "more", "" + changes));
    }
  }

  /** Few files and few contents, so that a later change often undoes an earlier one. */
  private void touch(String branch) {
    String directory = oneIn(4) ? "docs" : any(CHARTS).directory();
    scene.commit(
        branch,
        "change " + ++changes,
        Map.of(directory + "/file-" + dice.nextInt(3), "content " + dice.nextInt(3)));
  }

  private void merge() {
    String branch = open.isEmpty() || oneIn(6) ? begin() : any(open);
    open.remove(branch);
    if (oneIn(3)) {
      merge(branch, scene.history().tip("main"));
    }
    Map<String, String> files = new LinkedHashMap<>();
    for (Chart chart : CHARTS) {
      if (oneIn(2)) {
        files.putAll(raised(chart));
      }
    }
    files.put("docs/merged", branch);
    scene.commit(branch, "ready " + ++changes, files);
    PullRequest opened =
        scene.repository().pulls().open(new PullRequestDraft("Change", "", branch, "main"));
    try {
      scene.repository().pulls().merge(opened.number(), any(METHODS), scene.tick());
    } catch (IllegalStateException conflict) {
      // As the button's user does it then: main is merged into the branch first.
      merge(branch, scene.history().tip("main"), files);
      scene.repository().pulls().merge(opened.number(), MergeMethod.MERGE, scene.tick());
    }
  }

  private static final List<MergeMethod> METHODS =
      List.of(MergeMethod.MERGE, MergeMethod.MERGE, MergeMethod.SQUASH, MergeMethod.REBASE);

  private void merge(String branch, CommitSha other) {
    merge(branch, other, Map.of());
  }

  private void merge(String branch, CommitSha other, Map<String, String> resolved) {
    Note note = Note.of("merge " + ++changes + "\n", scene.tick());
    CommitSha ours = scene.history().tip(branch);
    if (ours.equals(other)) {
      return;
    }
    try {
      scene.history().merge(branch, other, note);
    } catch (IllegalStateException conflict) {
      List<CommitSha> parents = List.of(ours, other);
      FileChanges files = FileChanges.none();
      for (Map.Entry<String, String> file : resolved.entrySet()) {
        files = files.write(file.getKey(), file.getValue());
      }
      scene.history().branch(branch, scene.history().commit(parents, files, note));
    }
  }

  private Map<String, String> raised(Chart chart) {
    int patch = versions.merge(chart, 0, (old, one) -> old + 1);
    return Map.of(
        chart.directory() + "/Chart.yaml", Scene.chartYaml(chart.name(), chart.line() + patch));
  }

  private boolean oneIn(int number) {
    return dice.nextInt(number) == 0;
  }

  private <T> T any(List<T> all) {
    return all.get(dice.nextInt(all.size()));
  }
}
