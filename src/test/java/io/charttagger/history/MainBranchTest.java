package io.charttagger.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.CommitSha;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only commits of the main branch are tagged, however late GitHub learns of them. */
final class MainBranchTest {
  private static final CommitSha UNKNOWN = CommitSha.parse("1".repeat(40));

  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private final MainBranch main = new MainBranch(repository, "main", repository.budget());
  private CommitSha start;

  @BeforeEach
  void aBranch() {
    start = history.commit("main", "start");
  }

  @Test
  void theHeadOfTheBranchIsOnIt() {
    CommitSha head = history.commit("main", "head");

    assertThat(main.require(head)).isEqualTo(history.get(head));
    assertThat(repository.reads(Read.COMPARE)).containsExactly("main..." + head);
    assertThat(main.name()).isEqualTo("main");
  }

  @Test
  void aCommitBelowTheHeadIsOnIt() {
    CommitSha below = history.commit("main", "below");
    history.commit("main", "head");

    assertThat(main.require(below)).isEqualTo(history.get(below));
    assertThat(main.require(start)).isEqualTo(history.get(start));
  }

  @Test
  void aCommitOfAnotherLineIsRejectedAtOnce() {
    history.branch("fork", start);
    history.commit("main", "head");
    CommitSha fork = history.commit("fork", "evil");

    assertThat(waited(() -> assertRejected(fork))).isZero();
  }

  @Test
  void anOldCommitThatIsAheadOfTheBranchIsRejectedAtOnce() {
    history.branch("fork", start);
    CommitSha fork = history.commit("fork", "evil");
    history.laterThatDay();

    assertThat(waited(() -> assertRejected(fork))).isZero();
    assertThat(repository.reads()).hasSize(1);
  }

  @Test
  void aCommitIsYoungForTwoMinutes() {
    history.branch("fork", start);
    CommitSha fork = history.commit("fork", "evil");
    history.clock().advance(Duration.ofSeconds(119));

    // One more look, after which it is old.
    assertThat(waited(() -> assertRejected(fork))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aCommitIsNoLongerYoungAfterTwoMinutes() {
    history.branch("fork", start);
    CommitSha fork = history.commit("fork", "evil");
    history.clock().advance(Duration.ofMinutes(2));

    assertThat(waited(() -> assertRejected(fork))).isZero();
  }

  @Test
  void aBranchThatIsShownWhereItWasIsReadAgain() {
    CommitSha head = history.commit("main", "head");
    repository.staleMain(start, 3);

    Duration waited = waited(() -> assertThat(main.require(head)).isEqualTo(history.get(head)));

    assertThat(waited).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
  }

  @Test
  void oneYoungCommitAmongOldOnesIsReasonEnoughToReadAgain() {
    history.commit("main", "old");
    history.laterThatDay();
    CommitSha head = history.commit("main", "head");
    repository.staleMain(start, 1);

    assertThat(main.require(head)).isEqualTo(history.get(head));
  }

  @Test
  void aCommitThatNobodyKnowsIsLookedForAgainAndRejected() {
    assertThat(waited(() -> assertRejected(UNKNOWN))).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
  }

  @Test
  void aCommitThatIsKnownLateIsFound() {
    CommitSha head = history.commit("main", "head");
    repository.notFound(3, call -> call.read() == Read.COMPARE);

    assertThat(main.require(head)).isEqualTo(history.get(head));
  }

  @Test
  void aYoungCommitThatExistsButIsNeverComparedIsLeftToTheNextRun() {
    CommitSha head = history.commit("main", "head");
    repository.neverFound(call -> call.read() == Read.COMPARE);

    assertThatThrownBy(() -> main.require(head))
        .isInstanceOf(TransientFailure.class)
        .hasMessage("GitHub does not show yet whether commit %s is on main", head);
  }

  @Test
  void anOldCommitThatExistsButHasNothingInCommonWithTheBranchIsRejected() {
    CommitSha orphan = history.commit("orphan", "alone");
    history.laterThatDay();

    assertRejected(orphan);
  }

  @Test
  void noTimeIsSpentWaitingThatTheRestOfTheRunNeeds() {
    CommitSha head = history.commit("main", "head");
    MapRepository hurried = new MapRepository(history, Duration.ofSeconds(13));
    hurried.staleMain(start, 3);
    MainBranch inAHurry = new MainBranch(hurried, "main", hurried.budget());
    Instant began = history.clock().instant();

    assertThatThrownBy(() -> inAHurry.require(head)).isInstanceOf(NotOnMain.class);

    // One second fits, two more would leave less than the ten that the rest takes.
    assertThat(Duration.between(began, history.clock().instant())).isEqualTo(Duration.ofSeconds(1));
  }

  private void assertRejected(CommitSha sha) {
    assertThatThrownBy(() -> main.require(sha))
        .isInstanceOf(NotOnMain.class)
        .hasMessage(
            "commit %s is not on main; only commits of that branch are tagged: dispatch one of them",
            sha);
  }

  private Duration waited(Runnable work) {
    Instant began = history.clock().instant();
    work.run();
    return Duration.between(began, history.clock().instant());
  }
}
