package io.charttagger.history;

import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pull request a merge came from, however and whenever GitHub tells of it. */
final class SourcePullRequestsTest {
  private static final Edit RAISED = chart("charts/a", "a", "1.1.0");
  private static final Duration NEVER = Duration.ofDays(1);

  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private final SourcePullRequests sources =
      new SourcePullRequests(repository, "main", repository.budget());
  private CommitSha start;

  @BeforeEach
  void aChart() {
    start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
  }

  private Optional<Integer> known(CommitSha commit) {
    return sources.known(history.get(commit)).map(PullRequest::number);
  }

  private Optional<Integer> late(CommitSha commit) {
    return sources.late(history.get(commit)).map(PullRequest::number);
  }

  // What GitHub knows at once.

  @Test
  void aMergeIsAssociatedWithItsPullRequest() {
    CommitSha merged = history.mergePullRequest(1, RAISED);
    CommitSha squashed = history.squashPullRequest(2, RAISED, file("x", "1"));
    CommitSha rebased = history.rebasePullRequest(3, file("x", "2"), file("x", "3"));

    assertThat(sources.known(history.get(merged))).contains(history.pullRequest(1));
    assertThat(known(squashed)).contains(2);
    assertThat(known(rebased)).contains(3);
    assertThat(history.clock().instant()).isEqualTo(history.get(rebased).committedAt());
  }

  @Test
  void whatBeginsToBeReadIsNotReadAgain() {
    CommitSha merged = history.mergePullRequest(1, RAISED);

    sources.begin(merged);

    assertThat(known(merged)).contains(1);
    assertThat(known(merged)).contains(1);
    assertThat(repository.reads(Read.PULL_REQUESTS_OF)).containsExactly(merged.value());
  }

  @Test
  void aCommitThatAPullRequestMerelyContainsIsNotItsMerge() {
    CommitSha merged = history.mergePullRequest(1, RAISED);
    history.rebasePullRequest(2, file("x", "1"), file("x", "2"));
    CommitSha middle = history.get(history.tip("main")).parents().getFirst();

    assertThat(known(history.get(merged).parents().getLast())).isEmpty();
    assertThat(known(middle)).isEmpty();
  }

  @Test
  void anOpenPullRequestThatContainsTheMergeIsNotItsSource() {
    history.branch("release", start);
    history.branch("staging", start);
    CommitSha merged = history.squashPullRequest(5, RAISED);
    history.openPullRequest(1, "main", "release");
    history.openPullRequest(2, "main", "staging");

    assertThat(repository.pullRequestsOf(merged).orElseThrow()).hasSize(3);
    assertThat(known(merged)).contains(5);
  }

  @Test
  void aPullRequestThatWasMergedIntoAnotherBranchIsNotTheSource() {
    CommitSha direct = history.commit("main", "direct", RAISED);
    history.mergedInto("release", 1, direct);

    assertThat(known(direct)).isEmpty();
    assertThat(late(direct)).isEmpty();
  }

  @Test
  void aPullRequestThatWasClosedUnmergedIsNotTheSource() {
    history.branch("side", start);
    CommitSha head = history.commit("side", "raise (#1)", RAISED);
    history.openPullRequest(1, "side", "main");
    history.closePullRequest(1);
    history.branch("main", head);

    assertThat(known(head)).isEmpty();
    assertThat(late(head)).isEmpty();
  }

  @Test
  void ofSeveralMergedByOneCommitTheOneThatTheSubjectNamesCounts() {
    CommitSha direct = history.commit("main", "raise (#12)", RAISED);
    history.mergedAs(11, direct);
    history.mergedAs(12, direct);
    history.mergedAs(13, direct);

    assertThat(known(direct)).contains(12);
  }

  @Test
  void ofSeveralThatTheSubjectDoesNotNameTheOldestCounts() {
    CommitSha direct = history.commit("main", "raise (#7)", RAISED);
    history.mergedAs(12, direct);
    history.mergedAs(11, direct);

    assertThat(known(direct)).contains(11);
  }

  // What GitHub knows late.

  @ParameterizedTest(name = "associated after {0} s, found after {1} s")
  @CsvSource({"1, 2", "2, 2", "3, 5", "5, 5", "6, 10", "10, 10"})
  void anAssociationThatComesLateIsLookedForAtTwoFiveAndTenSeconds(int delay, int waited) {
    CommitSha merged = history.commit("main", "raise", RAISED);
    history.mergedAs(1, merged);
    repository.lateAssociations(Duration.ofSeconds(delay));
    repository.lateClosedList(NEVER);

    assertThat(known(merged)).isEmpty();
    assertThat(late(merged)).contains(1);

    assertThat(waited(merged)).isEqualTo(Duration.ofSeconds(waited));
  }

  @Test
  void aPullRequestAmongTheRecentlyClosedIsFoundWithoutWaiting() {
    CommitSha merged = history.commit("main", "raise", RAISED);
    history.mergedAs(1, merged);
    repository.lateAssociations(NEVER);

    assertThat(known(merged)).isEmpty();
    assertThat(late(merged)).contains(1);
    assertThat(waited(merged)).isZero();
    assertThat(repository.reads(Read.RECENTLY_CLOSED)).containsExactly("main");
  }

  @Test
  void aPullRequestThatIsListedAsClosedLateIsFoundAtTheEnd() {
    CommitSha merged = history.commit("main", "raise", RAISED);
    history.mergedAs(1, merged);
    repository.lateAssociations(NEVER);
    repository.lateClosedList(Duration.ofSeconds(10));

    assertThat(late(merged)).contains(1);
    assertThat(waited(merged)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void thePullRequestThatTheSubjectNamesIsFoundWithoutWaiting() {
    CommitSha merged = history.mergePullRequest(1, RAISED);
    CommitSha squashed = history.squashPullRequest(2, RAISED, file("x", "1"));
    repository.lateAssociations(NEVER);
    repository.lateClosedList(NEVER);

    assertThat(late(merged)).contains(1);
    assertThat(late(squashed)).contains(2);
    assertThat(waited(squashed)).isZero();
  }

  @Test
  void thePullRequestThatTheSubjectNamesIsReadAgainAtTheEnd() {
    CommitSha merged = history.squashPullRequest(1, RAISED);
    repository.lateAssociations(NEVER);
    repository.lateClosedList(NEVER);
    repository.notFound(2, call -> call.read() == Read.PULL_REQUEST);

    assertThat(late(merged)).contains(1);
    assertThat(waited(merged)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void readingBeginsBeforeThePullRequestIsNeeded() {
    CommitSha merged = history.squashPullRequest(1, RAISED);

    sources.begin(merged);

    assertThat(repository.isReadSoon(new MapRepository.Call(Read.PULL_REQUESTS_OF, merged.value())))
        .isTrue();
  }

  @Test
  void aYoungMergeWithoutAPullRequestIsLookedForTenSecondsAndTwiceAmongTheClosed() {
    CommitSha direct = history.commit("main", "raise (#1)", RAISED);

    assertThat(late(direct)).isEmpty();

    assertThat(waited(direct)).isEqualTo(Duration.ofSeconds(10));
    assertThat(repository.reads(Read.PULL_REQUESTS_OF)).hasSize(3);
    assertThat(repository.reads(Read.RECENTLY_CLOSED)).hasSize(2);
    // Each time twice, for it may be not found once.
    assertThat(repository.reads(Read.PULL_REQUEST)).hasSize(4);
  }

  @Test
  void anOldMergeWithoutAPullRequestIsNotWaitedFor() {
    CommitSha direct = history.commit("main", "raise", RAISED);
    history.clock().advance(Duration.ofMinutes(2));
    Instant began = history.clock().instant();

    assertThat(late(direct)).isEmpty();

    assertThat(history.clock().instant()).isEqualTo(began);
    assertThat(repository.reads(Read.PULL_REQUESTS_OF)).isEmpty();
  }

  @Test
  void aMergeIsYoungForTwoMinutes() {
    CommitSha direct = history.commit("main", "raise", RAISED);
    history.clock().advance(Duration.ofSeconds(119));

    assertThat(late(direct)).isEmpty();

    assertThat(waited(direct)).isEqualTo(Duration.ofSeconds(119 + 10));
  }

  private Duration waited(CommitSha since) {
    return Duration.between(history.get(since).committedAt(), history.clock().instant());
  }

  // What a subject says.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Merge pull request #7 from owner/change",
        "raise (#7)",
        "raise (#6) again (#7)",
        "(#7)",
        "Revert \"raise (#6)\" (#7)"
      })
  void aSubjectNamesAPullRequest(String subject) {
    assertThat(lateBySubject(subject)).contains(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raise #7",
        "raise (7)",
        "raise (#07)",
        "raise (#0)",
        "raise (#7) again (#6)",
        "Merge pull request #70 from owner/change",
        "Merge pull request #7",
        "See: Merge pull request #7 from owner/change",
        "raise (#7777777777)"
      })
  void aSubjectThatNamesNoneOrAnotherFindsNothing(String subject) {
    assertThat(lateBySubject(subject)).isEmpty();
  }

  @Test
  void aNumberOfNineDigitsIsRead() {
    CommitSha direct = history.commit("main", "raise (#123456789)", RAISED);
    history.mergedAs(123456789, direct);
    repository.lateClosedList(NEVER);

    assertThat(late(direct)).contains(123456789);
  }

  private Optional<Integer> lateBySubject(String subject) {
    history.mergedAs(6, start);
    CommitSha direct = history.commit("main", subject, RAISED);
    history.mergedAs(7, direct);
    history.laterThatDay();
    repository.lateClosedList(NEVER);
    return late(direct);
  }

  @Test
  void aSubjectIsBelievedOnlyWhereGitHubBearsItOut() {
    CommitSha other = history.squashPullRequest(1, file("x", "1"));
    CommitSha named = history.commit("main", "raise (#1)", RAISED);
    CommitSha issue = history.commit("main", "raise (#4711)", file("x", "2"));
    history.laterThatDay();

    assertThat(late(named)).isEmpty();
    assertThat(late(issue)).isEmpty();
    assertThat(late(other)).contains(1);
  }

  // What is not found.

  @Test
  void aCommitThatIsNotFoundOnceIsReadAgain() {
    CommitSha merged = history.mergePullRequest(1, RAISED);
    repository.notFoundOnce(call -> call.read() == Read.PULL_REQUESTS_OF);

    assertThat(known(merged)).contains(1);
  }

  @Test
  void aNamedPullRequestThatIsNotFoundOnceIsReadAgain() {
    CommitSha merged = history.squashPullRequest(1, RAISED);
    history.laterThatDay();
    repository.lateAssociations(NEVER);
    repository.lateClosedList(NEVER);
    repository.notFoundOnce(call -> call.read() == Read.PULL_REQUEST);

    assertThat(late(merged)).contains(1);
  }

  @Test
  void aCommitThatIsNeverFoundIsTroubleThatPasses() {
    CommitSha merged = history.mergePullRequest(1, RAISED);
    repository.neverFound(call -> call.read() == Read.PULL_REQUESTS_OF);

    assertThatThrownBy(() -> known(merged))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining("commit " + merged);
  }

  @Test
  void whenTheTimeDoesNotSufficeForTheNextLookTheRunEnds() {
    CommitSha direct = history.commit("main", "raise", RAISED);
    MapRepository hurried = new MapRepository(history, Duration.ofSeconds(5));
    SourcePullRequests inAHurry = new SourcePullRequests(hurried, "main", hurried.budget());

    assertThatThrownBy(() -> inAHurry.late(history.get(direct)))
        .isInstanceOf(TransientFailure.class);
    assertThat(waited(direct)).isEqualTo(Duration.ofSeconds(2));
  }
}
