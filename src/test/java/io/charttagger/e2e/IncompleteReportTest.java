package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.Faults;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import io.charttagger.port.ManualClock;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;
import io.charttagger.report.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An incomplete run says what stopped it, how far it came, and when to send the dispatch again. */
final class IncompleteReportTest {
  private static final Duration TIME = Duration.ofSeconds(22);

  private final ManualClock clock = new ManualClock();
  private Scene scene;
  private CommitSha before;
  private CommitSha after;

  @BeforeEach
  void aMergeOfTwoCharts() {
    scene = Scene.at(clock);
    before =
        scene.commit(
            "main",
            "import",
            all(chart("charts/a", "a", "1.0.0"), chart("charts/b", "b", "1.0.0")));
    scene.history().branch("release", before);
    after =
        scene.mergePullRequest(
            "raise",
            MergeMethod.MERGE,
            all(chart("charts/a", "a", "1.1.0"), chart("charts/b", "b", "1.1.0")));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Report incomplete() {
    Report report = scene.push(before, after, TIME);
    assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Incomplete.class);
    assertThat(ReportJson.of(report).path("summary").asText())
        .startsWith("### " + Summary.headline(report));
    return report;
  }

  @Test
  void itsTimeIsUpBeforeAnythingIsWritten() {
    scene
        .simulator()
        .faults()
        .next(
            arrival -> arrival.is("GET", "/compare/"), new Fault.After(() -> clock.advance(TIME)));

    Report report = incomplete();

    assertThat(report.message())
        .isEqualTo(
            "The time for one attempt is used up. This attempt has written nothing."
                + " Send the same dispatch again in 15 s to continue; the workflow and the webhook's queue do so by themselves.");
    assertThat(Summary.headline(report)).isEqualTo("Incomplete: retry after 15 s");
  }

  @Test
  void itsTimeIsUpAfterItsTags() {
    Faults faults = scene.simulator().faults();
    faults.next(
        arrival -> arrival.is("POST", "/pulls"), new Fault.Before(() -> clock.advance(TIME)));
    faults.next(arrival -> arrival.is("POST", "/pulls"), new Fault.DropBefore());

    Report report = incomplete();

    assertThat(report.message())
        .startsWith(
            "The time for one attempt is used up. 2 of 2 tags are created; the steps after the tags are left. ");
  }

  @Test
  void ourOwnWindowsAreFull() {
    scene.keep(new Writes(3, StopReason.RATE_LIMIT));

    Report report = incomplete();

    assertThat(report.message())
        .startsWith("GitHub's rate limits stopped this run (")
        .contains("1 of 2 tags are created. Send the same dispatch again in 60 s");
    assertThat(Summary.headline(report))
        .isEqualTo("Incomplete: 1 of 2 tags are created, retry after 60 s");
  }

  @Test
  void gitHubEnforcesALimit() {
    scene
        .simulator()
        .faults()
        .next(arrival -> arrival.is("POST", "/pulls"), Fault.Refuse.secondaryLimit(403, false));

    assertThat(incomplete().message())
        .startsWith("GitHub's rate limits stopped this run (")
        .contains("2 of 2 tags are created; the steps after the tags are left");
  }

  @Test
  void gitHubIsDown() {
    scene
        .simulator()
        .faults()
        .every(arrival -> arrival.is("GET", "/compare/"), Fault.Refuse.with(502, "Bad Gateway"));

    assertThat(incomplete().message()).startsWith("GitHub stopped this run (GitHub answered 502");
  }

  @Test
  void awsIsDown() {
    scene.keep(new Writes(0, StopReason.AWS));

    assertThat(incomplete().message())
        .startsWith("AWS stopped this run (")
        .contains("0 of 2 tags are created. ");
  }

  @Test
  void anotherRunTookItsLeaseOver() {
    scene
        .simulator()
        .faults()
        .next(
            arrival -> arrival.is("POST", "/git/tags"),
            new Fault.After(
                () -> {
                  scene.locks().runOut();
                  acquire(LockKey.ofCommit(scene.repository().name(), after));
                }));

    assertThat(incomplete().message()).startsWith("Another run stopped this one (the lease ");
  }

  @Test
  void anotherRunWritesTheReleasePullRequest() {
    acquire(LockKey.ofRelease(scene.repository().name()));

    assertThat(incomplete().message())
        .startsWith("Another run stopped this one (another run of this repository is writing")
        .contains("2 of 2 tags are created; the steps after the tags are left");
  }

  private void acquire(LockKey key) {
    assertThat(scene.locks().acquire(key)).isInstanceOf(Locks.Attempt.Granted.class);
  }

  /** Permits all reads and so many writes. */
  private static final class Writes implements RateLimiter {
    private final StopReason reason;
    private int left;

    Writes(int writes, StopReason reason) {
      this.left = writes;
      this.reason = reason;
    }

    @Override
    public synchronized List<Permit> reserve(
        long installation, Wanted wanted, Duration longestWait) {
      int given = wanted.most();
      if (wanted.kind() == Kind.WRITE) {
        if (wanted.least() > left) {
          throw new TransientFailure(reason, "no write is permitted", Duration.ofSeconds(60));
        }
        given = Math.min(wanted.most(), left);
        left -= given;
      }
      return Collections.nCopies(given, new Permit(Instant.MIN, Instant.MAX));
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
