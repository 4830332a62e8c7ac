package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.e2e.RandomGitHistory.Push;
import io.charttagger.release.ReleaseMode;
import io.charttagger.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same random history twice: once with every push dispatched in order, once with dispatches
 * that are lost, late, repeated or at once. As long as the first and the last one come, all tags
 * are the same objects in the end.
 */
final class LostDispatchesTest {

  /** What becomes of the dispatches between the first and the last one. */
  enum Fate {
    LOST_AT_RANDOM {
      @Override
      List<Integer> order(int pushes, Random random) {
        return IntStream.range(0, pushes).filter(push -> random.nextBoolean()).boxed().toList();
      }
    },
    MIDDLE_OF_THREE_LOST {
      @Override
      List<Integer> order(int pushes, Random random) {
        return IntStream.range(0, pushes).filter(push -> push % 3 != 1).boxed().toList();
      }
    },
    ALL_LOST {
      @Override
      List<Integer> order(int pushes, Random random) {
        return List.of();
      }
    },
    IN_ANY_ORDER_AND_TWICE {
      @Override
      List<Integer> order(int pushes, Random random) {
        List<Integer> order =
            new ArrayList<>(
                IntStream.range(0, 2 * pushes).mapToObj(push -> push % pushes).toList());
        Collections.shuffle(order, random);
        return order.subList(0, pushes);
      }
    };

    /** The numbers of the pushes that are dispatched, in this order. */
    abstract List<Integer> order(int pushes, Random random);
  }

  @Test
  void allTagsAreMadeAllTheSame() {
    play(1, 7);
  }

  @Test
  @Tag("exhaustive")
  void aThousandPushesAndMore() throws Exception {
    List<Future<Integer>> games = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int seed = 100; seed < 121; seed++) {
        int dice = seed;
        games.add(threads.submit(() -> play(dice, 10)));
      }
    }
    int tags = 0;
    for (Future<Integer> game : games) {
      tags += game.get();
    }
    System.out.printf(
        "%d pushes by the dice, %d tags%n", games.size() * 10 * (1 + Fate.values().length), tags);
    assertThat(tags).isGreaterThan(games.size() * 5);
  }

  /** Returns the number of tags. */
  private static int play(int seed, int pushes) {
    Map<String, String> expected;
    try (Scene scene = scene()) {
      RandomGitHistory history = new RandomGitHistory(seed, scene);
      for (int number = 0; number < pushes; number++) {
        dispatch(scene, history.push());
      }
      expected = scene.tags();
    }
    for (Fate fate : Fate.values()) {
      play(seed, pushes, fate, expected);
    }
    return expected.size();
  }

  private static void play(int seed, int pushes, Fate fate, Map<String, String> expected) {
    try (Scene scene = scene()) {
      RandomGitHistory history = new RandomGitHistory(seed, scene);
      List<Push> made = new ArrayList<>();
      for (int number = 0; number < pushes; number++) {
        made.add(history.push());
        if (number == 0) {
          dispatch(scene, made.getFirst());
        }
      }
      List<Integer> between = fate.order(pushes - 2, new Random(seed));
      between.forEach(push -> dispatch(scene, made.get(push + 1)));
      dispatch(scene, made.getLast());

      assertThat(scene.tags())
          .as("seed %d, %s, order %s, pushes %s", seed, fate, between, commits(made))
          .isEqualTo(expected);
      assertThat(scene.marks().read(scene.repository().id()).commit())
          .contains(made.getLast().after());
    }
  }

  private static List<CommitSha> commits(List<Push> pushes) {
    return pushes.stream().map(Push::after).toList();
  }

  private static Scene scene() {
    Scene scene = Scene.with(Scene.Options.USUAL.releasing(ReleaseMode.OFF));
    // Years of work in a minute.
    scene.simulator().limits().primary(Integer.MAX_VALUE);
    return scene;
  }

  private static void dispatch(Scene scene, Push push) {
    Report report = scene.push(push.before(), push.after());
    assertThat(report.outcome().shouldRetry()).as(report.message()).isFalse();
  }
}
