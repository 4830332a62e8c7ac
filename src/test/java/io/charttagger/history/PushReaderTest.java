package io.charttagger.history;

import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.RepositoryName;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.plan.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every shape in which commits reach the main branch, cut into its merges. */
final class PushReaderTest {
  private static final CommitSha UNKNOWN = CommitSha.parse("1".repeat(40));

  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private CommitSha start;

  @BeforeEach
  void aBranch() {
    history.commit("main", "root");
    start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
  }

  private Push read(CommitSha before, CommitSha after) {
    return read(repository, Optional.of(before), after);
  }

  private static Push read(MapRepository from, Optional<CommitSha> before, CommitSha after) {
    return read(from, Optional.empty(), before, after);
  }

  private static Push read(
      MapRepository from, Optional<CommitSha> mark, Optional<CommitSha> before, CommitSha after) {
    return new PushReader(
            from,
            new MainBranch(from, "main", from.budget()),
            new SourcePullRequests(from, "main", from.budget()),
            from.budget())
        .read(new Window(RepositoryName.parse("owner/charts"), mark, before, after));
  }

  /** {@code subject of before..subject of commit #pull request}. */
  private List<String> spans(Push push) {
    return push.spans().stream()
        .map(
            span ->
                "%s..%s %s"
                    .formatted(
                        span.before().map(sha -> history.get(sha).subject()).orElse(""),
                        span.commit().subject(),
                        span.source().map(PullRequest::number).map(it -> "#" + it).orElse("-")))
        .toList();
  }

  // Where a push begins.

  @Test
  void withoutAStateBeforeThePushIsItsLastCommit() {
    CommitSha after = history.mergePullRequest(1, file("x", "1"));

    Push push = read(repository, Optional.empty(), after);

    assertThat(spans(push)).containsExactly("start..Merge pull request #1 from owner/change-1 #1");
    assertThat(push.warnings()).isEmpty();
    assertThat(push.from()).contains(start);
    assertThat(repository.reads(Read.COMPARE)).containsExactly("main..." + after);
  }

  @Test
  void anAllZeroStateBeforeIsNone() {
    CommitSha after = history.commit("main", "after");

    Push push = read(CommitSha.parse("0".repeat(40)), after);

    assertThat(spans(push)).containsExactly("start..after -");
    assertThat(push.warnings()).isEmpty();
  }

  @Test
  void aRootCommitHasNoStateBefore() {
    CommitSha root = history.get(start).parents().getFirst();

    assertThat(spans(read(repository, Optional.empty(), root))).containsExactly("..root -");
  }

  @Test
  void theFirstParentAsTheStateBeforeNeedsNoComparison() {
    CommitSha after = history.squashPullRequest(1, file("x", "1"));

    assertThat(spans(read(start, after))).containsExactly("start..change 1 (#1) #1");
    assertThat(repository.reads(Read.COMPARE)).hasSize(1);
  }

  @Test
  void aSecondParentAsTheStateBeforeMakesOnePushOfTheWholeLine() {
    history.branch("local", start);
    history.commit("local", "local work", file("x", "1"));
    CommitSha remote = history.squashPullRequest(1, file("y", "1"));
    CommitSha merge = history.merge("local", remote, "Merge branch 'main'");
    history.branch("main", merge);

    Push push = read(remote, merge);

    assertThat(spans(push)).containsExactly("change 1 (#1)..Merge branch 'main' -");
    assertThat(push.spans().getFirst().settled()).isFalse();
    assertThat(push.warnings()).isEmpty();
  }

  // Merge by merge.

  @Test
  void severalMergesAreCutApart() {
    history.mergePullRequest(1, file("x", "1"));
    history.squashPullRequest(2, file("x", "2"));
    CommitSha after = history.rebasePullRequest(3, file("x", "3"), file("x", "4"));

    Push push = read(start, after);

    assertThat(spans(push))
        .containsExactly(
            "start..Merge pull request #1 from owner/change-1 #1",
            "Merge pull request #1 from owner/change-1..change 2 (#2) #2",
            "change 2 (#2)..part 1 of 3 #3");
    assertThat(push.spans()).allMatch(Push.Span::settled);
    assertThat(push.spans().getLast().commit()).isEqualTo(history.get(after));
    assertThat(push.warnings()).isEmpty();
  }

  @Test
  void eachCommitWithoutAPullRequestIsAMergeOfItsOwn() {
    history.commit("main", "by hand");
    history.squashPullRequest(1, file("x", "1"));
    history.commit("main", "after it");
    CommitSha after = history.commit("main", "and more");

    assertThat(spans(read(start, after)))
        .containsExactly(
            "start..by hand -",
            "by hand..change 1 (#1) #1",
            "change 1 (#1)..after it -",
            "after it..and more -");
  }

  @Test
  void aMergeThatGitHubLearnsOfLateIsCutOffToo() {
    history.commit("main", "one");
    history.mergedAs(1, history.tip("main"));
    CommitSha after = history.squashPullRequest(2, file("x", "1"));
    repository.lateAssociations(Duration.ofSeconds(4));
    repository.lateClosedList(Duration.ofDays(1));

    assertThat(spans(read(start, after))).containsExactly("start..one #1", "one..change 2 (#2) #2");
  }

  @Test
  void aPushOfTwoThousandCommitsIsReadPageByPage() {
    for (int i = 0; i < 2_000; i++) {
      history.commit("main", "commit " + i);
    }
    history.laterThatDay();

    Push push = read(start, history.tip("main"));

    assertThat(spans(push))
        .hasSize(2_000)
        .startsWith("start..commit 0 -", "commit 0..commit 1 -")
        .endsWith("commit 1998..commit 1999 -");
    assertThat(push.warnings()).isEmpty();
    assertThat(repository.reads(Read.COMMITS_BETWEEN)).hasSize(20);
    assertThat(repository.reads(Read.RECENTLY_CLOSED)).hasSize(1);
  }

  @Test
  void aLongerPushIsDecidedAsAWholeWithAWarning() {
    history.squashPullRequest(1, file("x", "1"));
    for (int i = 1; i < 2_001; i++) {
      history.commit("main", "commit " + i);
    }
    history.laterThatDay();

    Push push = read(start, history.tip("main"));

    assertThat(spans(push)).containsExactly("start..commit 2000 -");
    assertThat(push.warnings()).containsExactly(tooLong(2_001));
    assertThat(repository.reads(Read.COMMITS_BETWEEN)).isEmpty();
  }

  private static Warning tooLong(int commits) {
    return new Warning(
        "",
        "push-too-long",
        "%d commits are waiting, more than the 2000 that are looked at merge by merge, so versions in between may have no tag; an audit tells which charts have none for their present version"
            .formatted(commits));
  }

  // A state before that is lost.

  @Test
  void aForcedPushIsDecidedFromTheMergeBaseWithAWarning() {
    CommitSha lost = history.commit("main", "to be lost");
    history.branch("main", start);
    history.commit("main", "instead");
    history.squashPullRequest(1, file("x", "1"));
    CommitSha after = history.commit("main", "after");

    Push push = read(lost, after);

    assertThat(spans(push))
        .containsExactly("start..instead -", "instead..change 1 (#1) #1", "change 1 (#1)..after -");
    assertThat(push.from()).contains(start);
    assertThat(push.markLost()).isFalse();
    assertThat(push.warnings())
        .containsExactly(
            new Warning(
                "",
                "before-lost",
                "the push began at %s, which is not an ancestor of %s; this run begins after %s instead"
                    .formatted(lost, after, start)));
  }

  @Test
  void aForcedPushOfAHistoryWithoutACommonCommitIsDecidedFromItsFirstParent() {
    CommitSha lost = history.tip("main");
    history.branch("main", history.commit("orphan", "another root"));
    CommitSha after = history.commit("main", "after");

    Push push = read(lost, after);

    assertThat(spans(push)).containsExactly("another root..after -");
    assertThat(push.warnings()).containsExactly(lost(lost, after));
  }

  @Test
  void aStateBeforeThatIsAheadIsNoAncestor() {
    CommitSha after = history.commit("main", "after");
    CommitSha ahead = history.commit("main", "ahead");

    Push push = read(ahead, after);

    assertThat(spans(push)).containsExactly("start..after -");
    assertThat(push.warnings()).containsExactly(lost(ahead, after));
  }

  @Test
  void aStateBeforeThatNobodyKnowsIsLookedForTwentySecondsBeforeItIsLost() {
    CommitSha after = history.commit("main", "after");
    Instant began = history.clock().instant();

    Push push = read(UNKNOWN, after);

    assertThat(spans(push)).containsExactly("start..after -");
    assertThat(push.warnings()).containsExactly(lost(UNKNOWN, after));
    assertThat(repository.reads(Read.COMMIT)).containsExactly(UNKNOWN.value());
    assertThat(Duration.between(began, history.clock().instant()))
        .isEqualTo(Duration.ofSeconds(2 + 6 + 12));
  }

  @Test
  void aStateBeforeThatIsNotFoundThreeTimesIsNotLost() {
    history.squashPullRequest(1, file("x", "1"));
    CommitSha after = history.squashPullRequest(2, file("x", "2"));
    repository.notFound(3, call -> call.of().equals(start + "..." + after));

    Push push = read(start, after);

    assertThat(push.spans()).hasSize(2);
    assertThat(push.warnings()).isEmpty();
  }

  @Test
  void noTimeIsSpentOnALostStateThatTheRestOfTheRunNeeds() {
    CommitSha after = history.commit("main", "after");
    MapRepository hurried = new MapRepository(history, Duration.ofSeconds(16));
    Instant began = history.clock().instant();

    Push push = read(hurried, Optional.of(UNKNOWN), after);

    // Two seconds fit, six more would leave less than the ten that the rest takes.
    assertThat(push.warnings()).containsExactly(lost(UNKNOWN, after));
    assertThat(Duration.between(began, history.clock().instant())).isEqualTo(Duration.ofSeconds(2));
  }

  private static Warning lost(CommitSha before, CommitSha after) {
    return new Warning(
        "",
        "before-lost",
        "the push began at %s, which is not an ancestor of %s; the first parent of the pushed commit was used instead"
            .formatted(before, after));
  }

  @Test
  void aCommitThatIsNotOnTheMainBranchIsRejectedBeforeAnythingElseIsRead() {
    history.branch("fork", start);
    history.commit("main", "head");
    CommitSha fork = history.commit("fork", "evil");

    assertThatThrownBy(() -> read(start, fork)).isInstanceOf(NotOnMain.class);
    assertThat(repository.reads()).hasSize(1);
  }
}
