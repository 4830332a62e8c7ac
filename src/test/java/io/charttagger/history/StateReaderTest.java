package io.charttagger.history;

import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.file;
import static io.charttagger.history.Edit.gone;
import static io.charttagger.history.Edit.link;
import static io.charttagger.history.Edit.moved;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.TagName;
import io.charttagger.history.MapRepository.Call;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.plan.ChartState;
import io.charttagger.plan.Former;
import io.charttagger.plan.Merge;
import io.charttagger.plan.RepositoryState;
import io.charttagger.plan.TagState;
import io.charttagger.plan.Warning;
import io.charttagger.port.GitObject;
import io.charttagger.port.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that the decision needs to know of a push. */
final class StateReaderTest {
  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private final MapNotes notes = new MapNotes();
  private CommitSha start;

  @BeforeEach
  void aChart() {
    start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
  }

  private RepositoryState read(CommitSha before, CommitSha after) {
    return read(List.of("charts", "stable"), Optional.of(before), after);
  }

  private RepositoryState read(
      List<String> directories, Optional<CommitSha> before, CommitSha after) {
    return new StateReader(repository, Layouts.in(directories), notes, repository.budget())
        .read(window(before, after));
  }

  static Window window(Optional<CommitSha> before, CommitSha after) {
    return new Window(RepositoryName.parse("owner/charts"), Optional.empty(), before, after);
  }

  private ChartState onlyChart(CommitSha before, CommitSha after) {
    Merge merge = onlyMerge(before, after);
    assertThat(merge.charts()).hasSize(1);
    return merge.charts().getFirst();
  }

  private Merge onlyMerge(CommitSha before, CommitSha after) {
    RepositoryState state = read(before, after);
    assertThat(state.merges()).hasSize(1);
    return state.merges().getFirst();
  }

  private static ChartAt chartAt(String name, String version) {
    return new ChartAt.Found(
        ChartYaml.parse(Edit.chartYaml(name, version).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aChartsDirectoryThatIsNowhereIsAWarning() {
    CommitSha after = history.mergePullRequest(1, chart("charts/a", "a", "1.1.0"));

    assertThat(read(List.of("charts", "stable", "apps/*/chart"), Optional.of(start), after))
        .extracting(RepositoryState::warnings, as(list(Warning.class)))
        .extracting(Warning::code, Warning::message)
        .containsExactly(
            tuple(
                "charts-directory",
                "charts are looked for in \"stable\", but the repository has no such directory; correct it in .github/chart-tagger.yaml (`charts`), or ask the operator to correct CHARTS_DIR"),
            tuple(
                "charts-directory",
                "charts are looked for in \"apps/*/chart\", but the repository has no such directory; correct it in .github/chart-tagger.yaml (`charts`), or ask the operator to correct CHARTS_DIR"));
  }

  @Test
  void aChartsDirectoryThatAMergeOfTheWindowHadIsNone() {
    history.commit("main", "another", chart("stable/b", "b", "1.0.0"));
    CommitSha after = history.commit("main", "without it", gone("stable"));
    history.laterThatDay();

    assertThat(read(List.of("charts", "stable"), Optional.of(start), after).warnings()).isEmpty();
  }

  // What a release replaces.

  private static Optional<Former> former(String name, String version, Optional<String> tag) {
    return chartAt(name, version) instanceof ChartAt.Found(ChartYaml.Chart was)
        ? Optional.of(new Former(was, tag.map(TagName::new)))
        : Optional.empty();
  }

  @Test
  void aReleaseIsComparedWithTheVersionBefore() {
    history.tag("a-v1.0.0", start);
    CommitSha after = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));

    assertThat(onlyChart(start, after).former())
        .isEqualTo(former("a", "1.0.0", Optional.of("a-v1.0.0")));
  }

  @Test
  void aVersionThatTheSameWindowTagsCanBeComparedWith() {
    history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    CommitSha after = history.squashPullRequest(2, chart("charts/a", "a", "1.2.0"));

    assertThat(read(start, after).merges().getLast().charts().getFirst().former())
        .isEqualTo(former("a", "1.1.0", Optional.of("a-v1.1.0")));
  }

  @Test
  void aMovedChartIsComparedWithTheLatestVersionThatItHadElsewhere() {
    CommitSha before =
        history.commit(
            "main",
            "two",
            gone("charts/a"),
            chart("charts/old", "a", "1.1.0"),
            chart("charts/older", "a", "1.0.0"));
    CommitSha after =
        history.squashPullRequest(
            1, gone("charts/old"), gone("charts/older"), chart("charts/new", "a", "1.2.0"));

    assertThat(onlyMerge(before, after).charts())
        .filteredOn(chart -> chart.directory().equals("charts/new"))
        .extracting(ChartState::former)
        .containsExactly(former("a", "1.1.0", Optional.empty()));
  }

  @Test
  void aChartThatTakesAnothersPlaceReplacesNone() {
    CommitSha after = history.squashPullRequest(1, chart("charts/a", "b", "1.1.0"));

    assertThat(onlyChart(start, after).former()).isEmpty();
  }

  // Tags that are owed.

  private TagState tagOf(CommitSha after, CommitSha... owedOn) {
    Window window =
        window(history.get(after).parents().stream().findFirst(), after)
            .owing(Map.of(new TagName("a-v1.1.0"), List.of(owedOn)));
    return new StateReader(repository, Layouts.in("charts"), notes, repository.budget())
        .read(window)
        .merges()
        .getFirst()
        .charts()
        .getFirst()
        .tag();
  }

  @Test
  void anOwedTagOfACommitThatTheMergeHasIsExpected() {
    CommitSha owed = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    history.squashPullRequest(2, chart("charts/a", "a", "1.2.0"));
    CommitSha again =
        history.squashPullRequest(
            3, chart("charts/a", "a", "1.1.0"), file("charts/a/values.yaml", "x: 2\n"));

    assertThat(tagOf(again, owed)).isEqualTo(new TagState.Expected(owed, false));
    assertThat(tagOf(owed, owed)).isEqualTo(new TagState.Absent());
  }

  @Test
  void anOwedTagOfALaterCommitDoesNotCount() {
    CommitSha first = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    CommitSha later = history.squashPullRequest(2, chart("charts/a", "a", "1.2.0"));

    assertThat(tagOf(first, later)).isEqualTo(new TagState.Absent());
  }

  // One merge.

  @Test
  void aMergeOfOneChartIsReadWhole() {
    CommitSha after = history.mergePullRequest(1, chart("charts/a", "a", "1.1.0"));

    assertThat(read(List.of("charts"), Optional.of(start), after))
        .isEqualTo(
            new RepositoryState(
                RepositoryName.parse("owner/charts"),
                after,
                Optional.of(start),
                Optional.empty(),
                List.of(
                    new Merge(
                        history.get(after),
                        Optional.of(history.pullRequest(1)),
                        List.of(
                            new ChartState(
                                "charts/a",
                                chartAt("a", "1.0.0"),
                                chartAt("a", "1.1.0"),
                                history.tree(after, "charts/a"),
                                new TagState.Absent(),
                                false,
                                new ReleaseNotes(
                                    "- change 1 (%s)"
                                        .formatted(
                                            history.get(after).parents().getLast().abbreviated()),
                                    List.of(),
                                    false),
                                former("a", "1.0.0", Optional.empty()),
                                true)),
                        Map.of())),
                List.of()));
  }

  @Test
  void theUsualMergeIsReadInTenRequests() {
    CommitSha before =
        history.commit("main", "workflow", file(".github/workflows/tag.yaml", "on: push"));
    CommitSha after =
        history.squashPullRequest(
            1,
            chart("charts/a", "a", "1.1.0"),
            file("charts/a/CHANGELOG.md", "## 1.1.0\n\n- words\n"));

    read(List.of("charts"), Optional.of(before), after);

    // Main, the pull request, the settings, two listings; the chart's listing, file on both sides,
    // tag, changelog.
    assertThat(repository.reads()).hasSize(10);
  }

  @Test
  void theListingsAndThePullRequestAreReadWhileTheCommitIsComparedWithMain() {
    CommitSha after = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    repository.answers(Read.COMPARE, Read.DIRECTORY);
    repository.answers(Read.COMPARE, Read.PULL_REQUESTS_OF);

    assertThat(onlyMerge(start, after).charts()).hasSize(1);
  }

  @Test
  void theListingsOnBothSidesAreReadWhileTheCommitIsComparedWithMain() {
    CommitSha after = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    history.branch("main", start);
    history.commit("main", "instead");

    assertThatThrownBy(() -> read(start, after)).isInstanceOf(NotOnMain.class);
    assertThat(repository.isReadSoon(new Call(Read.DIRECTORY, start + ":charts"))).isTrue();
    assertThat(repository.isReadSoon(new Call(Read.DIRECTORY, after + ":charts"))).isTrue();
  }

  @Test
  void aRootHeadingWithoutANameIsTheOnlyRaisedChartsThatItsMergeBrings() {
    Edit heading = file("CHANGELOG.md", "# Changelog\n\n## [2.0.0]\n\n- news\n");
    Edit raised = chart("charts/a", "a", "2.0.0");

    assertThat(rootNotes(raised, heading)).isEqualTo("- news");
    assertThat(rootNotes(raised, heading, file("charts/b/values.yaml", "x: 1")))
        .isEqualTo("- news");
    assertThat(rootNotes(raised, heading, moved("charts/b", "charts/moved"))).isEqualTo("- news");
    assertThat(rootNotes(raised, heading, gone("charts/b"))).isEqualTo("- news");
    assertThat(rootNotes(raised, heading, file("charts/b/Chart.yaml", "name: b\nversion: 2\n")))
        .isEqualTo("- news");

    assertThat(rootNotes(raised)).startsWith("- change ");
    assertThat(rootNotes(raised, heading, chart("charts/b", "b", "2.0.0"))).startsWith("- change ");
    assertThat(rootNotes(raised, heading, chart("charts/b", "b", "1.0.1"))).startsWith("- change ");
    assertThat(rootNotes(raised, heading, chart("charts/c", "c", "0.1.0"))).startsWith("- change ");
    assertThat(rootNotes(raised, heading, chart("charts/b", "renamed", "1.0.0")))
        .startsWith("- change ");
  }

  /** The notes of the chart in {@code charts/a} when one pull request makes these changes. */
  private String rootNotes(Edit... edits) {
    history.branch("main", start);
    CommitSha before = history.commit("main", "b", chart("charts/b", "b", "1.0.0"));
    CommitSha after = history.squashPullRequest(1, edits);
    return onlyMerge(before, after).charts().stream()
        .filter(chart -> chart.directory().equals("charts/a"))
        .findFirst()
        .orElseThrow()
        .notes()
        .text();
  }

  @Test
  void aRootHeadingOfAnEarlierMergeIsNotThisMerges() {
    history.squashPullRequest(1, file("CHANGELOG.md", "## 2.0.0\n\n- news\n"));
    CommitSha after = history.squashPullRequest(2, chart("charts/a", "a", "2.0.0"));

    RepositoryState state = read(start, after);

    assertThat(state.merges().getLast().charts().getFirst().notes().text())
        .startsWith("- change 2");
  }

  @Test
  void aDeletedOrBrokenChartHasNeitherTagNorNotes() {
    history.commit("main", "b", chart("charts/b", "b", "1.0.0"));
    CommitSha before = history.tip("main");
    history.tag("b-v1.0.0", before);
    CommitSha after =
        history.commit(
            "main",
            "break",
            gone("charts/b"),
            file("charts/a/Chart.yaml", "name: a\nversion: 1\n"));

    List<ChartState> charts = onlyMerge(before, after).charts();

    assertThat(charts)
        .extracting(it -> InWords.of(it.directory(), it.before(), it.after()))
        .containsExactly("charts/a: a 1.0.0 -> invalid", "charts/b: b 1.0.0 -> none");
    assertThat(charts)
        .extracting(ChartState::tree)
        .containsExactly(history.tree(after, "charts/a"), "");
    assertThat(charts)
        .allMatch(
            it ->
                it.tag().equals(new TagState.Absent())
                    && it.notes().equals(ReleaseNotes.NONE)
                    && !it.existedEarlier());
    assertThat(repository.reads(Read.TAGS)).isEmpty();
  }

  @Test
  void aMergeWithoutChartsHasNone() {
    CommitSha after = history.squashPullRequest(1, file("README.md", "words"));

    Merge merge = onlyMerge(start, after);

    assertThat(merge.charts()).isEmpty();
    assertThat(merge.source()).contains(history.pullRequest(1));
  }

  @Test
  void aRootCommitBringsEveryChart() {
    RepositoryState state = read(List.of("charts"), Optional.empty(), start);

    assertThat(state.merges().getFirst().charts())
        .extracting(it -> InWords.of(it.directory(), it.before(), it.after()))
        .containsExactly("charts/a: none -> a 1.0.0");
  }

  @Test
  void aWarningOfThePushIsHandedOn() {
    CommitSha unknown = CommitSha.parse("1".repeat(40));

    assertThat(
            read(List.of("charts"), Optional.of(unknown), history.commit("main", "after"))
                .warnings())
        .extracting(Warning::code)
        .containsExactly("before-lost");
  }

  @Test
  void aCommitThatIsNotOnMainIsRejected() {
    history.branch("fork", start);
    history.commit("main", "head");
    CommitSha fork = history.commit("fork", "evil");

    assertThatThrownBy(() -> read(start, fork)).isInstanceOf(NotOnMain.class);
  }

  // The source pull request.

  @Test
  void aPullRequestThatIsKnownLateIsWaitedForWhereThereIsSomethingToTag() {
    CommitSha after = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    repository.lateAssociations(Duration.ofSeconds(4));
    repository.lateClosedList(Duration.ofSeconds(4));

    assertThat(onlyMerge(start, after).source()).contains(history.pullRequest(1));
  }

  @Test
  void nothingIsWaitedForWhereThereIsNothingToTag() {
    CommitSha after = history.commit("main", "delete", gone("charts/a"), file("README.md", "x"));

    assertThat(onlyMerge(start, after).source()).isEmpty();
    assertThat(repository.reads(Read.RECENTLY_CLOSED)).isEmpty();
    assertThat(history.clock().instant()).isEqualTo(history.get(after).committedAt());
  }

  @Test
  void whatWasLookedForWhenThePushWasCutIsNotLookedForAgain() {
    history.commit("main", "one", file("charts/a/values.yaml", "x: 1"));
    CommitSha after = history.commit("main", "two", chart("charts/a", "a", "1.2.0"));

    assertThat(read(start, after).merges().getLast().source()).isEmpty();
    // Each of the two commits once at once, and three times later.
    assertThat(repository.reads(Read.PULL_REQUESTS_OF)).hasSize(8);
  }

  @Test
  void aYoungMergeWhosePullRequestIsUnknownIsNotTaggedWhileOthersFollow() {
    CommitSha young = history.mergePullRequest(1, chart("charts/a", "a", "1.1.0"));
    CommitSha after = history.commit("main", "after it", file("x", "1"));
    repository.lateAssociations(Duration.ofSeconds(60));
    repository.lateClosedList(Duration.ofSeconds(60));
    repository.notFound(9, call -> call.read() == Read.PULL_REQUEST);

    assertThatThrownBy(() -> read(start, after))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining(young.value());

    history.clock().advance(Duration.ofSeconds(60));
    assertThat(read(start, after).merges().getFirst().source()).contains(history.pullRequest(1));
  }

  @Test
  void aYoungCommitByHandIsNotTaggedWhileOthersFollowUntilItIsTwoMinutesOld() {
    history.commit("main", "by hand", chart("charts/a", "a", "1.1.0"));
    CommitSha after = history.squashPullRequest(1, chart("charts/b", "b", "1.0.0"));

    assertThatThrownBy(() -> read(start, after)).isInstanceOf(TransientFailure.class);

    history.clock().advance(Duration.ofMinutes(2));
    assertThat(read(start, after).merges())
        .extracting(merge -> merge.source().map(PullRequest::number))
        .containsExactly(Optional.empty(), Optional.of(1));
  }

  @Test
  void aYoungCommitByHandWhoseTagExistsHoldsNothingBack() {
    CommitSha first = history.commit("main", "by hand", chart("charts/a", "a", "1.1.0"));
    CommitSha after = history.squashPullRequest(1, chart("charts/b", "b", "1.0.0"));
    history.tag("a-v1.1.0", first);

    assertThat(read(start, after).merges()).hasSize(2);
  }

  @Test
  void aSingleCommitWhosePullRequestIsKnownLateIsDecidedFromWhereThatBegins() {
    history.rebasePullRequest(1, chart("charts/a", "a", "1.1.0"), file("charts/a/x", "1"));
    CommitSha after = history.tip("main");
    CommitSha middle = history.get(after).parents().getFirst();
    repository.lateAssociations(Duration.ofSeconds(4));
    repository.lateClosedList(Duration.ofSeconds(4));

    Merge merge = onlyMerge(middle, after);

    assertThat(merge.source()).contains(history.pullRequest(1));
    assertThat(merge.charts())
        .extracting(ChartState::before)
        .containsExactly(chartAt("a", "1.0.0"));
  }

  @Test
  void aPullRequestThatIsKnownAtOnceCostsOneRead() {
    CommitSha after = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));

    assertThat(onlyMerge(start, after).source()).contains(history.pullRequest(1));
    assertThat(repository.reads(Read.PULL_REQUESTS_OF)).hasSize(1);
    assertThat(repository.reads(Read.RECENTLY_CLOSED)).isEmpty();
  }

  // The tag.

  @Test
  void aTagOnThisCommitIsShownAsItIs() {
    CommitSha after = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    GitObject object = history.annotatedTag("a-v1.1.0", after, "words");

    ChartState chart = onlyChart(start, after);

    assertThat(chart.tag())
        .isEqualTo(
            new TagState.Exists(object.sha(), Optional.of(after), Optional.of("words"), false));
    assertThat(chart.existedEarlier()).isFalse();
    assertThat(repository.reads(Read.BELOW)).isEmpty();
  }

  @Test
  void withoutATagTheVersionBeforeIsVerified() {
    CommitSha after = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    repository.foreignFile(start, "charts/a/Chart.yaml", Edit.chartYaml("a", "1.1.0"), 1);

    ChartState chart = onlyChart(start, after);

    assertThat(chart.before()).isEqualTo(chartAt("a", "1.0.0"));
    assertThat(chart.notes().text()).isNotEmpty();
  }

  @Test
  void aLinkThatIsReplacedByTheFileItselfWasNoChart() {
    CommitSha before =
        history.commit(
            "main",
            "link",
            file("shared/Chart.yaml", Edit.chartYaml("b", "1.0.0")),
            link("charts/b/Chart.yaml", "../../shared/Chart.yaml"));
    CommitSha after = history.squashPullRequest(1, chart("charts/b", "b", "1.0.0"));

    ChartState chart = onlyChart(before, after);

    assertThat(InWords.of(chart.directory(), chart.before(), chart.after()))
        .isEqualTo("charts/b: invalid -> b 1.0.0");
  }

  @Test
  void aChangelogThatIsChosenAlreadyIsNotReadAgain() {
    CommitSha after =
        history.squashPullRequest(
            1, chart("charts/a", "a", "1.1.0"), file("charts/a/CHANGELOG.md", "## 1.1.0\n\nx\n"));
    RepositoryState first = read(start, after);
    repository.forgetReads();

    assertThat(read(start, after)).isEqualTo(first);
    assertThat(first.merges().getFirst().charts().getFirst().notes().text()).isEqualTo("x");
    assertThat(repository.reads(Read.BLOB)).isEmpty();
  }

  @Test
  void noChangelogIsReadForAChartWhoseVersionHasItsTag() {
    history.tag("a-v1.0.0", start);
    CommitSha after =
        history.squashPullRequest(
            1, file("charts/a/values.yaml", "x: 1"), file("charts/a/CHANGELOG.md", "## 1.0.0\n"));

    onlyChart(start, after);

    assertThat(repository.reads(Read.BLOB)).isEmpty();
    assertThat(repository.reads(Read.COMMITS_TOUCHING)).isEmpty();
    assertThat(repository.reads(Read.BELOW)).isEmpty();
  }

  @Test
  void sixtyChartsChangedWithoutANewVersionCostFourReadsEachAndNoListingOfEverything() {
    List<Edit> charts = new ArrayList<>();
    List<Edit> values = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      charts.add(chart("charts/c" + i, "c" + i, "1.0.0"));
      values.add(file("charts/c%d/values.yaml".formatted(i), "x: 1"));
    }
    CommitSha released = history.commit("main", "charts", charts.toArray(Edit[]::new));
    for (int i = 0; i < 60; i++) {
      history.annotatedTag("c%d-v1.0.0".formatted(i), released, "words");
    }
    CommitSha after = history.squashPullRequest(1, values.toArray(Edit[]::new));

    Merge merge = onlyMerge(released, after);

    assertThat(merge.charts()).hasSize(60).noneMatch(StateReaderTest::sameTree);
    // Main, the pull request, the settings, two charts directories that there are, two that there
    // are not and their roots, and two listings of everything.
    assertThat(repository.reads()).hasSizeLessThanOrEqualTo(11 + 4 * 60);
    assertThat(repository.reads(Read.BELOW)).hasSize(2);
  }

  @Test
  void aChartMovedWithoutANewVersionIsFirstLookedForWhereItWas() {
    history.annotatedTag("a-v1.0.0", start, "words");
    CommitSha after = history.squashPullRequest(1, moved("charts/a", "charts/b"));

    assertThat(sameTree(onlyMerge(start, after).charts().getLast())).isTrue();
    assertThat(repository.reads(Read.BELOW)).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aLightweightTagOnACommitWithOtherContent() {
    history.tag("a-v1.0.0", start);
    CommitSha after = history.squashPullRequest(1, file("charts/a/values.yaml", "x: 1"));

    assertThat(onlyChart(start, after).tag())
        .isEqualTo(new TagState.Exists(start.value(), Optional.of(start), Optional.empty(), false));
  }

  @Test
  void aTagThatPointsAtNoCommitHasNoContentToCompare() {
    String tree = history.tree(start, "charts/a");
    history.tag("a-v1.1.0", new GitObject(tree, GitObject.Kind.TREE));
    CommitSha after = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));

    assertThat(onlyChart(start, after).tag())
        .isEqualTo(new TagState.Exists(tree, Optional.empty(), Optional.empty(), false));
  }

  @Test
  void aRevertFindsTheTagWithTheSameContent() {
    history.tag("a-v1.0.0", start);
    CommitSha raised = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    CommitSha after = history.squashPullRequest(2, chart("charts/a", "a", "1.0.0"));

    ChartState chart = onlyChart(raised, after);

    assertThat(sameTree(chart)).isTrue();
    assertThat(chart.existedEarlier()).isFalse();
    assertThat(repository.reads(Read.BELOW)).isEmpty();
  }

  @Test
  void aRevertFindsTheTagHoweverDeepTheChartIsAndThoughTheListOfAllIsCutShort() {
    CommitSha first = history.commit("main", "b", chart("charts/x/y/b", "b", "1.0.0"));
    history.tag("b-v1.0.0", first);
    CommitSha raised = history.squashPullRequest(1, chart("charts/x/y/b", "b", "1.1.0"));
    CommitSha after = history.squashPullRequest(2, chart("charts/x/y/b", "b", "1.0.0"));
    repository.listsBelow(0);

    assertThat(sameTree(onlyChart(raised, after))).isTrue();
  }

  @Test
  void aMovedChartFindsItsTagWithTheSameContentInAnotherDirectory() {
    history.tag("a-v1.0.0", start);
    CommitSha after = history.squashPullRequest(1, moved("charts/a", "stable/group/a"));

    List<ChartState> charts = onlyMerge(start, after).charts();

    assertThat(charts).hasSize(2);
    assertThat(sameTree(charts.getLast())).isTrue();
  }

  @Test
  void aMoveToWhereAnotherChartWasFindsTheSameContent() {
    CommitSha before = history.commit("main", "b", chart("charts/b", "b", "1.0.0"));
    history.tag("a-v1.0.0", before);
    CommitSha after = history.squashPullRequest(1, gone("charts/b"), moved("charts/a", "charts/b"));

    assertThat(sameTree(onlyMerge(before, after).charts().getLast())).isTrue();
  }

  @Test
  void theSameContentOutsideTheChartsDirectoriesDoesNotCount() {
    CommitSha elsewhere = history.commit("main", "elsewhere", chart("elsewhere/c", "c", "1.0.0"));
    history.tag("c-v1.0.0", elsewhere);
    CommitSha after = history.squashPullRequest(1, moved("elsewhere/c", "charts/c"));

    assertThat(sameTree(onlyChart(elsewhere, after))).isFalse();
  }

  private static boolean sameTree(ChartState chart) {
    return chart.tag() instanceof TagState.Exists standing && standing.sameTree();
  }

  // Other parents.

  /** Version 1.1.0 is made and tagged on a side branch that main has not. */
  private CommitSha taggedOnTheSide() {
    history.branch("side", start);
    CommitSha tagged = history.commit("side", "raise", chart("charts/a", "a", "1.1.0"));
    history.tag("a-v1.1.0", tagged);
    return tagged;
  }

  @Test
  void aVersionThatCameWithItsTagFromAnotherParentIsSeen() {
    taggedOnTheSide();
    history.commit("side", "values", file("charts/a/values.yaml", "x: 1"));
    CommitSha before = history.commit("main", "elsewhere", file("README.md", "words"));
    CommitSha after = history.merge("main", history.tip("side"), "merge");

    ChartState chart = onlyChart(before, after);

    assertThat(chart.existedEarlier()).isTrue();
    assertThat(sameTree(chart)).isFalse();
  }

  @Test
  void theSameContentNeedsNoOtherParent() {
    taggedOnTheSide();
    CommitSha before = history.commit("main", "elsewhere", file("README.md", "words"));
    CommitSha after = history.merge("main", history.tip("side"), "merge");

    ChartState chart = onlyChart(before, after);

    assertThat(sameTree(chart)).isTrue();
    assertThat(chart.existedEarlier()).isFalse();
  }

  @Test
  void aTagThatTheStateBeforeHasDoesNotComeWithTheOtherParent() {
    CommitSha tagged = history.commit("main", "raise", chart("charts/a", "a", "1.1.0"));
    history.tag("a-v1.1.0", tagged);
    CommitSha before = history.commit("main", "again", chart("charts/a", "a", "1.2.0"));
    CommitSha after =
        history.mergePullRequest(
            1, chart("charts/a", "a", "1.1.0"), file("charts/a/values.yaml", "x: 1"));

    assertThat(onlyChart(before, after).existedEarlier()).isFalse();
  }

  @Test
  void aParentThatHoldsAnotherVersionBringsNone() {
    taggedOnTheSide();
    history.commit("side", "back", chart("charts/a", "a", "1.0.1"));
    CommitSha before = history.commit("main", "elsewhere", file("README.md", "words"));
    CommitSha after =
        history.merge(
            "main",
            history.tip("side"),
            "merge",
            chart("charts/a", "a", "1.1.0"),
            file("charts/a/values.yaml", "x: 1"));

    assertThat(onlyChart(before, after).existedEarlier()).isFalse();
  }

  @Test
  void aParentThatHoldsTheVersionWithoutItsTagBringsNone() {
    history.branch("tagged", start);
    history.tag("a-v1.1.0", history.commit("tagged", "raise", chart("charts/a", "a", "1.1.0")));
    history.branch("side", start);
    history.commit("side", "the same version", chart("charts/a", "a", "1.1.0"));
    history.commit("side", "values", file("charts/a/values.yaml", "x: 1"));
    CommitSha before = history.commit("main", "elsewhere", file("README.md", "words"));
    CommitSha after = history.merge("main", history.tip("side"), "merge");

    assertThat(onlyChart(before, after).existedEarlier()).isFalse();
  }

  @Test
  void aLinkedChartYamlAtAnotherParentHoldsNoVersion() {
    history.branch("side", start);
    history.commit(
        "side",
        "link",
        file("shared/Chart.yaml", Edit.chartYaml("a", "1.1.0")),
        link("charts/a/Chart.yaml", "../../shared/Chart.yaml"));
    history.tag("a-v1.1.0", history.tip("side"));
    CommitSha before = history.commit("main", "elsewhere", file("README.md", "words"));
    CommitSha after =
        history.merge(
            "main",
            history.tip("side"),
            "merge",
            chart("charts/a", "a", "1.1.0"),
            file("charts/a/values.yaml", "x: 1"));

    assertThat(onlyChart(before, after).existedEarlier()).isFalse();
  }

  // Several merges.

  @Test
  void everyMergeOfAPushIsReadForItself() {
    CommitSha one = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    CommitSha two = history.squashPullRequest(2, chart("charts/b", "b", "1.0.0"));

    RepositoryState state = read(start, two);

    assertThat(state.merges())
        .extracting(Merge::commit)
        .containsExactly(history.get(one), history.get(two));
    assertThat(state.merges())
        .extracting(Merge::source)
        .containsExactly(Optional.of(history.pullRequest(1)), Optional.of(history.pullRequest(2)));
    assertThat(state.merges())
        .extracting(merge -> merge.charts().getFirst().directory())
        .containsExactly("charts/a", "charts/b");
    assertThat(state.commit()).isEqualTo(two);
  }

  @Test
  void theNotesOfALaterMergeBeginAtTheEarlierOnesTagToCome() {
    history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    CommitSha two = history.squashPullRequest(2, chart("charts/a", "a", "1.2.0"));

    assertThat(read(start, two).merges().getLast().charts().getFirst().notes().text())
        .isEqualTo("- change 2 (#2) (%s)".formatted(two.abbreviated()));
  }

  @Test
  void aTagToComeIsOnTheFirstMergeThatBringsTheVersion() {
    history.branch("side", start);
    CommitSha one = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    history.squashPullRequest(2, file("charts/a/values.yaml", "x: 1"));
    CommitSha three = history.squashPullRequest(3, chart("charts/a", "a", "1.2.0"));

    // Since the first of the two merges that have 1.1.0.
    assertThat(read(start, three).merges().getLast().charts().getFirst().notes().text())
        .contains("change 3", "change 2")
        .doesNotContain(one.abbreviated());
  }

  @Test
  void aVersionThatComesBackFromAnotherLineFindsTheTagToCome() {
    CommitSha one = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    history.branch("side", one);
    CommitSha side = history.commit("side", "values", file("charts/a/values.yaml", "x: 1"));
    history.squashPullRequest(2, chart("charts/a", "a", "1.2.0"));
    CommitSha merge = history.merge("main", side, "merge", chart("charts/a", "a", "1.1.0"));
    history.mergedAs(3, merge);

    ChartState chart = read(start, merge).merges().getLast().charts().getFirst();

    // The state before the merge has the tag's commit as well: it does not come with the other.
    assertThat(chart.existedEarlier()).isFalse();
    assertThat(chart.tag()).isEqualTo(new TagState.Absent());
  }

  // Same-named siblings.

  @ParameterizedTest
  @ValueSource(strings = {"a", "1.1.0", "v1.1.0", "a-1.1.0", "a-v1.1.0"})
  void anUnchangedDirectoryNamedLikeTheChartOrItsVersionIsLookedAt(String sibling) {
    CommitSha before =
        history.commit("main", "sibling", gone("charts"), chart("stable/" + sibling, "a", "1.1.0"));
    CommitSha after = history.squashPullRequest(1, chart("stable/new", "a", "1.1.0"));

    assertThat(onlyMerge(before, after).sameNamedSiblings()).containsOnlyKeys("stable/" + sibling);
    assertThat(
            onlyMerge(before, after).sameNamedSiblings().get("stable/" + sibling).version().value())
        .isEqualTo("1.1.0");
  }

  @Test
  void aSiblingOfAnotherNameOrVersionIsNoRival() {
    CommitSha before =
        history.commit(
            "main",
            "siblings",
            chart("charts/a-1.1.0", "a", "1.0.9"),
            chart("charts/1.1.0", "b", "1.1.0"),
            file("charts/v1.1.0/README.md", "no chart"),
            chart("charts/other", "a", "1.1.0"));
    CommitSha after = history.squashPullRequest(1, chart("charts/new", "a", "1.1.0"));

    assertThat(onlyMerge(before, after).sameNamedSiblings()).isEmpty();
    assertThat(repository.reads(Read.FILE)).noneMatch(place -> place.contains("charts/other/"));
  }

  @Test
  void aSiblingAtTheRootIsFoundByItsName() {
    CommitSha before = history.commit("main", "sibling", gone("charts"), chart("a", "a", "1.1.0"));
    CommitSha after = history.squashPullRequest(1, chart("new", "a", "1.1.0"));

    RepositoryState state = read(List.of("."), Optional.of(before), after);

    assertThat(state.merges().getFirst().sameNamedSiblings()).containsOnlyKeys("a");
  }

  @Test
  void aSiblingWhoseChartYamlIsALinkHoldsNoVersion() {
    CommitSha before =
        history.commit("main", "sibling", link("charts/1.1.0/Chart.yaml", "../a/Chart.yaml"));
    CommitSha after = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));

    assertThat(onlyMerge(before, after).sameNamedSiblings()).isEmpty();
  }

  @Test
  void aSiblingThatIsShownWithAnotherFilesContentIsNoRival() {
    CommitSha before = history.commit("main", "sibling", chart("charts/1.1.0", "b", "1.0.0"));
    CommitSha after = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    repository.foreignFile(after, "charts/1.1.0/Chart.yaml", Edit.chartYaml("a", "1.1.0"), 1);

    assertThat(onlyMerge(before, after).sameNamedSiblings()).isEmpty();
  }

  // Versions that are not new.

  @Test
  void anUntaggedVersionThatCameEarlierIsReadWithItsTagOfAnotherFormAndWithoutNotes() {
    history.tag("a-1.0.0", start);
    CommitSha after = history.squashPullRequest(1, file("charts/a/values.yaml", "x: 1"));

    ChartState chart = onlyChart(start, after);

    assertThat(chart.tag()).isEqualTo(new TagState.Absent(Optional.of("a-1.0.0")));
    assertThat(chart.notes()).isEqualTo(ReleaseNotes.NONE);
    assertThat(repository.reads(Read.TAGS)).containsExactly("a-v", "a-1.0.0");
    assertThat(repository.reads(Read.COMMITS_TOUCHING)).isEmpty();
  }

  @Test
  void aTagOfAnotherFormOfALongerVersionIsNone() {
    history.tag("a-1.0.0-rc.1", start);
    CommitSha after = history.squashPullRequest(1, file("charts/a/values.yaml", "x: 1"));

    assertThat(onlyChart(start, after).tag()).isEqualTo(new TagState.Absent());
  }

  @Test
  void aNewVersionIsNotLookedForInAnotherForm() {
    onlyChart(
        start,
        history.squashPullRequest(
            1,
            chart("charts/a", "a", "1.1.0"),
            file("charts/a/CHANGELOG.md", "## 1.1.0\n\n- words\n")));

    assertThat(repository.reads(Read.TAGS)).containsExactly("a-v");
  }

  @Test
  void anUntaggedChartThatMovesBringsNoVersion() {
    CommitSha after = history.squashPullRequest(1, moved("charts/a", "charts/x"));

    assertThat(read(start, after).merges().getFirst().charts())
        .filteredOn(chart -> chart.directory().equals("charts/x"))
        .extracting(ChartState::notes)
        .containsExactly(ReleaseNotes.NONE);
  }

  @Test
  void aRepairedChartIsUnchangedWhereAnAncestorIsTagged() {
    history.tag("a-v1.0.0", start);
    CommitSha broken = history.commit("main", "break", file("charts/a/Chart.yaml", "name: a"));
    CommitSha after =
        history.squashPullRequest(
            1, chart("charts/a", "a", "1.0.0"), file("charts/a/values.yaml", "x: 1"));

    assertThat(onlyChart(broken, after).existedEarlier()).isTrue();
  }

  @Test
  void aRepairedChartWhoseTagIsNoAncestorIsNotUnchanged() {
    history.branch("other", start);
    CommitSha other = history.commit("other", "other", chart("charts/a", "a", "1.1.0"));
    history.tag("a-v1.1.0", other);
    CommitSha broken = history.commit("main", "break", file("charts/a/Chart.yaml", "name: a"));
    CommitSha after = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));

    assertThat(onlyChart(broken, after).existedEarlier()).isFalse();
  }

  // A version that two directories had.

  private CommitSha disputed() {
    return history.commit(
        "main",
        "copy",
        chart("charts/a", "a", "1.1.0"),
        file("charts/a/values.yaml", "x: 1"),
        chart("charts/copy", "a", "1.1.0"));
  }

  @Test
  void theDirectoryThatAloneKeepsAVersionIsReadAsIfItHadChanged() {
    history.tag("a-v1.0.0", start);
    CommitSha before = disputed();
    CommitSha after = history.squashPullRequest(1, chart("charts/copy", "copy", "1.1.0"));

    List<ChartState> charts = onlyMerge(before, after).charts();

    assertThat(charts).extracting(ChartState::directory).containsExactly("charts/a", "charts/copy");
    assertThat(charts).extracting(ChartState::isChanged).containsExactly(false, true);
    assertThat(charts.getFirst().before()).isEqualTo(chartAt("a", "1.1.0"));
    assertThat(charts.getFirst().notes().text()).startsWith("- copy (");
  }

  @Test
  void itIsReadTooWhereTheOtherOneIsRemoved() {
    CommitSha before = disputed();
    CommitSha after = history.commit("main", "remove the copy", gone("charts/copy"));

    assertThat(onlyMerge(before, after).charts())
        .extracting(ChartState::directory)
        .containsExactly("charts/a", "charts/copy");
  }

  @Test
  void itIsNotReadOnceItsVersionIsTagged() {
    CommitSha before = disputed();
    history.tag("a-v1.1.0", before);
    CommitSha after = history.squashPullRequest(1, chart("charts/copy", "copy", "1.1.0"));

    assertThat(onlyMerge(before, after).charts())
        .extracting(ChartState::directory)
        .containsExactly("charts/copy");
  }

  @Test
  void whereTheDisputeEndsInTheSameWindowTheNotesAreTheSame() {
    history.tag("a-v1.0.0", start);
    CommitSha before = disputed();
    CommitSha after = history.squashPullRequest(1, chart("charts/copy", "copy", "1.1.0"));
    history.laterThatDay();

    assertThat(read(start, after).merges().getLast()).isEqualTo(onlyMerge(before, after));
  }

  // Changelogs of merges that came in one push.

  @Test
  void aRangeBeginsAtTheLastTagNotAtAnEarlierMergeThatRaisedNothing() {
    history.commit("main", "import b", chart("charts/b", "b", "1.0.0"));
    CommitSha before = history.tip("main");
    history.tag("a-v1.0.0", start);
    history.tag("b-v1.0.0", before);
    history.squashPullRequest(1, file("charts/a/values.yaml", "x: 1"));
    history.squashPullRequest(
        2, file("charts/a/values.yaml", "x: 2"), file("charts/b/values.yaml", "x: 2"));
    CommitSha after =
        history.squashPullRequest(
            3, chart("charts/a", "a", "1.1.0"), chart("charts/b", "b", "1.1.0"));

    List<ChartState> last = read(before, after).merges().getLast().charts();

    assertThat(last)
        .extracting(chart -> chart.notes().text().replaceAll(" \\([0-9a-f]{7}\\)", ""))
        .containsExactly(
            "- change 3 (#3)\n- change 2 (#2)\n- change 1 (#1)",
            "- change 3 (#3)\n- change 2 (#2)");
  }

  @Test
  void aRangeBeginsAtTheTagThatAnEarlierMergeOfThePushWillGet() {
    history.tag("a-v1.0.0", start);
    CommitSha raised = history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    history.squashPullRequest(2, file("charts/a/values.yaml", "x: 2"));
    CommitSha after = history.squashPullRequest(3, chart("charts/a", "a", "1.2.0"));

    String notes = read(start, after).merges().getLast().charts().getFirst().notes().text();

    assertThat(notes).contains("(#3)").contains("(#2)").doesNotContain("(#1)");
    history.tag("a-v1.1.0", raised);
    assertThat(read(start, after).merges().getLast().charts().getFirst().notes().text())
        .isEqualTo(notes);
  }

  @Test
  void aMoveBringsNoVersionAndSoNoBeginning() {
    history.tag("a-v1.0.0", start);
    history.squashPullRequest(1, file("charts/x/values.yaml", "x: 1"));
    history.squashPullRequest(2, moved("charts/a", "charts/x"));
    CommitSha after = history.squashPullRequest(3, chart("charts/x", "a", "1.1.0"));

    assertThat(read(start, after).merges().getLast().charts().getFirst().notes().text())
        .contains("(#3)", "(#2)", "(#1)");
  }

  @Test
  void theNotesAreTheSameOnceTheTagsOfTheRunExist() {
    CommitSha after =
        history.squashPullRequest(
            1, chart("charts/db-8", "db", "8.0.45"), chart("charts/db-9", "db", "9.0.0"));
    List<ChartState> charts = onlyMerge(start, after).charts();
    history.tag("db-v8.0.45", after);
    history.tag("db-v9.0.0", after);

    assertThat(onlyMerge(start, after).charts())
        .extracting(ChartState::notes)
        .isEqualTo(charts.stream().map(ChartState::notes).toList());
    assertThat(charts.getLast().notes().text()).contains("change 1 (#1)");
  }
}
