package io.charttagger.history;

import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.file;
import static io.charttagger.history.Edit.gone;
import static io.charttagger.history.Edit.moved;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.history.CurrentCharts.CurrentChart;
import io.charttagger.history.MapRepository.Read;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which merge brought the version that a chart has now. */
final class VersionOriginsTest {
  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private CommitSha start;

  @BeforeEach
  void aChart() {
    history.commit("main", "root", file("README.md", "charts"));
    start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
  }

  private Origin origin(String directory) {
    history.laterThatDay();
    return origin(history, repository, directory);
  }

  static Origin origin(MapHistory history, MapRepository repository, String directory) {
    CommitSha head = history.tip("main");
    return new StateReader(repository, Layouts.in("charts"), new MapNotes(), repository.budget())
        .currentCharts(head)
        .origins(
            List.of(
                new CurrentChart.Valid(
                    directory,
                    chartAt(history, head, directory).orElseThrow(),
                    new TagName("a-v1.0.0"),
                    Optional.empty(),
                    Optional.empty())))
        .getFirst();
  }

  static Optional<ChartYaml.Chart> chartAt(MapHistory history, CommitSha commit, String directory) {
    return history
        .files(commit)
        .leaf(directory + "/Chart.yaml")
        .map(leaf -> new ChartAt.Found(ChartYaml.parse(leaf.content().bytes())))
        .flatMap(
            found ->
                found.yaml() instanceof ChartYaml.Chart chart
                    ? Optional.of(chart)
                    : Optional.empty());
  }

  private static Origin merge(CommitSha before, CommitSha commit) {
    return new Origin.Merge(Optional.of(before), commit);
  }

  @Test
  void aMergeCommitIsFoundByThePullRequestOfTheCommitThatItMerged() {
    CommitSha merge = history.mergePullRequest(1, chart("charts/a", "a", "1.1.0"));
    history.mergePullRequest(2, file("charts/a/values.yaml", "x: 1"));

    assertThat(origin("charts/a")).isEqualTo(merge(start, merge));
  }

  @Test
  void aSquashCommitIsFoundInTwelveRequests() {
    CommitSha merge = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    history.squashPullRequest(2, file("charts/a/values.yaml", "x: 1"));

    assertThat(origin("charts/a")).isEqualTo(merge(start, merge));
    // The settings and the root that proves that there are none, the log, the pull request, whether
    // it is on main, and directory and file before. The five that tell whether the chart was moved
    // serve the decision, too.
    assertThat(repository.reads(Read.COMMITS_TOUCHING)).hasSize(1);
    assertThat(repository.reads()).hasSize(12);
  }

  @Test
  void aRebasedPullRequestIsFoundWhole() {
    CommitSha last =
        history.rebasePullRequest(
            1,
            file("charts/a/values.yaml", "x: 1"),
            chart("charts/a", "a", "1.1.0"),
            file("x", "1"));
    history.squashPullRequest(2, file("charts/a/values.yaml", "x: 2"));

    assertThat(origin("charts/a")).isEqualTo(merge(start, last));
  }

  @Test
  void aCommitWithoutAPullRequestIsAMergeOfItsOwn() {
    CommitSha raised = history.commit("main", "by hand", chart("charts/a", "a", "1.1.0"));
    history.commit("main", "more", file("charts/a/values.yaml", "x: 1"));

    assertThat(origin("charts/a")).isEqualTo(merge(start, raised));
  }

  @Test
  void aBranchThatWasMergedByHandIsFoundOnTheMainLine() {
    history.branch("feature", start);
    CommitSha feature = history.commit("feature", "raise", chart("charts/a", "a", "1.1.0"));
    CommitSha beside = history.commit("main", "beside", file("x", "1"));
    CommitSha merge = history.merge("main", feature, "Merge branch 'feature'");
    history.commit("main", "more", file("x", "2"));

    assertThat(origin("charts/a")).isEqualTo(merge(beside, merge));
  }

  @Test
  void theFirstCommitOfAllHasNothingBefore() {
    MapHistory young = new MapHistory();
    CommitSha root = young.commit("main", "root", chart("charts/a", "a", "1.0.0"));
    young.commit("main", "more", file("x", "1"));

    assertThat(origin(young, new MapRepository(young), "charts/a"))
        .isEqualTo(new Origin.Merge(Optional.empty(), root));
  }

  @Test
  void aChangeOfTheFileThatKeepsTheVersionBringsNothing() {
    CommitSha merge = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    for (int i = 2; i < 8; i++) {
      history.squashPullRequest(
          i, file("charts/a/Chart.yaml", "name: a\nversion: 1.1.0\nappVersion: %d\n".formatted(i)));
    }

    assertThat(origin("charts/a")).isEqualTo(merge(start, merge));
  }

  @Test
  void ofAVersionThatLeftAndCameAgainTheLatestComingCounts() {
    history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    CommitSha left = history.squashPullRequest(2, chart("charts/a", "a", "1.0.0"));
    CommitSha again = history.squashPullRequest(3, chart("charts/a", "a", "1.1.0"));

    assertThat(origin("charts/a")).isEqualTo(merge(left, again));
  }

  @Test
  void aDirectoryThatWasDeletedAndCameBackWasBroughtAgain() {
    CommitSha gone = history.squashPullRequest(1, gone("charts/a"));
    CommitSha again = history.squashPullRequest(2, chart("charts/a", "a", "1.0.0"));

    assertThat(origin("charts/a")).isEqualTo(merge(gone, again));
  }

  @Test
  void aMoveIsFollowed() {
    CommitSha raised = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    history.squashPullRequest(2, moved("charts/a", "charts/b"));
    history.mergePullRequest(3, moved("charts/b", "charts/c"));

    assertThat(origin("charts/c")).isEqualTo(merge(start, raised));
  }

  @Test
  void aMoveThatRaisesTheVersionBringsIt() {
    CommitSha merge =
        history.squashPullRequest(
            1, moved("charts/a", "charts/b"), chart("charts/b", "a", "1.1.0"));

    assertThat(origin("charts/b")).isEqualTo(merge(start, merge));
  }

  @Test
  void aChartThatTakesAnothersPlaceComesFromWhereItWas() {
    CommitSha other = history.squashPullRequest(1, chart("charts/b", "b", "1.0.0"));
    history.squashPullRequest(2, gone("charts/a"), moved("charts/b", "charts/a"));

    assertThat(origin("charts/a")).isEqualTo(merge(start, other));
  }

  @Test
  void whatIsDeeperThanTheNewestCommitsAndHasNoPullRequestIsNotGuessed() {
    for (int i = 0; i < 2_100; i++) {
      history.commit("main", "more " + i, file("x", String.valueOf(i)));
    }

    assertThat(origin("charts/a")).isInstanceOf(Origin.Unknown.class);
    assertThat(((Origin.Unknown) origin("charts/a")).why())
        .contains(start.value(), "the newest 2000 commits");
  }

  @Test
  void howDeepAMergeOfAPullRequestIsDoesNotMatter() {
    CommitSha merge = history.mergePullRequest(1, chart("charts/a", "a", "1.1.0"));
    for (int i = 0; i < 2_100; i++) {
      history.commit("main", "more " + i, file("x", String.valueOf(i)));
    }

    assertThat(origin("charts/a")).isEqualTo(merge(start, merge));
    assertThat(repository.reads()).hasSizeLessThan(15);
  }

  @Test
  void afterTooManyChangesOfTheFileNothingIsGuessed() {
    for (int i = 0; i < 25; i++) {
      history.commit(
          "main",
          "change " + i,
          file("charts/a/Chart.yaml", "name: a\nversion: 1.0.0\nappVersion: %d\n".formatted(i)));
    }

    assertThat(origin("charts/a"))
        .isEqualTo(
            new Origin.Unknown("its charts/a/Chart.yaml was changed more than 19 times since"));
  }

  // Versions that two directories held.

  @Test
  void aVersionThatTwoDirectoriesGotIsBroughtByTheMergeThatLeavesItToOne() {
    history.squashPullRequest(
        1, chart("charts/a", "a", "1.1.0"), chart("charts/copy", "a", "1.1.0"));
    CommitSha before = history.squashPullRequest(2, file("x", "1"));
    CommitSha end = history.squashPullRequest(3, chart("charts/copy", "copy", "1.1.0"));
    history.squashPullRequest(4, chart("charts/copy", "copy", "1.2.0"));

    assertThat(origin("charts/a")).isEqualTo(merge(before, end));
  }

  @Test
  void aDisputeEndsWhenTheLastOfTheOthersLeaves() {
    history.squashPullRequest(
        1,
        chart("charts/a", "a", "1.1.0"),
        chart("charts/copy", "a", "1.1.0"),
        chart("charts/third", "a", "1.1.0"));
    CommitSha before = history.squashPullRequest(2, gone("charts/third"));
    CommitSha end = history.squashPullRequest(3, gone("charts/copy"));

    assertThat(origin("charts/a")).isEqualTo(merge(before, end));
  }

  @Test
  void aDisputeWithADirectoryThatHadTheVersionAlreadyEndsLikeAnyOther() {
    CommitSha before =
        history.squashPullRequest(1, chart("charts/fork", "a", "1.0.0"), gone("charts/b"));
    CommitSha end = history.squashPullRequest(2, gone("charts/a"));

    assertThat(origin("charts/fork")).isEqualTo(merge(before, end));
  }

  @Test
  void aCopyThatCameLaterAndLeftIsNoDisputeOfTheMergeThatBroughtTheVersion() {
    CommitSha raised = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    history.squashPullRequest(2, chart("charts/copy", "a", "1.1.0"));
    history.squashPullRequest(3, gone("charts/copy"));

    assertThat(origin("charts/a")).isEqualTo(merge(start, raised));
  }

  @Test
  void ofACopyThatLeftAndCameAgainTheFirstLeaveEndsTheDispute() {
    CommitSha before =
        history.squashPullRequest(
            1, chart("charts/a", "a", "1.1.0"), chart("charts/copy", "a", "1.1.0"));
    CommitSha end = history.squashPullRequest(2, gone("charts/copy"));
    history.squashPullRequest(3, chart("charts/copy", "a", "1.1.0"));
    history.squashPullRequest(4, gone("charts/copy"));

    assertThat(origin("charts/a")).isEqualTo(merge(before, end));
  }

  // Against a plain walk over the whole main line.

  static LongStream fewSeeds() {
    return LongStream.rangeClosed(1, 60);
  }

  static LongStream manySeeds() {
    return LongStream.rangeClosed(1_000, 3_000);
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void everyChartOfARandomHistoryHasTheOriginThatAPlainWalkFinds(long seed) {
    RandomChartHistory.check(seed);
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @MethodSource("manySeeds")
  void everyChartOfManyRandomHistoriesHasTheOriginThatAPlainWalkFinds(long seed) {
    RandomChartHistory.check(seed);
  }
}
