package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.Run;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.lambda.LambdaHost;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pushes that are large in every way there is, read and decided by the packaged function in a
 * process of its own: seen from outside, none of them takes more memory than promised.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("LargePushMemoryTest") // each fills this heap: one after the other
@Tag("exhaustive")
final class LargePushMemoryTest {
  private static final long MEGABYTE = 1L << 20;
  private static final long MOST_MEMORY = 256 * MEGABYTE;

  private static final Duration LONG = Duration.ofMinutes(10);

  /**
   * A push that is large in one way.
   *
   * @param outcomes what becomes of its charts, and of how many
   */
  record Large(
      String way, Function<SimulatedRepository, LargePush> push, Map<String, Integer> outcomes) {
    @Override
    public String toString() {
      return way;
    }
  }

  static Stream<Large> pushes() {
    return Stream.<Large>of(
        new Large("changelogs", LargePush::withChangelogs, Map.of("create", 300)),
        new Large("no-changelogs", LargePush::withoutChangelogs, Map.of("create", 500)),
        new Large("no-bump", LargePush::withoutABump, Map.of("version-unchanged", 60)),
        new Large("put-back", LargePush::putBack, Map.of("conflict", 60)),
        new Large("merges", LargePush::ofManyMerges, Map.of("create", 500)),
        new Large(
            "large-changelogs",
            it -> LargePush.withLargeChangelogs(it, "a\n"),
            Map.of("create", 100)),
        new Large(
            "changelogs-of-lists",
            it -> LargePush.withLargeChangelogs(it, "- a\n"),
            Map.of("create", 100)),
        new Large("one-large-changelog", LargePush::withOneLargeChangelog, Map.of("create", 100)),
        new Large("large-charts", LargePush::withLargeCharts, Map.of("invalid", 100)));
  }

  @ParameterizedTest
  @MethodSource("pushes")
  void isPlannedInLittleMemory(Large large) {
    try (Case push = new Case(large.way(), large.push())) {
      Run run = push.send(DispatchMessage::dryRun, LONG);

      assertThat(run.outcome()).as(run.report().path("message").asText()).isEqualTo("planned");
      assertThat(outcomes(run)).isEqualTo(large.outcomes());
      push.tookLittleMemory();
    }
  }

  /** What is sent for a push: as a dry run, or not. */
  interface Dispatching {
    ObjectNode of(SimulatedRepository repository, CommitSha before, CommitSha after);
  }

  /** A push to a repository of its own, sent to a fresh process. */
  static final class Case implements AutoCloseable {
    private final GitHistory history = GitHistory.inMemory();
    // Of its own, so that no repository outlives its case. Lambda gives a function the memory that
    // the template says, and the heap 85 % of it.
    private final LocalCloud cloud =
        LocalCloud.start(
            LocalCloud.Plan.of(Map.of()).withFlags("-XX:MaxRAM=1769m", "-XX:MaxRAMPercentage=85"));
    private final LambdaHost process = cloud.another();
    private final String way;
    private final SimulatedRepository repository;
    private final LargePush push;

    Case(String way, Function<SimulatedRepository, LargePush> pushes) {
      this.way = way;
      repository = cloud.host(way, history.repository());
      push = pushes.apply(repository);
    }

    Run send(Dispatching dispatching, Duration allowed) {
      // Faster than GitHub's limits allow: that takes the same memory, or more.
      cloud.github().limits().hourPasses();
      try (ScheduledExecutorService minutes = Executors.newSingleThreadScheduledExecutor()) {
        ScheduledFuture<?> passing =
            minutes.scheduleWithFixedDelay(
                () -> cloud.forgetPace(repository), 1, 1, TimeUnit.SECONDS);
        Run run =
            Run.send(process, dispatching.of(repository, push.before(), push.after()), allowed);
        passing.cancel(false);
        System.out.printf(
            "%-20s %-10s %5d calls, at most %4d MB, %5.1f s, %s%n",
            way,
            run.outcome(),
            run.report().path("githubCalls").asInt(),
            process.peakMemory() / MEGABYTE,
            run.took().toMillis() / 1000.0,
            outcomes(run));
        return run;
      }
    }

    void tookLittleMemory() {
      assertThat(process.peakMemory()).isPositive().isLessThanOrEqualTo(MOST_MEMORY);
    }

    @Override
    public void close() {
      process.close();
      cloud.close();
      history.close();
    }
  }

  private static Map<String, Integer> outcomes(Run run) {
    Map<String, Integer> outcomes = new TreeMap<>();
    for (JsonNode chart : run.charts()) {
      outcomes.merge(chart.path("outcome").asText(), 1, Integer::sum);
    }
    return outcomes;
  }
}
