package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.charttagger.chart.CommitSha;
import io.charttagger.e2e.RandomGitHistory.Content;
import io.charttagger.e2e.RandomGitHistory.Merge;
import io.charttagger.e2e.RandomGitHistory.Push;
import io.charttagger.release.ReleaseMode;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ChartResult;
import io.charttagger.report.Report;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pushes by the dice, through GitHub and git, against a plain model: after each run exactly the
 * tags stand that the model says, each on its merge's last commit; none was moved; and asking again
 * makes none and says the same. A push that is dispatched late, or whose dispatch is still to come,
 * is decided by the next run.
 */
final class RandomGitHistoriesTest {
  @Test
  void everyVersionIsTaggedOnceOnItsMergesLastCommit() throws Exception {
    play(1, 2, 8);
  }

  @Test
  @Tag("exhaustive")
  void twoThousandPushesAndMore() throws Exception {
    play(100, 141, 50);
  }

  private static void play(int from, int to, int pushes) throws Exception {
    List<Future<Score>> games = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int seed = from; seed < to; seed++) {
        int dice = seed;
        games.add(threads.submit(() -> play(dice, pushes)));
      }
    }
    int merges = 0;
    int tags = 0;
    for (Future<Score> game : games) {
      merges += game.get().merges();
      tags += game.get().tags();
    }
    System.out.printf(
        "%d pushes of %d merges by the dice, %d tags made%n", games.size() * pushes, merges, tags);
    assertThat(tags).isGreaterThan(games.size() * pushes / 4);
  }

  private static Score play(int seed, int pushes) {
    try (Scene scene = Scene.with(Scene.Options.USUAL.releasing(ReleaseMode.OFF))) {
      // Years of work in a minute.
      scene.simulator().limits().primary(Integer.MAX_VALUE);
      return new Game(seed, scene).play(pushes);
    }
  }

  /** What a history came to. */
  private record Score(int merges, int tags) {}

  /** One history, dispatched in order, or now and then late. */
  private static final class Game {
    private final int seed;
    private final Scene scene;
    private final RandomGitHistory history;
    private final List<CommitSha> commits = new ArrayList<>();
    private final Map<String, CommitSha> model = new TreeMap<>();
    private final List<Push> pushed = new ArrayList<>();
    private int decided;
    private int merges;
    private int tags;

    Game(int seed, Scene scene) {
      this.seed = seed;
      this.scene = scene;
      this.history = new RandomGitHistory(seed, scene);
    }

    Score play(int pushes) {
      Deque<Push> late = new ArrayDeque<>();
      for (int number = 0; number < pushes; number++) {
        Push push = history.push();
        pushed.add(push);
        commits.add(push.after());
        merges += push.merges().size();
        if (history.oneIn(6)) {
          tagByHand(history.anyTag(), history.any(commits));
        }
        if (history.oneIn(8)) {
          late.add(push);
        } else {
          dispatch(push);
        }
        if (history.oneIn(4) && !late.isEmpty()) {
          dispatch(late.remove());
        }
      }
      late.forEach(this::dispatch);
      return new Score(merges, tags);
    }

    private void tagByHand(String tag, CommitSha commit) {
      if (model.putIfAbsent(tag, commit) == null) {
        scene.history().lightweightTag(tag, commit);
      }
    }

    private void dispatch(Push push) {
      scene.simulator().log().clear();
      String where = "seed %d, push %s..%s".formatted(seed, push.before(), push.after());
      Map<String, String> standing = scene.tags();
      Map<String, Merge> made = new TreeMap<>();
      window(push).forEach(it -> made.putAll(expected(it)));

      Report report = scene.push(push.before(), push.after());
      Map<String, String> after = scene.tags();

      assertThat(report.outcome().shouldRetry()).as(report.message()).isFalse();
      assertThat(after).as(where).containsAllEntriesOf(standing);
      assertThat(after.keySet()).as(where).isEqualTo(model.keySet());
      made.forEach(
          (tag, merge) ->
              assertThat(scene.tagObject(tag))
                  .as(where)
                  .contains("Commit: " + merge.last() + "\n")
                  .contains(
                      "Source PR: " + merge.pullRequest().map(it -> "#" + it).orElse("none (")));

      Report again = scene.push(push.before(), push.after());

      tags += made.size();
      assertThat(scene.tags()).as(where).isEqualTo(after);
      assertThat(again.charts())
          .as("%s: %s", where, again.message())
          .noneMatch(line -> line.result().isCreated())
          .extracting(
              line -> line.subject().commit(),
              line -> line.subject().directory(),
              ChartLine::result)
          .isEqualTo(linesOnceTagged(report, push));
    }

    /** The push, and those before it that no run has decided since the first one of all. */
    private List<Push> window(Push push) {
      int number = pushed.indexOf(push);
      if (number < decided) {
        return List.of(push);
      }
      List<Push> window = pushed.subList(decided == 0 ? number : decided, number + 1);
      decided = number + 1;
      return List.copyOf(window);
    }

    /** The tags that this push must get now, by the plainest reading of the rules. */
    private Map<String, Merge> expected(Push push) {
      Map<String, Merge> made = new TreeMap<>();
      for (Merge merge : push.merges()) {
        Set<String> changed = changed(merge);
        changed.addAll(left(merge, changed));
        for (String directory : changed) {
          Content content = merge.after().get(directory);
          if (content != null
              && !content.version().equals("1.1")
              && !model.containsKey(content.tag())
              && former(merge, changed, content) != 1
              && holders(merge, changed, content) == 1) {
            made.put(content.tag(), merge);
          }
        }
        made.forEach((tag, from) -> model.putIfAbsent(tag, from.last()));
      }
      return made;
    }

    private static Set<String> changed(Merge merge) {
      Set<String> directories = new TreeSet<>(merge.before().keySet());
      directories.addAll(merge.after().keySet());
      directories.removeIf(it -> Objects.equals(merge.before().get(it), merge.after().get(it)));
      return directories;
    }

    /** A version is new that nobody had before, or several, so that it has no tag. */
    private static long former(Merge merge, Set<String> changed, Content content) {
      return changed.stream().filter(it -> content.isAs(merge.before().get(it))).count();
    }

    /** Those that keep a version which a changed directory beside them had and has no more. */
    private Set<String> left(Merge merge, Set<String> changed) {
      Set<String> left = new TreeSet<>();
      for (String directory : changed) {
        Content was = merge.before().get(directory);
        if (was != null
            && !was.version().equals("1.1")
            && !model.containsKey(was.tag())
            && !was.isAs(merge.after().get(directory))) {
          String parent = directory.substring(0, directory.lastIndexOf('/') + 1);
          Stream.of(was.name(), was.name() + "-" + was.version())
              .map(name -> parent + name)
              .filter(it -> !changed.contains(it) && was.isAs(merge.after().get(it)))
              .forEach(left::add);
        }
      }
      return left;
    }

    /** A directory that was left alone counts where its name tells that it may hold the same. */
    private static long holders(Merge merge, Set<String> changed, Content content) {
      Set<String> counting = new TreeSet<>();
      for (String directory : changed) {
        if (content.isAs(merge.after().get(directory))) {
          String parent = directory.substring(0, directory.lastIndexOf('/') + 1);
          counting.add(directory);
          counting.add(parent + content.name());
          counting.add(parent + content.name() + "-" + content.version());
        }
      }
      return counting.stream().filter(it -> content.isAs(merge.after().get(it))).count();
    }

    /** Each line of this push, with every new tag as one that is there already. */
    private static List<Tuple> linesOnceTagged(Report report, Push push) {
      List<CommitSha> own = push.merges().stream().map(Merge::last).toList();
      return report.charts().stream()
          .filter(line -> own.contains(line.subject().commit()))
          .map(
              line ->
                  tuple(
                      line.subject().commit(),
                      line.subject().directory(),
                      line.result().isCreated() ? ChartResult.ALREADY_TAGGED : line.result()))
          .toList();
    }
  }
}
