package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.Run;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.lambda.LambdaHost;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pushes that are large in every way there is, read and decided by the packaged function in a
 * process of its own: seen from outside, none of them takes more memory than promised.
 */
@Tag("exhaustive")
final class LargePushMemoryTest {
  private static final long MEGABYTE = 1L << 20;
  private static final long MOST_MEMORY = 256 * MEGABYTE;

  private static LocalCloud cloud;

  @BeforeAll
  static void start() {
    // Lambda gives a function the memory that the template says, and the heap 85 % of it.
    cloud =
        LocalCloud.start(
            LocalCloud.Plan.of(Map.of())
                .withFlags(
                    ("-XX:MaxRAM=1769m -XX:MaxRAMPercentage=85 "
                            + System.getProperty("function.flags", ""))
                        .strip()
                        .split(" +")));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

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
            new Large("moved", LargePush::moved, Map.of("version-unchanged", 60)),
            new Large("merges", LargePush::ofManyMerges, Map.of("create", 500)),
            new Large(
                "large-changelogs",
                it -> LargePush.withLargeChangelogs(it, "a\n"),
                Map.of("create", 100)),
            new Large(
                "changelogs-of-lists",
                it -> LargePush.withLargeChangelogs(it, "- a\n"),
                Map.of("create", 100)),
            new Large(
                "one-large-changelog", LargePush::withOneLargeChangelog, Map.of("create", 100)),
            new Large("large-charts", LargePush::withLargeCharts, Map.of("invalid", 100)))
        .filter(it -> it.way().matches(System.getProperty("way", ".*")));
  }

  @ParameterizedTest
  @MethodSource("pushes")
  void takesLittleMemory(Large large) {
    try (GitHistory history = GitHistory.inMemory();
        LambdaHost process = cloud.another()) {
      SimulatedRepository repository = cloud.host(large.way(), history.repository());
      LargePush push = large.push().apply(repository);
      ObjectNode dispatch = DispatchMessage.dryRun(repository, push.before(), push.after());

      Run run;
      try (ScheduledExecutorService minutes = Executors.newSingleThreadScheduledExecutor()) {
        // Faster than GitHub's limits allow: the memory is the same, or more.
        var passing =
            minutes.scheduleWithFixedDelay(
                () -> cloud.forgetPace(repository), 1, 1, TimeUnit.SECONDS);
        run = Run.send(process, dispatch);
        passing.cancel(false);
      }

      System.out.printf(
          "%-20s %-10s %s, %5d calls, at most %4d MB, %5.1f s %s%n",
          large,
          run.outcome(),
          outcomes(run),
          run.report().path("githubCalls").asInt(),
          process.peakMemory() / MEGABYTE,
          run.took().toMillis() / 1000.0,
          run.report().path("message").asText());
      process.output().stream().filter(line -> line.contains("[gc")).forEach(System.out::println);
      assertThat(outcomes(run))
          .as(run.report().path("message").asText())
          .isEqualTo(large.outcomes());
      assertThat(process.peakMemory()).isPositive().isLessThanOrEqualTo(MOST_MEMORY);
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
