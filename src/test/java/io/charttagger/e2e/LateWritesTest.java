package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.Faults.Arrival;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.report.ReleaseLine;
import io.charttagger.report.ReleaseResult;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A run that sleeps longer than its leases while a write of its is on the way: what others wrote to
 * the release pull request meanwhile survives that write.
 */
final class LateWritesTest {
  private Scene scene;
  private CommitSha start;
  private CommitSha first;
  private CommitSha second;
  private CommitSha third;

  @BeforeEach
  void threeMergesOfOneChartEach() {
    scene = Scene.usual();
    start =
        scene.commit(
            "main",
            "import",
            all(
                chart("charts/a", "a", "1.0.0"),
                chart("charts/b", "b", "1.0.0"),
                chart("charts/c", "c", "1.0.0")));
    scene.history().branch("release", start);
    first = raise("a");
    second = raise("b");
    third = raise("c");
  }

  @AfterEach
  void nothingStaysLocked() {
    assertThat(scene.locks().allReleased()).isTrue();
    scene.close();
  }

  @Test
  void anUpdateThatComesLateBringsBackWhatItOverwrote() {
    scene.push(start, first);
    beforeItsEffect(LateWritesTest::updates, this::othersDoTheSecondAndTheThird);

    Report late = scene.push(first, second);

    assertThat(late.outcome()).isInstanceOf(RunOutcome.Tagged.class);
    assertListed("a", "b", "c");
  }

  @Test
  void anUpdateWhoseAnswerComesLateIsWrittenNoSecondTime() {
    scene.push(start, first);
    afterItsEffect(LateWritesTest::updates, this::othersDoTheSecondAndTheThird);

    scene.push(first, second);

    assertListed("a", "b", "c");
    assertThat(scene.simulator().log().matching(call -> call.is("PATCH", "/pulls/"))).hasSize(2);
  }

  @Test
  void aPullRequestOpenedLateIsTheOthersUpdated() {
    beforeItsEffect(
        LateWritesTest::opens,
        () -> {
          scene.locks().runOut();
          scene.push(second, third);
        });

    scene.push(first, second);

    assertListed("b", "c");
  }

  @Test
  void whatADeadRunOverwroteComesBackWithTheNextRun() {
    scene.push(start, first);
    String early = open().body();
    scene.push(first, second);
    overwriteWith(early);

    scene.push(second, third);

    assertListed("a", "b", "c");
  }

  @Test
  void linesThatARunFindsListedAreKeptLikeThoseThatItWrites() {
    scene.push(start, first);
    String early = open().body();
    scene.push(first, second);
    scene.locks().forgetKept();

    Report again = scene.push(first, second);

    assertThat(again.releasePullRequests().getFirst().result()).isEqualTo(ReleaseResult.UNCHANGED);
    overwriteWith(early);
    scene.push(second, third);
    assertListed("a", "b", "c");
  }

  @Test
  void whoWakesUpAfterTheReleaseListsNothingOfItAnew() {
    scene.push(start, first);
    beforeItsEffect(
        LateWritesTest::updates,
        () -> {
          othersDoTheSecondAndTheThird();
          scene.repository().pulls().merge(open().number(), MergeMethod.MERGE, scene.tick());
          scene.commit("main", "go on", all(chart("charts/d", "d", "1.0.0")));
        });

    Report late = scene.push(first, second);

    assertThat(late.releasePullRequests())
        .extracting(ReleaseLine::result)
        .containsExactly(ReleaseResult.NOTHING_BETWEEN);
    assertThat(scene.repository().pulls().open()).isEmpty();
  }

  @Test
  void theLinesOfAMergedPullRequestAreNotBroughtIntoTheNextOne() {
    scene.push(start, first);
    scene.repository().pulls().merge(open().number(), MergeMethod.MERGE, scene.tick());
    CommitSha next = raise("a", "1.2.0");

    scene.push(third, next);

    assertThat(open().title()).isEqualTo("release: a-v1.2.0");
    assertThat(open().body()).doesNotContain("\"tag\":\"a-v1.1.0\"");
  }

  private void othersDoTheSecondAndTheThird() {
    scene.locks().runOut();
    scene.push(second, third);
    scene.push(first, second);
  }

  private void beforeItsEffect(Predicate<Arrival> call, Runnable happening) {
    scene.simulator().faults().next(call, new Fault.Before(happening));
  }

  private void afterItsEffect(Predicate<Arrival> call, Runnable happening) {
    scene.simulator().faults().next(call, new Fault.After(happening));
  }

  /** The last that is seen of a run that was killed while it slept: its update comes late. */
  private void overwriteWith(String body) {
    scene.repository().pulls().edit(open().number(), open().title(), body);
    assertListed("a");
  }

  private static boolean opens(Arrival call) {
    return call.is("POST", "/pulls");
  }

  private static boolean updates(Arrival call) {
    return call.is("PATCH", "/pulls/");
  }

  private PullRequest open() {
    assertThat(scene.repository().pulls().open()).hasSize(1);
    return scene.repository().pulls().open().getFirst();
  }

  /** The list, the table, the changelogs and the lineage hold these charts and no other. */
  private void assertListed(String... charts) {
    for (String chart : List.of("a", "b", "c")) {
      String[] lines = {
        "\"tag\":\"%s-v1.1.0\"".formatted(chart),
        "| [`%s-v1.1.0`]".formatted(chart),
        "> - %s 1.1.0".formatted(chart),
        "\"%s-v1.1.0/lint\":\"of %s\"".formatted(chart, chart)
      };
      if (List.of(charts).contains(chart)) {
        assertThat(open().body()).contains(lines);
      } else {
        assertThat(open().body()).doesNotContain(lines);
      }
    }
  }

  private CommitSha raise(String chart) {
    return raise(chart, "1.1.0");
  }

  private CommitSha raise(String chart, String version) {
    return scene.mergePullRequest(
        "<!-- ATTESTATION_MAP {\"lint\": \"of " + chart + "\"} -->",
        MergeMethod.MERGE,
        chart("charts/" + chart, chart, version));
  }
}
