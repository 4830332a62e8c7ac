package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.e2e.RandomBranches.Chart;
import io.charttagger.local.git.Git;
import io.charttagger.release.ReleaseMode;
import io.charttagger.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Changelogs without a changelog file, over branches by the dice: each is what plain {@code git log
 * tag..commit -- directory} lists, and the same when the dispatch is repeated. In a range of more
 * than 250 commits a merge that brings nothing may be missing.
 */
@Execution(ExecutionMode.CONCURRENT)
final class RandomRangesTest {
  @TempDir private Path directory;

  @Test
  void everyRangeIsWhatGitLists() throws Exception {
    play(1, 2, 5);
  }

  @Test
  @Tag("exhaustive")
  void hundredsOfRangesAreWhatGitLists() throws Exception {
    play(100, 112, 20);
  }

  private void play(int from, int to, int pushes) throws Exception {
    List<Future<Integer>> games = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int seed = from; seed < to; seed++) {
        int dice = seed;
        games.add(threads.submit(() -> play(dice, pushes)));
      }
    }
    int tags = 0;
    for (Future<Integer> game : games) {
      tags += game.get();
    }
    System.out.printf("%d ranges by the dice are as git lists them%n", tags);
    assertThat(tags).isGreaterThan((to - from) * pushes);
  }

  private int play(int seed, int pushes) throws Exception {
    Path repository = directory.resolve("charts-%d.git".formatted(seed));
    int tags = 0;
    try (Scene scene = Scene.onDisk(repository, Scene.Options.USUAL.releasing(ReleaseMode.OFF))) {
      scene.simulator().limits().primary(Integer.MAX_VALUE);
      RandomBranches branches = new RandomBranches(seed, scene);
      for (int push = 0; push < pushes; push++) {
        tags += check(scene, repository, branches);
      }
    }
    return tags;
  }

  private static int check(Scene scene, Path repository, RandomBranches branches) throws Exception {
    Set<String> old = new TreeSet<>(scene.tags().keySet());
    CommitSha before = scene.history().tip("main");
    branches.push();
    CommitSha after = scene.history().tip("main");

    Report report = scene.push(before, after);

    assertThat(report.outcome().shouldRetry()).as(report.message()).isFalse();
    Set<String> made = new TreeSet<>(scene.tags().keySet());
    made.removeAll(old);
    for (String tag : made) {
      Chart chart =
          RandomBranches.CHARTS.stream()
              .filter(it -> tag.startsWith(it.tag(0).substring(0, it.tag(0).length() - 1)))
              .findFirst()
              .orElseThrow();
      String lower = lower(repository, chart, tag);
      String log =
          Git.run(
              repository,
              "log",
              "--max-count=50",
              "--abbrev=7",
              "--format=- %s (%h)",
              lower + ".." + tag + "^{commit}",
              "--",
              chart.directory());
      List<String> listed = new ArrayList<>(log.strip().lines().toList());
      List<String> ours = section(scene.tagObject(tag)).lines().toList();
      if (isLong(repository, lower, tag)) {
        listed.removeIf(it -> !ours.contains(it) && bringsNothing(repository, chart, lower, it));
      }
      assertThat(ours)
          .as("%s since %s in %s, push %s..%s", tag, lower, repository, before, after)
          .isEqualTo(listed);
    }
    assertThat(scene.push(before, after).warnings())
        .noneMatch(warning -> warning.code().equals("annotation-differs"));
    return made.size();
  }

  /** The highest lower version of the same line that the tag's commit contains. */
  private static String lower(Path repository, Chart chart, String tag) throws Exception {
    int patch = patch(tag);
    List<String> contained =
        List.of(
            Git.run(
                    repository,
                    "tag",
                    "--merged",
                    tag + "^{commit}",
                    "--list",
                    chart.name() + "-v*")
                .split("\n"));
    for (int lower = patch - 1; lower >= 0; lower--) {
      if (contained.contains(chart.tag(lower))
          && !commit(repository, chart.tag(lower)).equals(commit(repository, tag))) {
        return chart.tag(lower);
      }
    }
    throw new AssertionError("nothing before " + tag);
  }

  /** Of a longer range GitHub does not tell all commits. */
  private static boolean isLong(Path repository, String lower, String tag) throws Exception {
    String commits = Git.run(repository, "rev-list", "--count", lower + ".." + tag + "^{commit}");
    return Integer.parseInt(commits.strip()) > 250;
  }

  /**
   * True for a merge of what the lower tag has, with the directory as it is there: git lists it,
   * and in a long range we need not find it.
   */
  private static boolean bringsNothing(Path repository, Chart chart, String lower, String line) {
    try {
      String merge = line.substring(line.lastIndexOf('(') + 1, line.length() - 1);
      String tree = Git.run(repository, "rev-parse", merge + ":" + chart.directory());
      for (String parent : Git.run(repository, "rev-parse", merge + "^@").lines().toList()) {
        if (Git.run(repository, "merge-base", parent, lower + "^{commit}").strip().equals(parent)
            && Git.run(repository, "rev-parse", parent + ":" + chart.directory()).equals(tree)) {
          return true;
        }
      }
      return false;
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String commit(Path repository, String tag) throws Exception {
    return Git.run(repository, "rev-parse", tag + "^{commit}").strip();
  }

  private static int patch(String tag) {
    return Integer.parseInt(tag.substring(tag.lastIndexOf('.') + 1));
  }

  private static String section(String annotation) {
    String start = "\nChangelog:\n";
    return annotation.substring(
        annotation.indexOf(start) + start.length(), annotation.indexOf("\n\nSource PR:"));
  }
}
