package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chartYaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.WrongAnswer;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A push that has more to read than one run may read comes to its end all the same. */
final class ResumedReadingTest {
  private static final int CHARTS = 30;

  private final Allowance allowance = new Allowance();
  private Scene scene;

  @BeforeEach
  void paced() {
    scene = Scene.usual();
    scene.keep(allowance);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 160})
  void everyRunGoesOnWhereTheOneBeforeStopped(int reads) {
    CommitSha before = charts("1.0.0", "first");
    CommitSha after = charts("1.1.0", "second");

    int runs = untilDone(before, after, reads);

    assertThat(scene.tags()).hasSize(CHARTS);
    assertThat(scene.tagObject("c7-v1.1.0")).contains("- Change charts (#1)");
    // Seven reads a chart; eight that every run needs.
    assertThat(runs).isLessThanOrEqualTo(2 + 8 * CHARTS / (reads - 8));
  }

  @Test
  void whatAnEarlierRunReadIsNotReadAgain() {
    CommitSha before = charts("1.0.0", "first");
    CommitSha after = charts("1.1.0", "second");

    untilDone(before, after, 64);

    List<String> files =
        scene.simulator().log().matching(it -> it.is("GET", "/contents/")).stream()
            .map(Object::toString)
            .toList();
    assertThat(files).hasSizeLessThan(2 * CHARTS + 20);
  }

  @Test
  void anAnswerThatIsDoubtedIsReadAgainByTheNextRun() {
    CommitSha before = charts("1.0.0", "first");
    CommitSha after = charts("1.1.0", "second");
    allowance.reads = 10_000;
    // The charts directory as it was before, once: nothing seems to have changed.
    scene
        .simulator()
        .faults()
        .next(
            arrival -> arrival.is("GET", after + ":charts"),
            Fault.instead(new WrongAnswer.SomethingElse()));

    assertThat(scene.push(before, after).outcome()).isInstanceOf(RunOutcome.Incomplete.class);
    assertThat(scene.push(before, after).outcome()).isInstanceOf(RunOutcome.Tagged.class);
    assertThat(scene.tags()).hasSize(CHARTS);
  }

  @Test
  void aDamagedMemoryOfItIsIgnored() {
    CommitSha before = charts("1.0.0", "first");
    CommitSha after = charts("1.1.0", "second");
    allowance.reads = 64;
    assertThat(scene.push(before, after).outcome()).isInstanceOf(RunOutcome.Incomplete.class);

    scene.locks().damageKept();
    allowance.reads = 10_000;

    assertThat(scene.push(before, after).outcome()).isInstanceOf(RunOutcome.Tagged.class);
    assertThat(scene.tags()).hasSize(CHARTS);
  }

  private int untilDone(CommitSha before, CommitSha after, int reads) {
    for (int run = 1; run < 200; run++) {
      allowance.reads = reads;
      Report report = scene.push(before, after);
      if (report.outcome() instanceof RunOutcome.Tagged) {
        return run;
      }
      assertThat(report.outcome()).isInstanceOf(RunOutcome.Incomplete.class);
    }
    throw new AssertionError("it did not come to its end");
  }

  /** Charts without changelogs. */
  private CommitSha charts(String version, String subject) {
    Map<String, String> files = new HashMap<>();
    for (int chart = 0; chart < CHARTS; chart++) {
      files.put("charts/c%d/Chart.yaml".formatted(chart), chartYaml("c" + chart, version));
    }
    if (version.equals("1.0.0")) {
      CommitSha imported = scene.commit("main", subject, files);
      scene.history().branch("release", imported);
      return imported;
    }
    return scene.mergePullRequest(subject, MergeMethod.SQUASH, files);
  }

  /** So many reads, then no more for a while. */
  private static final class Allowance implements RateLimiter {
    private int reads;

    @Override
    public synchronized List<Permit> reserve(
        long installation, Wanted wanted, Duration longestWait) {
      if (wanted.kind() == Kind.READ) {
        if (wanted.least() > reads) {
          throw new TransientFailure(StopReason.RATE_LIMIT, "too many", Duration.ofSeconds(60));
        }
        int given = Math.min(wanted.most(), reads);
        reads -= given;
        return Collections.nCopies(given, new Permit(Instant.MIN, Instant.MAX));
      }
      return Collections.nCopies(wanted.most(), new Permit(Instant.MIN, Instant.MAX));
    }

    @Override
    public void limited(long installation, Limit limit, Instant until) {
      throw new AssertionError("no limit is met");
    }

    @Override
    public Optional<Instant> limitedUntil(long installation) {
      return Optional.empty();
    }
  }
}
