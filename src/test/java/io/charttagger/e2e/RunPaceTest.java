package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a run asks the pace for what it is about to do. */
final class RunPaceTest {
  private final RecordingPace pace = new RecordingPace();
  private Scene scene;

  @BeforeEach
  void paced() {
    scene = Scene.usual();
    scene.keep(pace);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aRunOfOneChartAsksOnceForItsReadsAndOnceForItsWrites() {
    assertThat(raise(1, number -> "charts/c" + number).outcome())
        .isInstanceOf(RunOutcome.Tagged.class);
    assertThat(pace.reserved).containsExactly(16);
    assertThat(pace.writesReserved).containsExactly(writes(1));
    assertThat(written()).isEqualTo(writes(1));
  }

  @Test
  void aRunOfManyChartsAsksOnceForTheWritesOfItsWholePlan() {
    assertThat(raise(35, number -> "charts/c" + number).outcome())
        .isInstanceOf(RunOutcome.Tagged.class);
    assertThat(pace.writesReserved).containsExactly(writes(35));
    assertThat(written()).isEqualTo(writes(35));
  }

  @Test
  void theReleasesOfANewPlansTagsAreReservedWithThem() {
    publishing();

    assertThat(raise(30, number -> "charts/c" + number).outcome())
        .isInstanceOf(RunOutcome.Tagged.class);
    assertThat(pace.writesReserved).containsExactly(writes(30) + 30);
    assertThat(written()).isEqualTo(writes(30) + 30);
  }

  @Test
  void theReleasesOfOlderTagsAreReservedTogether() {
    publishing();
    raise(5, number -> "charts/c" + number);
    pace.writesReserved.clear();
    for (String tag : scene.tags().keySet()) {
      scene.repository().releases().delete(tag);
    }

    CommitSha head = scene.history().tip("main");
    scene.push(scene.history().tip("release"), head);

    // Then the check run.
    assertThat(pace.writesReserved).containsExactly(5, 1);
  }

  private void publishing() {
    scene.close();
    scene = Scene.with(Scene.Options.USUAL.publishing(true));
    scene.keep(pace);
  }

  private int written() {
    return scene
        .simulator()
        .log()
        .matching(request -> !request.isRead() && !request.is("POST", "/access_tokens"))
        .size();
  }

  /** Two for each tag, the release pull request, and the check run. */
  private static int writes(int charts) {
    return 2 * charts + 2;
  }

  @Test
  void aTagIsNotBegunWithoutAPlaceForItsRef() {
    pace.writes = 3;
    Report report = raise(2, number -> "charts/c" + number);

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Incomplete(Duration.ofSeconds(60)));
    assertThat(scene.simulator().log().matching(it -> it.is("POST", "/git/tags"))).hasSize(1);
    assertThat(scene.tags()).hasSize(1);
  }

  private Report raise(int charts, IntFunction<String> directory) {
    Map<String, String> old = new HashMap<>();
    Map<String, String> raised = new HashMap<>();
    for (int number = 0; number < charts; number++) {
      old.putAll(chart(directory.apply(number), "c" + number, "1.0.0"));
      raised.putAll(chart(directory.apply(number), "c" + number, "1.1.0"));
    }
    CommitSha before = scene.commit("main", "import", old);
    scene.history().branch("release", before);
    return scene.push(before, scene.mergePullRequest("raise", MergeMethod.SQUASH, raised));
  }

  /** Lets go at once, up to a number of reads at a time and a number of writes in all. */
  private static final class RecordingPace implements RateLimiter {
    private final List<Integer> reserved = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> writesReserved = Collections.synchronizedList(new ArrayList<>());
    private volatile int most = 1000;
    private int writes = 1000;

    @Override
    public synchronized List<Permit> reserve(
        long installation, Wanted wanted, Duration longestWait) {
      return switch (wanted.kind()) {
        case READ -> {
          if (wanted.least() > most) {
            throw new TransientFailure(StopReason.RATE_LIMIT, "too many", Duration.ofSeconds(90));
          }
          reserved.add(wanted.most());
          yield permits(wanted.most());
        }
        case WRITE -> {
          if (wanted.least() > writes) {
            throw new TransientFailure(StopReason.RATE_LIMIT, "too many", Duration.ofSeconds(60));
          }
          int given = Math.min(wanted.most(), writes);
          writes -= given;
          writesReserved.add(given);
          yield permits(given);
        }
      };
    }

    private static List<Permit> permits(int number) {
      return Collections.nCopies(number, new Permit(Instant.now(), Instant.MAX));
    }

    @Override
    public void limited(long installation, Limit limit, Instant until) {
      throw new AssertionError("no limit was met");
    }

    @Override
    public Optional<Instant> limitedUntil(long installation) {
      return Optional.empty();
    }
  }
}
