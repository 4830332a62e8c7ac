package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.plan.Warning;
import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import io.charttagger.port.ManualClock;
import io.charttagger.port.Sleeper;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Merges that no dispatch told of, in one repository or in any. */
@Execution(ExecutionMode.CONCURRENT)
final class CatchUpTest {
  private static final RunOutcome TAGGED = new RunOutcome.Tagged();
  private static final RunOutcome NOTHING = new RunOutcome.NothingToTag();

  // Long after the merges, and no machine is too slow for it.
  private final ManualClock clock = new ManualClock(Scene.START.plus(Duration.ofDays(30)));
  private final Scene scene = Scene.at(clock);

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void catchesUpWithOneRepository() {
    Neighbor missed = Neighbor.missed(scene, "example-org/missed");
    Neighbor other = Neighbor.missed(scene, "example-org/other");

    Report report = catchUp("example-org/missed");

    assertThat(report.outcome()).isEqualTo(TAGGED);
    assertThat(report.repository()).contains(missed.repository().name());
    assertThat(report.commit()).contains(missed.head());
    assertThat(missed.tags()).containsExactly("web-v1.1.0");
    assertThat(missed.mark().commit()).contains(missed.head());
    assertThat(other.tags()).isEmpty();
  }

  @Test
  void readsOnlyTheBranchOfARepositoryWithoutNews() {
    Neighbor decided = Neighbor.decided(scene, "example-org/decided");

    Report report = catchUp("example-org/decided");

    assertThat(report.outcome()).isEqualTo(NOTHING);
    assertThat(report.message()).contains("nothing to catch up", decided.head().value());
    assertThat(requests())
        .filteredOn(path -> path.startsWith("/repos/") && !path.endsWith("/installation"))
        .containsExactly("/repos/example-org/decided/git/ref/heads/main");
  }

  @Test
  void setsTheMarkOfARepositoryThatWasNeverSeenAndTagsNothing() {
    Neighbor unseen = new Neighbor(scene, "example-org/unseen");
    unseen.raise("1.1.0");

    Report planned = scene.run(event("example-org/unseen", true));
    assertThat(unseen.mark().commit()).isEmpty();
    Report report = catchUp("example-org/unseen");

    assertThat(planned.outcome()).isEqualTo(NOTHING);
    assertThat(report.outcome()).isEqualTo(NOTHING);
    assertThat(report.message()).contains("seen for the first time", unseen.head().value());
    assertThat(unseen.mark().commit()).contains(unseen.head());
    assertThat(unseen.tags()).isEmpty();

    unseen.raise("1.2.0");
    catchUp("example-org/unseen");
    assertThat(unseen.tags()).containsExactly("web-v1.2.0");
  }

  @Test
  void catchesUpWithAllRepositoriesOfAllInstallations() {
    Neighbor first = Neighbor.missed(scene, "example-org/first");
    Neighbor decided = Neighbor.decided(scene, "example-org/decided");
    Neighbor second = Neighbor.missed(scene, "kube-friends/charts");
    Neighbor unseen = new Neighbor(scene, "example-org/unseen");

    Report report = catchUpAll();

    assertThat(report.outcome()).isEqualTo(TAGGED);
    assertThat(report.message())
        .isEqualTo(
            "5 repositories: 3 without news, 2 with news, 0 in trouble, 0 left to the next"
                + " catch-up");
    assertThat(lines(report))
        .anyMatch(line -> line.startsWith("example-org/first at ") && line.contains("1 tag"))
        .anyMatch(line -> line.startsWith("kube-friends/charts at "))
        .anyMatch(
            line ->
                line.startsWith("example-org/unseen: the repository is seen for the first time"))
        .noneMatch(line -> line.contains("example-org/decided"));
    assertThat(List.of(first.tags(), second.tags())).containsOnly(Set.of("web-v1.1.0"));
    assertThat(decided.tags()).isEmpty();
    assertThat(unseen.mark().commit()).contains(unseen.head());
    assertThat(scene.logged())
        .extracting(run -> run.repository().orElseThrow())
        .containsExactlyInAnyOrder(first.repository().name(), second.repository().name());
    assertThat(report.effort().githubCalls()).isEqualTo(requests().size());
    assertThat(scene.locks().allReleased()).isTrue();

    assertThat(catchUpAll().outcome()).isEqualTo(NOTHING);
  }

  @Test
  void tellsWhatItWouldTagAndWritesNothing() {
    Neighbor missed = Neighbor.missed(scene, "example-org/missed");
    CommitSha mark = missed.mark().commit().orElseThrow();

    Report report = scene.run(event("", true));

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Planned());
    assertThat(Scene.outcomes(report)).isEqualTo(Map.of("web-v1.1.0", "create"));
    assertThat(missed.tags()).isEmpty();
    assertThat(missed.mark().commit()).contains(mark);
    assertThat(scene.simulator().log().all())
        .allMatch(request -> request.isRead() || request.path().endsWith("/access_tokens"));
  }

  @Test
  void looksOnlyAtWhatIsAllowedAndNotArchived() {
    Neighbor.missed(scene, "kube-friends/other");
    Neighbor stranger = Neighbor.missed(scene, "stranger/charts");
    Neighbor archived = Neighbor.missed(scene, "example-org/archived");
    archived.repository().archive();

    Report report = catchUpAll();

    assertThat(report.outcome()).isEqualTo(NOTHING);
    assertThat(report.message()).startsWith("1 repositories");
    assertThat(requests()).noneMatch(path -> path.matches(".*(other|stranger|archived).*"));
    assertThat(requests())
        .doesNotContain(
            "/app/installations/%d/access_tokens"
                .formatted(stranger.repository().installation().id()));
  }

  @Test
  void aSuspendedInstallationDoesNotStopTheOthers() {
    Neighbor suspended = Neighbor.missed(scene, "kube-friends/charts");
    suspended.repository().installation().suspend(Scene.START);
    Neighbor missed = Neighbor.missed(scene, "example-org/missed");

    Report report = catchUpAll();

    assertThat(report.outcome()).isEqualTo(TAGGED);
    assertThat(lines(report)).anyMatch(line -> line.contains("kube-friends is suspended"));
    assertThat(missed.tags()).containsExactly("web-v1.1.0");
  }

  @Test
  void aRepositoryThatCannotBeReadDoesNotStopTheOthers() {
    Neighbor broken = Neighbor.missed(scene, "example-org/broken");
    Neighbor missed = Neighbor.missed(scene, "example-org/missed");
    scene
        .simulator()
        .faults()
        .every(
            arrival -> arrival.path().contains("/example-org/broken/"),
            new Fault.Refuse(502, "", Map.of()));

    Report report = catchUpAll();

    assertThat(report.outcome()).isInstanceOf(RunOutcome.Incomplete.class);
    assertThat(lines(report)).anyMatch(line -> line.startsWith("example-org/broken: GitHub"));
    assertThat(missed.tags()).containsExactly("web-v1.1.0");
    assertThat(broken.tags()).isEmpty();
  }

  @Test
  void aRunThatFailsIsToldOfAndDoesNotStopTheOthers() {
    Neighbor wrong = Neighbor.decided(scene, "example-org/wrong");
    wrong.raise("1.1");
    Neighbor missed = Neighbor.missed(scene, "example-org/missed");

    Report report = catchUpAll();

    assertThat(report.outcome()).isInstanceOf(RunOutcome.Failed.class);
    assertThat(lines(report)).anyMatch(line -> line.matches("example-org/wrong at .*Failed: .*"));
    assertThat(missed.tags()).containsExactly("web-v1.1.0");
    assertThat(catchUpAll().outcome()).isEqualTo(NOTHING);
  }

  @Test
  void leavesACommitThatAnotherRunIsWorkingOn() {
    Neighbor busy = Neighbor.missed(scene, "example-org/busy");
    scene.locks().acquire(LockKey.ofCommit(busy.repository().name(), busy.head()));

    Report report = catchUpAll();

    assertThat(report.outcome()).isInstanceOf(RunOutcome.Incomplete.class);
    assertThat(report.message()).contains("1 with news", "1 left");
    assertThat(busy.tags()).isEmpty();
    assertThat(busy.mark().commit()).isNotEqualTo(Optional.of(busy.head()));
  }

  @Test
  void onlyOneCatchUpOfAllIsAtWork() {
    Neighbor missed = Neighbor.missed(scene, "example-org/missed");
    Locks.Attempt other = scene.locks().acquire(LockKey.ofCatchUp());

    assertThat(catchUpAll().outcome()).isEqualTo(new RunOutcome.InProgress());
    assertThat(missed.tags()).isEmpty();
    assertThat(other).isInstanceOf(Locks.Attempt.Granted.class);
  }

  @Test
  void aSlowRepositoryDoesNotStarveTheOthers() {
    Neighbor slow = Neighbor.missed(scene, "example-org/slow");
    List<Neighbor> others =
        IntStream.range(0, 12)
            .mapToObj(number -> Neighbor.missed(scene, "example-org/other-" + number))
            .toList();
    Duration time = Duration.ofMinutes(5);
    Instant end = clock.instant().plus(time);
    AtomicInteger asked = new AtomicInteger();
    scene
        .simulator()
        .faults()
        .every(
            arrival -> arrival.path().contains("/example-org/slow/"),
            new Fault.Before(
                () -> {
                  // After the look at its branch it has no answer before the time is over.
                  if (asked.incrementAndGet() > 1) {
                    awaitAsLongAsAnythingIsAsked(
                        () -> others.stream().noneMatch(other -> other.tags().isEmpty()));
                    clock.advanceTo(end);
                  }
                }));

    Report report = catchUpAll(time);

    assertThat(others).allMatch(other -> other.tags().equals(Set.of("web-v1.1.0")));
    assertThat(report.outcome()).isInstanceOf(RunOutcome.Incomplete.class);
    assertThat(report.effort().duration()).isLessThan(time.plusSeconds(3));
    assertThat(asked).hasValueGreaterThan(1);
    assertThat(slow.mark().commit()).isNotEqualTo(Optional.of(slow.head()));
  }

  @Test
  void theNextCatchUpBeginsWithWhatWasLeft() {
    List<Neighbor> missed =
        IntStream.range(0, 16)
            .mapToObj(number -> Neighbor.missed(scene, "example-org/missed-" + number))
            .toList();
    // Of the 240 requests that a round has time for, the looks take 20, and each run as many.
    // So four that run side by side end in time, and not all sixteen.
    scene
        .simulator()
        .faults()
        .every(_ -> true, new Fault.After(() -> clock.advance(Duration.ofMillis(250))));

    int rounds = 0;
    long done = 0;
    while (done < missed.size() && rounds < 12) {
      catchUpAll(Duration.ofMinutes(1));
      rounds++;
      long now = missed.stream().filter(each -> !each.tags().isEmpty()).count();
      assertThat(now).isGreaterThan(done);
      done = now;
    }

    assertThat(rounds).isGreaterThan(1);
    assertThat(missed).allMatch(each -> each.tags().equals(Set.of("web-v1.1.0")));
  }

  @Test
  void threeHundredRepositoriesWithoutNewsCostHardlyMoreThanACallEach() {
    // The scene's own is one of them.
    scene.commit("main", "import", Scene.chart("charts/web", "web", "1.0.0"));
    IntStream.range(1, 300)
        .forEach(number -> Neighbor.decided(scene, "example-org/charts-" + number));
    catchUpAll();
    int before = scene.simulator().log().all().size();
    CountDownLatch sideBySide = new CountDownLatch(10);
    scene
        .simulator()
        .faults()
        .every(
            arrival -> arrival.path().endsWith("/git/ref/heads/main"),
            new Fault.Before(
                () -> {
                  sideBySide.countDown();
                  awaitAsLongAsAnythingIsAsked(() -> sideBySide.getCount() == 0);
                }));

    Report report = catchUpAll();

    assertThat(report.outcome()).isEqualTo(NOTHING);
    assertThat(report.message()).startsWith("300 repositories: 300 without news");
    assertThat(report.effort().githubCalls()).isLessThanOrEqualTo(310);
    assertThat(scene.simulator().log().all().size() - before)
        .isEqualTo(report.effort().githubCalls());
    assertThat(scene.simulator().limits().mostAtOnce()).isGreaterThanOrEqualTo(10);
  }

  /** Waits for it, unless GitHub is asked nothing for hundreds of ticks: then it never comes. */
  private void awaitAsLongAsAnythingIsAsked(BooleanSupplier condition) {
    int answered = 0;
    for (int tick = 0; tick < 500 && !condition.getAsBoolean(); tick++) {
      int now = scene.simulator().log().all().size();
      if (now > answered) {
        answered = now;
        tick = 0;
      }
      Sleeper.ASLEEP.pause(Duration.ofMillis(10));
    }
  }

  private Report catchUp(String repository) {
    return scene.run(event(repository, false));
  }

  private Report catchUpAll() {
    return catchUpAll(Duration.ofMinutes(5));
  }

  private Report catchUpAll(Duration time) {
    return scene.run(event("", false), time);
  }

  private static byte[] event(String repository, boolean dryRun) {
    String name =
        repository.isEmpty()
            ? ""
            : "\"repository\": {\"full_name\": \"%s\"},".formatted(repository);
    return """
    {"action": "catch-up", %s "client_payload": {"dry_run": %b}}
    """
        .formatted(name, dryRun)
        .getBytes(StandardCharsets.UTF_8);
  }

  private List<String> requests() {
    return scene.simulator().log().all().stream().map(LoggedRequest::path).toList();
  }

  private static List<String> lines(Report report) {
    return report.warnings().stream().map(Warning::message).toList();
  }
}
