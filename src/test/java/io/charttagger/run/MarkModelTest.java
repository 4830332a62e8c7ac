package io.charttagger.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Covered;
import io.charttagger.port.Mark;
import io.charttagger.port.Marks;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ChartResult;
import io.charttagger.run.Interleavings.LostAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A small model of the mark and the tags around the real {@link MainProgress}: a main branch of
 * four commits, each of which brings a version, and several runs at once. Every order of their
 * steps is tried, with crashes and lost answers. There are no leases in it: the owner of one may be
 * asleep while it runs out, so they must not matter.
 */
final class MarkModelTest {
  private static final long REPOSITORY = 42;
  private static final int HEAD = 3;
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  /**
   * Some runs at once.
   *
   * @param mark the commit of the mark at first, or -1
   * @param refused the commits whose tags are refused
   * @param faults how many steps may fail
   */
  record Runs(String name, int mark, Set<Integer> refused, int faults, List<Push> pushes) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A dispatch; a catch-up has no commit before. */
  record Push(Optional<Integer> before, int after) {
    static Push of(int before, int after) {
      return new Push(Optional.of(before), after);
    }

    static Push catchUp(int head) {
      return new Push(Optional.empty(), head);
    }
  }

  static Stream<Runs> two() {
    return Stream.of(
        new Runs("the second push first", 0, Set.of(), 2, List.of(Push.of(2, 3), Push.of(1, 2))),
        new Runs("the same push twice", 1, Set.of(), 3, List.of(Push.of(1, 2), Push.of(1, 2))),
        new Runs("an old push again", 2, Set.of(), 2, List.of(Push.of(0, 1), Push.catchUp(HEAD))),
        new Runs("without a mark", -1, Set.of(), 2, List.of(Push.of(0, 1), Push.of(1, 3))),
        new Runs("with a refusal", 0, Set.of(1), 2, List.of(Push.of(1, 2), Push.of(2, 3))));
  }

  static Stream<Runs> three() {
    List<Push> usual = List.of(Push.of(1, 2), Push.of(2, 3), Push.catchUp(HEAD));
    return Stream.of(
        new Runs("two pushes and a catch-up, after a lost one", 0, Set.of(), 1, usual),
        new Runs(
            "a push that holds the other, and a catch-up",
            0,
            Set.of(),
            2,
            List.of(Push.of(0, 2), Push.of(1, 2), Push.catchUp(2))),
        new Runs("without a mark", -1, Set.of(), 1, usual));
  }

  @ParameterizedTest
  @MethodSource("two")
  void theMarkNeverPassesUndoneWorkOfTwoRuns(Runs runs) {
    explore(runs);
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @MethodSource("three")
  void theMarkNeverPassesUndoneWorkOfThreeRuns(Runs runs) {
    explore(runs);
  }

  private static void explore(Runs runs) {
    int states =
        new Interleavings<>(() -> new Model(runs), processes(runs), runs.faults())
            .explore(
                model -> {
                  model.everything(Push.catchUp(HEAD));
                  model.check();
                  assertThat(model.missing(model.lowest(), HEAD)).isEmpty();
                });

    System.out.printf("%-50s %6d states%n", runs, states);
    assertThat(states).isGreaterThan(100);
  }

  private static List<Consumer<Model>> processes(Runs runs) {
    return runs.pushes().stream()
        .<Consumer<Model>>map(push -> model -> model.run(push, Interleavings::step))
        .toList();
  }

  /** How a step is taken: in the explored order, or at once. */
  private interface Steps {
    <T> T step(Supplier<T> step);
  }

  /** The shared state: the mark and the tags. */
  private static final class Model implements Interleavings.World {
    private final Runs runs;
    private final Map<Integer, Integer> tags = new TreeMap<>();
    private Mark mark = Mark.NONE;
    private int lowest = Integer.MAX_VALUE;

    Model(Runs runs) {
      this.runs = runs;
      if (runs.mark() >= 0) {
        mark = mark.with(Optional.of(commit(runs.mark())), List.of());
        lowest = runs.mark();
      }
    }

    int lowest() {
      return lowest;
    }

    @Override
    public String state() {
      return tags + " " + mark + " " + lowest;
    }

    /** Every commit up to the mark, from where it first was, has its tag or is owed it. */
    @Override
    public void check() {
      if (mark.commit().isPresent()) {
        assertThat(missing(lowest, number(mark.commit().get()))).isEmpty();
      }
      tags.forEach((commit, on) -> assertThat(on).isEqualTo(commit));
    }

    List<Integer> missing(int from, int to) {
      Set<Integer> owed = new HashSet<>();
      mark.owed().forEach(it -> owed.add(number(it.commit())));
      return IntStream.rangeClosed(from + 1, to)
          .filter(commit -> !tags.containsKey(commit) && !owed.contains(commit))
          .boxed()
          .toList();
    }

    /** A run that nothing disturbs. */
    void everything(Push push) {
      run(
          push,
          new Steps() {
            @Override
            public <T> T step(Supplier<T> step) {
              return step.get();
            }
          });
    }

    /** What a run does, step by step, in the order of {@link TaggingRun}. */
    void run(Push push, Steps steps) {
      try {
        MainProgress main = MainProgress.read(marks(steps), REPOSITORY);
        Covered covered = covered(push, main.mark().commit().map(Model::number));
        Set<Integer> there = steps.step(() -> new TreeSet<>(tags.keySet()));
        boolean first = main.mark().commit().isEmpty();
        main.begin(covered);
        if (first && main.mark().commit().map(covered::reachesBackTo).orElse(true)) {
          // Whatever becomes of this run from here on, its window is not lost.
          lowest = Math.min(lowest, number(covered.from().orElseThrow()));
        }
        List<ChartLine> lines = new ArrayList<>();
        for (CommitSha commit : covered.commits()) {
          int number = number(commit);
          ChartResult result =
              there.contains(number)
                  ? ChartResult.ALREADY_TAGGED
                  : steps.step(() -> create(number));
          lines.add(line(number, result));
        }
        main.end(covered, lines, NOW);
      } catch (LostAnswer incomplete) {
        // The run ends, and says that it is to be sent again.
        return;
      }
    }

    /** The window, as the history is read: four commits in a row. */
    private static Covered covered(Push push, Optional<Integer> mark) {
      int before = push.before().orElse(push.after() - 1);
      int from = mark.filter(it -> it <= push.before().orElse(push.after())).orElse(before);
      return new Covered(
          Optional.of(commit(from)),
          IntStream.rangeClosed(from + 1, push.after()).mapToObj(Model::commit).toList(),
          Optional.empty());
    }

    private ChartResult create(int commit) {
      if (runs.refused().contains(commit)) {
        return ChartResult.REFUSED;
      }
      tags.putIfAbsent(commit, commit);
      return ChartResult.CREATED;
    }

    private Marks marks(Steps steps) {
      return new Marks() {
        @Override
        public Mark read(long repository) {
          return steps.step(() -> mark);
        }

        @Override
        public boolean replace(long repository, Mark read, Mark next) {
          try {
            return steps.step(() -> replaceNow(read, next));
          } catch (LostAnswer lost) {
            // The SDK sends it again.
            return steps.step(() -> replaceNow(read, next));
          }
        }
      };
    }

    private boolean replaceNow(Mark read, Mark next) {
      if (!mark.equals(read)) {
        return mark.equals(next);
      }
      mark = next;
      lowest = Math.min(lowest, number(next.commit().orElseThrow()));
      return true;
    }

    private static CommitSha commit(int number) {
      return CommitSha.parse("%040x".formatted(number + 1));
    }

    private static int number(CommitSha commit) {
      return Integer.parseInt(commit.value(), 16) - 1;
    }

    private static ChartLine line(int commit, ChartResult result) {
      return new ChartLine(
          new ChartRef(
              "web",
              "charts/web",
              Optional.empty(),
              Optional.of(new TagName("web-v1.0." + commit)),
              commit(commit),
              Optional.empty()),
          result,
          Optional.empty(),
          "");
    }
  }
}
