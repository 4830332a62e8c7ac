package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.local.LocalCloud;
import io.charttagger.local.github.Latency;
import io.charttagger.local.github.Limits;
import io.charttagger.local.lambda.LambdaHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many charts through the front door, with GitHub's secondary limits on and a usual latency: the
 * pace lets all of them through, in as many calls as that takes, and no limit is ever met.
 */
@Tag("exhaustive")
final class PacedPushesTest {
  private static final int PROCESSES = 5;
  // Those of each of several pushes; 100 takes more than two hours.
  private static final int CHARTS = Integer.getInteger("charts.per.push", 20);
  private static final int WRITES_A_MINUTE = 76;
  private static final int WRITES_AN_HOUR = 480;
  // A function's timeout that a hundred charts do not fit into.
  private static final Duration SHORT = Duration.ofSeconds(100);
  // In hundredths of what the windows take. To that come the requests themselves and what the
  // machine takes; how closely the windows are used EveryPushEndsTest tells in simulated time.
  private static final int MOST = 170;

  private LocalCloud cloud;

  @BeforeEach
  void start() {
    // Lambda gives a function the memory that the template says, and the heap 85 % of it.
    cloud =
        LocalCloud.start(
            LocalCloud.Plan.of(Map.of())
                .withFunctions(PROCESSES)
                .withFlags("-XX:MaxRAM=1769m", "-XX:MaxRAMPercentage=85"));
    cloud.github().limits().enforceSecondary(403, true);
    cloud.github().latency(Latency.millis(80, 250));
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void aPushOfAHundredChartsMeetsNoLimit() throws Exception {
    try (PushedCharts charts = PushedCharts.in(cloud, "charts", 1, 100)) {
      tagsAll(List.of(charts), (it, push) -> it.invokeUntilDone(push, SHORT));
    }
  }

  @Test
  void pushesAtOnceToOneRepositoryAndToOthersOfItsInstallationMeetNoLimitEither() throws Exception {
    try (PushedCharts busy = PushedCharts.in(cloud, "busy", 3, CHARTS);
        PushedCharts second = PushedCharts.in(cloud, "second", 1, CHARTS);
        PushedCharts third = PushedCharts.in(cloud, "third", 1, CHARTS)) {
      tagsAll(List.of(busy, second, third), PushedCharts::askUntilDone);
    }
  }

  /** How one push is brought to its end; how often that took asking. */
  private interface Asking {
    int untilDone(PushedCharts charts, int push) throws Exception;
  }

  private void tagsAll(List<PushedCharts> repositories, Asking asking) throws Exception {
    long start = System.nanoTime();
    List<Future<Integer>> pushes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (PushedCharts charts : repositories) {
        for (int push = 0; push < charts.pushes(); push++) {
          int number = push;
          pushes.add(threads.submit(() -> asking.untilDone(charts, number)));
        }
      }
    }
    int asked = 0;
    for (Future<Integer> push : pushes) {
      asked += push.get();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    Limits limits = cloud.github().limits();
    int needed = repositories.stream().mapToInt(PushedCharts::writes).sum();
    Duration shortest = windows(needed);
    List<Long> peaks = cloud.functions().stream().map(LambdaHost::peakMemory).toList();
    System.out.printf(
        "%d pushes at once: asked %d times; %d writes, %d reads; %.1f s, the windows take %.1f s;"
            + " at most %d writes in an hour, %d writes and %d points in a minute; over a limit %d; peaks %s MB%n",
        pushes.size(),
        asked,
        writes(),
        cloud.github().log().reads().size(),
        took.toMillis() / 1000.0,
        shortest.toMillis() / 1000.0,
        limits.mostWritesInAnHour(),
        limits.mostWritesInAMinute(),
        limits.mostPointsInAMinute(),
        limits.violations(),
        peaks.stream().map(peak -> peak >> 20).toList());
    repositories.forEach(PushedCharts::assertAllTagged);
    assertThat(limits.violations()).isZero();
    assertThat(limits.mostWritesInAMinute()).isLessThanOrEqualTo(80);
    assertThat(limits.mostPointsInAMinute()).isLessThanOrEqualTo(900);
    assertThat(limits.mostWritesInAnHour()).isLessThanOrEqualTo(500);
    assertThat(took).isLessThan(shortest.multipliedBy(MOST).dividedBy(100));
    assertThat(peaks).allMatch(peak -> peak > 0 && peak <= 256L << 20);
  }

  /** From the first write to the last, when every window is filled at once. */
  private static Duration windows(int writes) {
    int hours = (writes - 1) / WRITES_AN_HOUR;
    int minutes = (writes - 1) % WRITES_AN_HOUR / WRITES_A_MINUTE;
    return Duration.ofHours(hours).plusMinutes(minutes);
  }

  private int writes() {
    return cloud
        .github()
        .log()
        .matching(request -> !request.isRead() && !request.is("POST", "/access_tokens"))
        .size();
  }
}
