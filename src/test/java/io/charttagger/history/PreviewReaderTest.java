package io.charttagger.history;

import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.plan.Merge;
import io.charttagger.plan.RepositoryState;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pull request's test merge, and all that is none. */
final class PreviewReaderTest {
  private static final int NUMBER = 7;

  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private CommitSha start;
  private CommitSha head;
  private CommitSha testMerge;

  @BeforeEach
  void aPullRequest() {
    start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
    history.branch("topic", start);
    head = history.commit("topic", "raise", chart("charts/a", "a", "1.1.0"));
    history.openPullRequest(NUMBER, "topic", "main");
    testMerge = testMerge("topic");
    history.laterThatDay();
  }

  private CommitSha testMerge(String branch) {
    history.branch("test-merge", history.tip("main"));
    return history.merge("test-merge", history.tip(branch), "Merge %s into main".formatted(branch));
  }

  private RepositoryState read() {
    return read(NUMBER, testMerge);
  }

  private RepositoryState read(int number, CommitSha commit) {
    return new StateReader(repository, Layouts.in("charts"), new MapNotes(), repository.budget())
        .read(
            new PreviewedMerge(
                RepositoryName.parse("owner/charts"), MapRepository.ID, number, commit));
  }

  private void assertNone(String message) {
    assertNone(NUMBER, testMerge, message);
  }

  private void assertNone(int number, CommitSha commit, String message) {
    assertThatThrownBy(() -> read(number, commit))
        .isInstanceOf(NoPreview.class)
        .hasMessage(message);
  }

  @Test
  void isReadAsThePushThatItsMergeWouldBe() {
    RepositoryState state = read();

    assertThat(state.commit()).isEqualTo(testMerge);
    assertThat(state.from()).contains(start);
    assertThat(state.merges())
        .singleElement()
        .satisfies(
            merge -> {
              assertThat(merge.commit().sha()).isEqualTo(testMerge);
              assertThat(merge.source()).contains(history.pullRequest(NUMBER));
              assertThat(merge.charts())
                  .singleElement()
                  .satisfies(it -> assertThat(it.directory()).isEqualTo("charts/a"));
            });
    assertThat(state.warnings()).isEmpty();
  }

  @Test
  void itsSourceIsNotSearchedFor() {
    var _ = read();

    assertThat(repository.reads(Read.PULL_REQUESTS_OF)).isEmpty();
    assertThat(repository.reads(Read.RECENTLY_CLOSED)).isEmpty();
  }

  @Test
  void whatWasMergedSinceIsNoPartOfIt() {
    history.squashPullRequest(8, chart("charts/b", "b", "1.0.0"));

    assertThat(read().merges().getFirst().charts())
        .singleElement()
        .satisfies(it -> assertThat(it.directory()).isEqualTo("charts/a"));
    assertThat(read().from()).contains(start);
  }

  @Test
  void thePullRequestMayBeSecondsOld() {
    history.openPullRequest(NUMBER, "topic", "main");
    repository.notFound(2, call -> call.read() == Read.PULL_REQUEST_DETAILS);
    repository.notFound(1, call -> call.read() == Read.COMMIT);

    assertThat(read().merges()).hasSize(1);
    assertThat(repository.reads(Read.PULL_REQUEST_DETAILS)).hasSize(3);
  }

  @Test
  void noNumberIsGuessed() {
    assertNone(
        999,
        testMerge,
        "GitHub shows no pull request #999 in owner/charts: send the number of one that is open");
  }

  @Test
  void aClosedOneHasNone() {
    history.closePullRequest(NUMBER);

    assertNone("pull request #7 is closed: reopen it to see a preview");
  }

  @Test
  void aMergedOneHasNone() {
    CommitSha merge = history.merge("main", head, "Merge pull request #7 from owner/topic");
    history.mergedAs(NUMBER, merge);

    assertNone(
        "pull request #7 is merged already: the report of that merge's run says what was tagged");
  }

  @Test
  void oneIntoAnotherBranchHasNone() {
    history.branch("release", start);
    history.openPullRequest(NUMBER, "topic", "release");

    assertNone("pull request #7 is into \"release\", but only merges into \"main\" make tags");
  }

  @Test
  void oneFromAForkHasNone() {
    repository.headsAreIn(OptionalLong.of(MapRepository.ID + 1));

    assertNone(
        "pull request #7 comes from a fork, which has no preview: push its commits to a branch of owner/charts, and open a pull request from there");
  }

  @Test
  void oneFromAForkThatIsGoneHasNone() {
    repository.headsAreIn(OptionalLong.empty());

    assertNone(
        "the repository that pull request #7 comes from is deleted: push its commits to a branch of owner/charts, and open a pull request from there");
  }

  @Test
  void aConflictHasNone() {
    repository.headsConflict();

    assertNone(
        "pull request #7 conflicts with main: resolve the conflict, and GitHub makes another test merge");
  }

  @Test
  void aFormerHeadHasNone() {
    CommitSha now = history.commit("topic", "more", file("charts/a/values.yaml", "x: 1"));
    history.openPullRequest(NUMBER, "topic", "main");

    assertNone(
        "commit %s merges %s, and the head of pull request #7 is %s: the workflow that started for that head shows the preview"
            .formatted(testMerge, head, now));
  }

  @Test
  void anotherPullRequestsTestMergeIsNone() {
    history.branch("other", start);
    CommitSha others = history.commit("other", "other", chart("charts/b", "b", "1.0.0"));
    history.openPullRequest(8, "other", "main");
    CommitSha of8 = testMerge("other");

    assertNone(
        NUMBER,
        of8,
        "commit %s merges %s, and the head of pull request #7 is %s: the workflow that started for that head shows the preview"
            .formatted(of8, others, head));
  }

  @Test
  void aCommitThatIsNoMergeIsNone() {
    assertNone(
        NUMBER,
        head,
        "commit %s is no merge of two: send the commit that refs/pull/7/merge points at"
            .formatted(head));
  }

  @Test
  void anUnknownCommitIsNone() {
    CommitSha unknown = CommitSha.parse("1".repeat(40));

    assertNone(
        NUMBER,
        unknown,
        "GitHub shows no commit %s: send the commit that refs/pull/7/merge points at"
            .formatted(unknown));
  }

  @Test
  void aMergeIntoWhatIsNotOnMainIsNone() {
    history.branch("side", start);
    CommitSha side = history.commit("side", "side", file("x", "1"));
    CommitSha merge = history.merge("side", head, "merge");
    history.laterThatDay();

    assertNone(
        NUMBER,
        merge,
        "commit %s merges pull request #7 into %s, which is not on main: update the branch of the pull request, and GitHub makes another test merge"
            .formatted(merge, side));
  }

  @Test
  void aShortRunDoesNotWaitForWhatIsLate() {
    MapRepository hurried = new MapRepository(history, Duration.ofSeconds(5));
    hurried.notFoundOnce(call -> call.read() == Read.PULL_REQUEST_DETAILS);

    assertThatThrownBy(
            () ->
                new StateReader(hurried, Layouts.in("charts"), new MapNotes(), hurried.budget())
                    .read(
                        new PreviewedMerge(
                            RepositoryName.parse("owner/charts"),
                            MapRepository.ID,
                            NUMBER,
                            testMerge)))
        .isInstanceOf(NoPreview.class);
  }

  @Test
  void theSubjectsOfItsCommitsAreItsChangelog() {
    List<Merge> merges = read().merges();

    assertThat(merges.getFirst().charts().getFirst().notes().text())
        .isEqualTo("- raise (%s)".formatted(head.abbreviated()));
  }
}
