package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.e2e.RandomGitHistory.Push;
import io.charttagger.local.github.TagRuleset;
import io.charttagger.port.ManualClock;
import io.charttagger.release.ReleaseMode;
import io.charttagger.report.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same random history several times: once with every push dispatched in order, and with
 * dispatches that are lost, late, repeated or at once. As long as the first one comes, and a last
 * one or a catch-up, all tags are the same objects in the end. On the way tags are refused, lineage
 * is missing until later, GitHub is slow to learn of merges, and a push is taken back.
 */
@Execution(ExecutionMode.CONCURRENT)
final class LostDispatchesTest {
  private static final int PUSHES = 10;
  private static final int MOST_RETRIES = 5_000;
  private static final Duration BETWEEN_RETRIES = Duration.ofMillis(20);

  /** What becomes of the dispatches between the first and the last one. */
  enum Fate {
    ALL_IN_ORDER {
      @Override
      List<Push> arriving(List<Push> sent, Random random) {
        return sent;
      }
    },
    LOST_AT_RANDOM {
      @Override
      List<Push> arriving(List<Push> sent, Random random) {
        return sent.stream().filter(_ -> random.nextBoolean()).toList();
      }
    },
    MIDDLE_OF_THREE_LOST {
      @Override
      List<Push> arriving(List<Push> sent, Random random) {
        return sent.stream().filter(push -> sent.indexOf(push) % 3 != 1).toList();
      }
    },
    ALL_LOST {
      @Override
      List<Push> arriving(List<Push> sent, Random random) {
        return List.of();
      }
    },
    IN_ANY_ORDER_AND_TWICE {
      @Override
      List<Push> arriving(List<Push> sent, Random random) {
        List<Push> all = new ArrayList<>(sent);
        all.addAll(sent);
        Collections.shuffle(all, random);
        return all;
      }
    },
    AT_ONCE {
      @Override
      List<Push> arriving(List<Push> sent, Random random) {
        return sent;
      }
    };

    /** Those that arrive, in their order. */
    abstract List<Push> arriving(List<Push> sent, Random random);
  }

  @ParameterizedTest
  @EnumSource
  void allTagsAreMadeAllTheSame(Trouble trouble) {
    play(3, trouble, 5);
  }

  @Test
  @Tag("exhaustive")
  void twoThousandPushesAndMore() throws Exception {
    List<Future<Integer>> games = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int seed = 100; seed < 134; seed++) {
        int dice = seed;
        Trouble trouble = Trouble.values()[seed % Trouble.values().length];
        games.add(threads.submit(() -> play(dice, trouble, PUSHES)));
      }
    }
    int tags = 0;
    for (Future<Integer> game : games) {
      tags += game.get();
    }
    System.out.printf(
        "%d pushes by the dice, %d tags%n", games.size() * PUSHES * Fate.values().length, tags);
    assertThat(tags).isGreaterThan(games.size() * 5);
  }

  /** What goes wrong besides, until the end. */
  enum Trouble {
    NONE,
    /** A ruleset refuses the tags of one chart. */
    REFUSED,
    /** Lineage is required, and some pull requests have none yet. */
    UNATTESTED,
    /** GitHub's look-up of a commit's pull request is late. */
    LATE
  }

  /** Returns the number of tags. */
  private static int play(int seed, Trouble trouble, int pushes) {
    Map<String, String> expected = new Game(seed, trouble, pushes).play(Fate.ALL_IN_ORDER);
    for (Fate fate : Fate.values()) {
      if (fate != Fate.ALL_IN_ORDER) {
        String where = "seed %d, %s, %s".formatted(seed, trouble, fate);
        Map<String, String> made = new Game(seed, trouble, pushes).play(fate);
        assertThat(made.keySet()).as(where).isEqualTo(expected.keySet());
        expected.forEach((tag, object) -> assertThat(made.get(tag)).as(where).isEqualTo(object));
      }
    }
    return expected.size();
  }

  /** One history. All that it does not do by its fate it does each time in the same way. */
  private static final class Game {
    private final int seed;
    private final Trouble trouble;
    private final int pushes;
    private final int takenBack;
    private final boolean takenBackLate;
    private final ManualClock clock = new ManualClock(Scene.START);
    private final List<Push> sent = new ArrayList<>();
    private int atWork;
    private long ended;

    Game(int seed, Trouble trouble, int pushes) {
      this.seed = seed;
      this.trouble = trouble;
      this.pushes = pushes;
      Random dice = new Random(seed);
      this.takenBack = 1 + dice.nextInt(pushes - 2);
      this.takenBackLate = dice.nextBoolean();
    }

    /** Returns the tags, each with the SHA of its object and the object. */
    Map<String, String> play(Fate fate) {
      try (Scene scene = scene()) {
        RandomGitHistory history = new RandomGitHistory(seed, scene);
        Push push = pushed(history, scene);
        dispatch(scene, push);
        for (int number = 1; number < pushes; number++) {
          push = pushed(history, scene);
          if (number == takenBack) {
            takeBack(history, push, scene, fate);
          } else if (number < pushes - 1) {
            sent.add(push);
            if (fate == Fate.ALL_IN_ORDER) {
              settle(scene, fate);
            }
          }
        }
        settle(scene, fate);
        if (fate == Fate.ALL_LOST) {
          catchUp(scene);
        } else {
          dispatch(scene, push);
        }
        assertThat(scene.marks().read(scene.repository().id()).commit()).contains(push.after());
        end(history, scene);
        Map<String, String> tags = new TreeMap<>(scene.tags());
        tags.replaceAll((name, object) -> object + "\n" + scene.tagObject(name));
        return tags;
      }
    }

    private Scene scene() {
      Scene.Options options = Scene.Options.USUAL.releasing(ReleaseMode.OFF);
      Scene scene =
          Scene.at(clock, trouble == Trouble.UNATTESTED ? options.requiringLineage() : options);
      scene.simulator().limits().primary(Integer.MAX_VALUE);
      if (trouble == Trouble.REFUSED) {
        scene
            .repository()
            .ruleset(new TagRuleset(4711, "No b", List.of("refs/tags/b-*"), Set.of(), true));
      }
      if (trouble == Trouble.LATE) {
        scene.repository().lateLookups(Duration.ofSeconds(100));
      }
      return scene;
    }

    /** A push that has just come in. */
    private Push pushed(RandomGitHistory history, Scene scene) {
      Push push = history.push();
      clock.advance(Duration.between(clock.instant(), scene.tick()));
      return push;
    }

    /** With what its run made, or before anybody heard of it. */
    private void takeBack(RandomGitHistory history, Push push, Scene scene, Fate fate) {
      if (takenBackLate) {
        settle(scene, fate);
        dispatch(scene, push);
      }
      history.takeBack(push);
    }

    private void settle(Scene scene, Fate fate) {
      List<Push> arriving = fate.arriving(List.copyOf(sent), new Random(seed));
      sent.clear();
      if (fate == Fate.AT_ONCE) {
        sideBySide(arriving, push -> dispatch(scene, push));
      } else {
        arriving.forEach(push -> dispatch(scene, push));
      }
    }

    private static void sideBySide(List<Push> pushes, Consumer<Push> each) {
      List<Future<?>> running = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        pushes.forEach(push -> running.add(threads.submit(() -> each.accept(push))));
      }
      for (Future<?> run : running) {
        assertThat(run).succeedsWithin(Duration.ZERO);
      }
    }

    /** Whatever a person had to do is done. */
    private void end(RandomGitHistory history, Scene scene) {
      scene.repository().deleteRulesets();
      history.attest();
      // Ten commits a run are tried again.
      for (int owed = owed(scene); owed > 0; owed -= 10) {
        clock.advance(Duration.ofHours(2));
        catchUp(scene);
      }
    }

    private static int owed(Scene scene) {
      return scene.marks().read(scene.repository().id()).owed().size();
    }

    private void dispatch(Scene scene, Push push) {
      untilDone(() -> scene.push(push.before(), push.after()));
    }

    private void catchUp(Scene scene) {
      byte[] event =
          "{\"action\": \"catch-up\", \"repository\": {\"full_name\": \"%s\"}}"
              .formatted(scene.repository().name())
              .getBytes(StandardCharsets.UTF_8);
      untilDone(() -> scene.run(event));
    }

    private void untilDone(Supplier<Report> run) {
      Report report = atWork(run);
      for (int retries = 0; report.outcome().shouldRetry(); retries++) {
        assertThat(retries).as(report.message()).isLessThan(MOST_RETRIES);
        if (othersLetTimePass()) {
          clock.advance(Duration.ofSeconds(5));
        }
        report = atWork(run);
      }
    }

    private Report atWork(Supplier<Report> run) {
      synchronized (this) {
        atWork++;
      }
      try {
        Report report = run.get();
        if (!report.outcome().shouldRetry()) {
          synchronized (this) {
            ended++;
          }
        }
        return report;
      } finally {
        synchronized (this) {
          atWork--;
          notifyAll();
        }
      }
    }

    /**
     * Waits a little. True when nobody is at work, or one has come to his end: as long as somebody
     * is, those who wait for him must not use up his time, however slow the machine is.
     */
    private synchronized boolean othersLetTimePass() {
      long endedBefore = ended;
      long until = System.nanoTime() + BETWEEN_RETRIES.toNanos();
      try {
        while (atWork > 0 && ended == endedBefore && System.nanoTime() < until) {
          wait(1);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      return atWork == 0 || ended != endedBefore;
    }
  }
}
