package io.charttagger.e2e;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.local.github.SimulatedRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * A push that is large in one way, in a repository of its own.
 *
 * @param before where main pointed
 * @param after where it points now
 */
record LargePush(CommitSha before, CommitSha after) {
  private static final int CHARTS = 500;
  private static final int CHANGED = 60;
  private static final int FILES = 40;
  private static final int MERGES = 25;
  private static final int IN_EACH_MERGE = 20;
  private static final int IN_EACH_COMMIT = 5;
  private static final int MEGABYTE = 1 << 20;

  /** Raised charts, each with a changelog of 60 KB that compresses badly. */
  static LargePush withChangelogs(SimulatedRepository repository) {
    return raise(
        repository,
        300,
        chart ->
            Map.of(
                path(chart, "Chart.yaml"),
                yaml(chart, "1.1.0"),
                path(chart, "CHANGELOG.md"),
                "## 1.1.0\n\n" + noise(chart, 60_000)));
  }

  /** Raised charts, whose changelogs are the commits that touched them. */
  static LargePush withoutChangelogs(SimulatedRepository repository) {
    return raise(
        repository, CHARTS, chart -> Map.of(path(chart, "Chart.yaml"), yaml(chart, "1.1.0")));
  }

  /** Raised charts, whose own changelogs are large and do not name the version. */
  static LargePush withLargeChangelogs(SimulatedRepository repository, String repeated) {
    String large = "## 0.9.0\n\n" + repeated.repeat(4 * MEGABYTE / repeated.length());
    return raise(
        repository,
        100,
        chart ->
            Map.of(
                path(chart, "Chart.yaml"),
                yaml(chart, "1.1.0"),
                path(chart, "CHANGELOG.md"),
                "# Changes of chart %d\n\n%s".formatted(chart, large)));
  }

  /** Raised charts, all of which share a large changelog. */
  static LargePush withOneLargeChangelog(SimulatedRepository repository) {
    StringBuilder changelog = new StringBuilder();
    for (int chart = 0; chart < 100; chart++) {
      changelog.append("## c%d 1.1.0\n\n%s\n".formatted(chart, noise(chart, 40 * 1024)));
    }
    return raise(
        repository,
        100,
        chart ->
            Map.of(
                path(chart, "Chart.yaml"),
                yaml(chart, "1.1.0"),
                "CHANGELOG.md",
                changelog.toString()));
  }

  /** Charts whose descriptions are too large to be valid. */
  static LargePush withLargeCharts(SimulatedRepository repository) {
    String description = "description: " + "a".repeat(3 * MEGABYTE) + "\n";
    return raise(
        repository,
        100,
        chart -> Map.of(path(chart, "Chart.yaml"), yaml(chart, "1.1.0") + description));
  }

  /** A pull request of some commits: what one of them changes is in memory all at once. */
  private static LargePush raise(
      SimulatedRepository repository, int charts, IntFunction<Map<String, String>> raised) {
    Contributor contributor = new Contributor(repository, Scene.START);
    Map<String, String> old = new HashMap<>();
    for (int chart = 0; chart < charts; chart++) {
      old.put(path(chart, "Chart.yaml"), yaml(chart, "1.0.0"));
      old.put(path(chart, "values.yaml"), "x: 0\n");
    }
    CommitSha before = contributor.commit("main", "import", old);
    GitHistory history = GitHistory.of(repository.git());
    history.branch("release", before);
    history.branch("raise", before);
    for (int first = 0; first < charts; first += IN_EACH_COMMIT) {
      Map<String, String> files = new HashMap<>();
      for (int chart = first; chart < first + IN_EACH_COMMIT; chart++) {
        files.putAll(raised.apply(chart));
      }
      contributor.commit("raise", "raise charts", files);
    }
    PullRequest opened =
        repository.pulls().open(new PullRequestDraft("Raise charts", "", "raise", "main"));
    repository.pulls().merge(opened.number(), MergeMethod.SQUASH, contributor.tick());
    return new LargePush(before, history.tip("main"));
  }

  /** Charts of many files, changed without another version; each is tagged on its own commit. */
  static LargePush withoutABump(SimulatedRepository repository) {
    Contributor contributor = manyFiles(repository);
    CommitSha before = tagged(repository, contributor);
    Map<String, String> changes = new HashMap<>();
    for (int chart = 0; chart < CHANGED; chart++) {
      changes.put(path(chart, "values.yaml"), "x: changed\n");
    }
    return new LargePush(before, contributor.mergePullRequest("", MergeMethod.SQUASH, changes));
  }

  /**
   * Charts of many files, put back to an earlier version in other directories; each has its tag on
   * a commit of its own, of which all directories have to be looked through.
   */
  static LargePush putBack(SimulatedRepository repository) {
    Contributor contributor = manyFiles(repository);
    tagged(repository, contributor);
    GitHistory history = GitHistory.of(repository.git());
    Map<String, String> raised = new HashMap<>();
    for (int chart = 0; chart < CHANGED; chart++) {
      raised.put(path(chart, "Chart.yaml"), yaml(chart, "1.1.0"));
    }
    CommitSha before = contributor.commit("main", "raise", raised);
    FileChanges moves = FileChanges.none();
    for (int chart = 0; chart < CHANGED; chart++) {
      String to = "charts/moved-%d/".formatted(chart);
      moves =
          moves
              .delete("charts/c" + chart)
              .write(to + "Chart.yaml", yaml(chart, "1.0.0"))
              .write(to + "values.yaml", "x: 1\n");
    }
    return new LargePush(
        before, history.commit("main", moves, Note.of("move\n", contributor.tick())));
  }

  /** Several merges at once, each of which raises some of many charts of many files. */
  static LargePush ofManyMerges(SimulatedRepository repository) {
    Contributor contributor = manyFiles(repository);
    CommitSha before = GitHistory.of(repository.git()).tip("main");
    CommitSha after = before;
    for (int merge = 0; merge < MERGES; merge++) {
      Map<String, String> changes = new HashMap<>();
      for (int chart = merge * IN_EACH_MERGE; chart < (merge + 1) * IN_EACH_MERGE; chart++) {
        changes.put(path(chart, "Chart.yaml"), yaml(chart, "1.1.0"));
        changes.put(path(chart, "CHANGELOG.md"), "## 1.1.0\n\n- words\n");
      }
      after = contributor.mergePullRequest("", MergeMethod.SQUASH, changes);
    }
    return new LargePush(before, after);
  }

  private static Contributor manyFiles(SimulatedRepository repository) {
    Contributor contributor = new Contributor(repository, Scene.START);
    for (int first = 0; first < CHARTS; first += IN_EACH_MERGE) {
      Map<String, String> files = new HashMap<>();
      for (int chart = first; chart < first + IN_EACH_MERGE; chart++) {
        files.put(path(chart, "Chart.yaml"), yaml(chart, "1.0.0"));
        files.put(path(chart, "values.yaml"), "x: 0\n");
        for (int file = 2; file < FILES; file++) {
          files.put(
              path(chart, "templates/t%d.yaml".formatted(file)), "kind: K%d\n".formatted(file));
        }
      }
      contributor.commit("main", "import", files);
    }
    GitHistory history = GitHistory.of(repository.git());
    history.branch("release", history.tip("main"));
    return contributor;
  }

  private static CommitSha tagged(SimulatedRepository repository, Contributor contributor) {
    GitHistory history = GitHistory.of(repository.git());
    List<CommitSha> commits = new ArrayList<>();
    for (int chart = 0; chart < CHANGED; chart++) {
      commits.add(
          contributor.commit("main", "release", Map.of(path(chart, "values.yaml"), "x: tagged\n")));
      history.annotatedTag(
          "c%d-v1.0.0".formatted(chart),
          commits.getLast().value(),
          Note.of("Release: c%d v1.0.0\n".formatted(chart), Scene.START));
    }
    return commits.getLast();
  }

  private static String noise(int seed, int length) {
    Random random = new Random(seed);
    StringBuilder lines = new StringBuilder();
    while (lines.length() < length) {
      lines.append("- ").append(Long.toHexString(random.nextLong())).append('\n');
    }
    return lines.toString();
  }

  private static String path(int chart, String file) {
    return "charts/c%d/%s".formatted(chart, file);
  }

  private static String yaml(int chart, String version) {
    return Scene.chartYaml("c" + chart, version);
  }
}
