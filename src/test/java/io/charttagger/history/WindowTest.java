package io.charttagger.history;

import static io.charttagger.history.Edit.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.RepositoryName;
import io.charttagger.history.MapRepository.Call;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.plan.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a window begins, and how what it has is cut into groups. */
final class WindowTest {
  private static final CommitSha UNKNOWN = CommitSha.parse("1".repeat(40));
  private static final Optional<CommitSha> NONE = Optional.empty();

  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private CommitSha root;
  private CommitSha start;
  private CommitSha one;
  private CommitSha two;
  private CommitSha three;

  @BeforeEach
  void threeMerges() {
    root = history.commit("main", "root");
    start = history.commit("main", "start");
    one = history.squashPullRequest(1, file("x", "1"));
    two = history.squashPullRequest(2, file("x", "2"));
    three = history.squashPullRequest(3, file("x", "3"));
    history.laterThatDay();
  }

  private Push read(Optional<CommitSha> mark, Optional<CommitSha> before, CommitSha after) {
    return read(repository, mark, before, after);
  }

  private static Push read(
      MapRepository from, Optional<CommitSha> mark, Optional<CommitSha> before, CommitSha after) {
    return reader(from).read(window(mark, before, after));
  }

  private static PushReader reader(MapRepository from) {
    return new PushReader(
        from,
        new MainBranch(from, "main", from.budget()),
        new SourcePullRequests(from, "main", from.budget()),
        from.budget());
  }

  private static Window window(
      Optional<CommitSha> mark, Optional<CommitSha> before, CommitSha after) {
    return new Window(RepositoryName.parse("owner/charts"), mark, before, after);
  }

  /** {@code subject of before..subject of commit #pull request}. */
  private List<String> spans(Push push) {
    return push.spans().stream()
        .map(
            span ->
                "%s..%s%s"
                    .formatted(
                        span.before().map(sha -> history.get(sha).subject()).orElse(""),
                        span.commit().subject(),
                        span.source().map(PullRequest::number).map(it -> " #" + it).orElse("")))
        .toList();
  }

  private static List<String> codes(Push push) {
    return push.warnings().stream().map(Warning::code).toList();
  }

  // The mark.

  @Test
  void aMarkThatIsTheStateBeforeCostsNothing() {
    assertThat(spans(read(Optional.of(two), Optional.of(two), three)))
        .containsExactly("change 2 (#2)..change 3 (#3) #3");
    assertThat(repository.reads())
        .containsExactlyInAnyOrder(
            new Call(Read.COMPARE, "main..." + three),
            new Call(Read.PULL_REQUESTS_OF, three.value()));
  }

  @Test
  void whatIsUndecidedSinceTheMarkIsDecidedMergeByMerge() {
    Push push = read(Optional.of(start), Optional.of(two), three);

    assertThat(spans(push))
        .containsExactly(
            "start..change 1 (#1) #1",
            "change 1 (#1)..change 2 (#2) #2",
            "change 2 (#2)..change 3 (#3) #3");
    assertThat(push.from()).contains(start);
    assertThat(push.markLost()).isFalse();
    assertThat(push.warnings()).isEmpty();
    assertThat(repository.reads(Read.COMPARE)).hasSize(2);
  }

  @Test
  void withoutAStateBeforeTheWindowBeginsAtTheMark() {
    assertThat(read(Optional.of(one), NONE, three).from()).contains(one);
  }

  @Test
  void aMarkThatIsARootCommitIsOneLikeAnyOther() {
    assertThat(read(Optional.of(root), Optional.of(two), three).spans()).hasSize(4);
  }

  @Test
  void aStateBeforeTheMarkIsADispatchSentAgain() {
    Push push = read(Optional.of(two), Optional.of(one), three);

    assertThat(spans(push))
        .containsExactly("change 1 (#1)..change 2 (#2) #2", "change 2 (#2)..change 3 (#3) #3");
    assertThat(push.from()).contains(one);
    assertThat(push.warnings()).isEmpty();
  }

  @Test
  void aDispatchOfTheMarkItselfBeginsAtItsOwnStateBefore() {
    Push push = read(Optional.of(two), Optional.of(start), two);

    assertThat(push.from()).contains(start);
    assertThat(push.spans()).hasSize(2);
    assertThat(push.warnings()).isEmpty();
  }

  @Test
  void aDispatchThatIsLateBeginsAtItsOwnStateBefore() {
    Push push = read(Optional.of(three), Optional.of(start), two);

    assertThat(push.from()).contains(start);
    assertThat(push.spans()).hasSize(2);
    assertThat(push.markLost()).isFalse();
    assertThat(push.warnings()).isEmpty();
  }

  @Test
  void anOldCommitByHandBeginsAtItsFirstParent() {
    assertThat(spans(read(Optional.of(three), NONE, two)))
        .containsExactly("change 1 (#1)..change 2 (#2) #2");
    assertThat(spans(read(Optional.of(two), NONE, two)))
        .containsExactly("change 1 (#1)..change 2 (#2) #2");
  }

  @Test
  void aRootCommitByHandBeginsWithNothing() {
    Push push = read(Optional.of(three), NONE, root);

    assertThat(spans(push)).containsExactly("..root");
    assertThat(push.from()).isEmpty();
  }

  @Test
  void aStateBeforeThatIsUnknownLeavesTheMark() {
    Push push = read(Optional.of(one), Optional.of(UNKNOWN), three);

    assertThat(push.from()).contains(one);
    assertThat(push.spans()).hasSize(2);
    assertThat(push.markLost()).isFalse();
    assertThat(codes(push)).containsExactly("before-lost");
  }

  @Test
  void aStateBeforeThatIsLaterThanTheCommitLeavesTheMark() {
    Push push = read(Optional.of(start), Optional.of(three), two);

    assertThat(push.from()).contains(start);
    assertThat(codes(push)).containsExactly("before-lost");
  }

  // Force pushes.

  private void forcePush() {
    history.branch("main", start);
    history.squashPullRequest(4, file("y", "4"));
    history.squashPullRequest(5, file("y", "5"));
    history.squashPullRequest(6, file("y", "6"));
    history.laterThatDay();
  }

  @Test
  void afterAForcePushTheWindowBeginsAtTheMergeBaseAndTheMarkIsLost() {
    forcePush();

    Push push = read(Optional.of(three), Optional.of(three), history.tip("main"));

    assertThat(spans(push))
        .containsExactly(
            "start..change 4 (#4) #4",
            "change 4 (#4)..change 5 (#5) #5",
            "change 5 (#5)..change 6 (#6) #6");
    assertThat(push.from()).contains(start);
    assertThat(push.markLost()).isTrue();
    assertThat(codes(push)).containsExactly("before-lost");
  }

  @Test
  void aForcePushWhoseOwnDispatchNeverCameIsDecidedByTheNextOne() {
    forcePush();
    CommitSha before = history.tip("main");
    CommitSha after = history.squashPullRequest(7, file("y", "7"));

    Push push = read(Optional.of(two), Optional.of(before), after);

    assertThat(push.from()).contains(start);
    assertThat(push.spans()).hasSize(4);
    assertThat(push.markLost()).isTrue();
    assertThat(push.warnings())
        .containsExactly(
            new Warning(
                "",
                "mark-lost",
                "the last run ended at commit %s, which is no longer on the branch (a force push); this run begins after %s instead"
                    .formatted(two, start)));
  }

  @Test
  void afterAForcePushBackToTheMarkNothingIsLost() {
    history.branch("main", one);
    CommitSha after = history.squashPullRequest(4, file("y", "4"));

    Push push = read(Optional.of(one), Optional.of(three), after);

    assertThat(push.from()).contains(one);
    assertThat(spans(push)).containsExactly("change 1 (#1)..change 4 (#4) #4");
    assertThat(push.markLost()).isFalse();
    assertThat(codes(push)).containsExactly("before-lost");
  }

  @Test
  void aMarkThatNobodyKnowsIsLostAfterTwentySecondsAndTheStateBeforeCounts() {
    Push push = read(Optional.of(UNKNOWN), Optional.of(one), three);

    assertThat(push.from()).contains(one);
    assertThat(push.markLost()).isTrue();
    assertThat(codes(push)).containsExactly("mark-lost");
    assertThat(repository.reads(Read.COMMIT)).containsExactly(UNKNOWN.value());
  }

  @Test
  void aMarkThatIsNotFoundForAWhileIsNotLost() {
    repository.notFound(3, call -> call.of().equals(start + "..." + three));

    Push push = read(Optional.of(start), Optional.of(two), three);

    assertThat(push.from()).contains(start);
    assertThat(push.markLost()).isFalse();
  }

  @Test
  void aMarkThatIsShownAfterTwentySecondsIsNotLost() {
    repository.notFound(4, call -> call.of().equals(start + "..." + three));

    assertThat(read(Optional.of(start), Optional.of(two), three).from()).contains(start);
  }

  @Test
  void aMarkOnAnotherLineOfMainIsNotLost() {
    history.branch("local", one);
    CommitSha local = history.commit("local", "local work", file("y", "1"));
    history.merge("main", local, "Merge branch 'local'");

    Push push = read(Optional.of(three), NONE, local);

    assertThat(spans(push)).containsExactly("change 1 (#1)..local work");
    assertThat(push.markLost()).isFalse();
    assertThat(push.warnings()).isEmpty();
  }

  @Test
  void aMarkAndAStateBeforeOfAnotherHistoryLeaveTheFirstParent() {
    CommitSha other = history.commit("orphan", "another root");
    CommitSha later = history.commit("orphan", "later");

    Push push = read(Optional.of(other), Optional.of(later), three);

    assertThat(spans(push)).containsExactly("change 2 (#2)..change 3 (#3) #3");
    assertThat(push.markLost()).isTrue();
    assertThat(codes(push)).containsExactlyInAnyOrder("before-lost", "mark-lost");
  }

  // Long windows.

  @Test
  void aWindowThatIsTooLongBeginsAtTheStateBeforeWithAWarning() {
    for (int i = 0; i < 2_000; i++) {
      history.commit("main", "commit " + i);
    }
    CommitSha before = history.tip("main");
    history.squashPullRequest(4, file("y", "4"));
    CommitSha after = history.squashPullRequest(5, file("y", "5"));
    history.laterThatDay();

    Push push = read(Optional.of(start), Optional.of(before), after);

    assertThat(push.from()).contains(before);
    assertThat(spans(push))
        .containsExactly("commit 1999..change 4 (#4) #4", "change 4 (#4)..change 5 (#5) #5");
    assertThat(codes(push)).containsExactly("push-too-long");

    assertThat(spans(read(Optional.of(start), NONE, after)))
        .containsExactly("change 4 (#4)..change 5 (#5) #5");
  }

  // Groups.

  @Test
  void aRebaseMergedPullRequestIsOneGroupWhereverTheWindowBegins() {
    history.rebasePullRequest(4, file("y", "1"), file("y", "2"), file("y", "3"));
    history.laterThatDay();
    CommitSha last = history.tip("main");
    CommitSha second = history.get(last).parents().getFirst();
    CommitSha first = history.get(second).parents().getFirst();
    String group = "change 3 (#3)..part 2 of 4 #4";

    assertThat(spans(read(NONE, Optional.of(three), last))).containsExactly(group);
    assertThat(spans(read(NONE, Optional.of(first), last))).containsExactly(group);
    assertThat(spans(read(NONE, Optional.of(second), last))).containsExactly(group);
    assertThat(spans(read(NONE, NONE, last))).containsExactly(group);
    assertThat(spans(read(Optional.of(second), Optional.of(three), last))).containsExactly(group);
    assertThat(spans(read(Optional.of(first), NONE, last))).containsExactly(group);
  }

  @Test
  void theCommitsOfARebaseMergedPullRequestAreToldByTheirLikenessWhereGitHubDoesNotTell() {
    repository.lateAssociations(Duration.ofDays(1));
    history.commit("main", "by hand");
    history.rebasePullRequest(4, file("y", "1"), file("y", "2"));
    history.laterThatDay();
    CommitSha last = history.tip("main");

    assertThat(spans(read(NONE, Optional.of(three), last)))
        .containsExactly("change 3 (#3)..by hand", "by hand..part 1 of 4 #4");
  }

  @Test
  void commitsByHandBeforeASquashedPullRequestOfAsManyCommitsAreNotItsOwn() {
    repository.lateAssociations(Duration.ofDays(1));
    history.branch("change-4", three);
    history.commit("change-4", "first", file("y", "1"));
    CommitSha head = history.commit("change-4", "second", file("y", "2"));
    history.commit("main", "by hand");
    CommitSha squashed = history.commit("main", "words", file("y", "2"));
    history.mergedAs(4, squashed);
    assertThat(head).isNotEqualTo(squashed);
    history.laterThatDay();

    assertThat(spans(read(NONE, Optional.of(three), squashed)))
        .containsExactly("change 3 (#3)..by hand", "by hand..words #4");
  }

  @Test
  void aSquashedPullRequestCostsNothingBeyondItsWindow() {
    read(NONE, Optional.of(two), three);

    assertThat(repository.reads(Read.PULL_REQUESTS_OF)).containsExactly(three.value());
  }

  @Test
  void aSquashedPullRequestWhoseSubjectNamesAnotherOneIsAlone() {
    CommitSha squashed = history.commit("main", "Revert \"change 3 (#3)\"", file("x", "2"));
    history.mergedAs(4, squashed);

    assertThat(spans(read(NONE, NONE, squashed)))
        .containsExactly("change 3 (#3)..Revert \"change 3 (#3)\" #4");
  }

  @Test
  void emptyCommitsAndOctopusMergesAreGroupsLikeOthers() {
    history.commit("main", "empty");
    history.branch("left", start);
    CommitSha left = history.commit("left", "left", file("l", "1"));
    history.merge("main", left, "Merge branches 'left' and 'right'");
    CommitSha after = history.squashPullRequest(4, file("y", "4"));
    history.laterThatDay();

    assertThat(spans(read(NONE, Optional.of(three), after)))
        .containsExactly(
            "change 3 (#3)..empty",
            "empty..Merge branches 'left' and 'right'",
            "Merge branches 'left' and 'right'..change 4 (#4) #4");
  }

  // A commit that main never pointed at, named by hand.

  private CommitSha insideOfARebasedPullRequest() {
    history.rebasePullRequest(4, file("y", "1"), file("y", "2"), file("y", "3"));
    history.laterThatDay();
    return history.get(history.tip("main")).parents().getFirst();
  }

  @Test
  void aCommitInsideOfAMergeIsLeftToTheMergesLastCommit() {
    CommitSha second = insideOfARebasedPullRequest();
    CommitSha first = history.get(second).parents().getFirst();

    for (CommitSha inside : List.of(first, second)) {
      for (Optional<CommitSha> before : List.of(NONE, Optional.of(three), Optional.of(first))) {
        for (Optional<CommitSha> mark : List.of(NONE, Optional.of(three), Optional.of(first))) {
          Push push = read(mark, before, inside);

          assertThat(push.spans()).isEmpty();
          assertThat(codes(push)).contains("inside-merge");
          assertThat(push.warnings().getLast().message())
              .contains(inside.value(), "#4", history.tip("main").value());
        }
      }
    }
  }

  @Test
  void theMergesBeforeTheUnfinishedOneAreDecided() {
    CommitSha inside = insideOfARebasedPullRequest();

    for (Push push :
        List.of(
            read(Optional.of(one), NONE, inside),
            read(Optional.of(one), Optional.of(three), inside),
            read(NONE, Optional.of(one), inside))) {
      assertThat(spans(push))
          .containsExactly("change 1 (#1)..change 2 (#2) #2", "change 2 (#2)..change 3 (#3) #3");
      assertThat(push.from()).contains(one);
      assertThat(codes(push)).containsExactly("inside-merge");
    }
  }

  @Test
  void aCommitOfAMergedBranchIsInsideOfItsMerge() {
    CommitSha merge = history.mergePullRequest(4, file("y", "1"));
    history.laterThatDay();
    CommitSha inside = history.get(merge).parents().getLast();

    assertThat(read(NONE, NONE, inside).spans()).isEmpty();
    assertThat(spans(read(Optional.of(one), NONE, inside)))
        .containsExactly("change 1 (#1)..change 2 (#2) #2", "change 2 (#2)..change 3 (#3) #3");
  }

  @Test
  void aCommitByHandIsNotInsideOfALaterMergeThatNamesItToo() {
    CommitSha byHand = history.commit("main", "by hand", file("y", "1"));
    CommitSha merge = history.mergePullRequest(4, file("z", "1"));
    history.alsoBrought(4, byHand);
    history.laterThatDay();

    assertThat(spans(read(NONE, NONE, byHand))).containsExactly("change 3 (#3)..by hand");
    assertThat(spans(read(Optional.of(byHand), NONE, merge)))
        .containsExactly("by hand..Merge pull request #4 from owner/change-4 #4");
  }

  @Test
  void aCommitWhoseMergeIsNotOnMainAnyMoreIsDecided() {
    CommitSha inside = insideOfARebasedPullRequest();
    history.branch("main", inside);

    assertThat(spans(read(NONE, NONE, inside))).containsExactly("part 0 of 4..part 1 of 4");
  }

  // Remote main merged into a local one.

  @Test
  void theLineGoesOnAtRemoteMainThatWasMergedIntoALocalOne() {
    history.branch("local", one);
    history.commit("local", "local work", file("y", "1"));
    history.branch("main", history.merge("local", three, "Merge branch 'main' of github.com:o/c"));
    CommitSha after = history.squashPullRequest(4, file("z", "1"));
    history.laterThatDay();
    List<String> groups =
        List.of(
            "change 1 (#1)..change 2 (#2) #2",
            "change 2 (#2)..change 3 (#3) #3",
            "change 3 (#3)..Merge branch 'main' of github.com:o/c",
            "Merge branch 'main' of github.com:o/c..change 4 (#4) #4");

    assertThat(spans(read(NONE, Optional.of(three), after))).isEqualTo(groups.subList(2, 4));
    assertThat(spans(read(NONE, Optional.of(two), after))).isEqualTo(groups.subList(1, 4));
    assertThat(spans(read(NONE, Optional.of(one), after))).isEqualTo(groups);
    assertThat(spans(read(Optional.of(one), Optional.of(three), after))).isEqualTo(groups);
  }

  @Test
  void remoteMainIsKnownByItsPullRequestWhateverTheMergeIsCalled() {
    history.branch("local", one);
    history.commit("local", "local work", file("y", "1"));
    CommitSha merge = history.merge("local", three, "sync");
    history.branch("main", merge);
    history.laterThatDay();

    assertThat(spans(read(NONE, Optional.of(one), merge)))
        .containsExactly(
            "change 1 (#1)..change 2 (#2) #2",
            "change 2 (#2)..change 3 (#3) #3",
            "change 3 (#3)..sync");
    assertThat(spans(read(NONE, NONE, merge))).containsExactly("change 3 (#3)..sync");
  }

  @Test
  void aForksMainMergedIntoMainIsNoRemoteMain() {
    history.branch("fork", one);
    CommitSha fork = history.commit("fork", "work of a fork", file("y", "1"));
    CommitSha merge = history.merge("main", fork, "Merge branch 'main' of github.com:fork/c");
    history.laterThatDay();

    assertThat(spans(read(NONE, Optional.of(one), merge)))
        .containsExactly(
            "change 1 (#1)..change 2 (#2) #2",
            "change 2 (#2)..change 3 (#3) #3",
            "change 3 (#3)..Merge branch 'main' of github.com:fork/c");
  }

  // By the dice.

  static IntStream seeds() {
    return IntStream.range(0, 25);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theGroupsOfAWindowAreTheLastOnesOfTheWholeHistory(int seed) {
    compareWindows(seed, 18);
  }

  @Test
  @Tag("exhaustive")
  void theGroupsOfManyWindowsAreTheLastOnesOfTheWholeHistory() {
    for (int seed = 1_000; seed < 1_500; seed++) {
      compareWindows(seed, 8 + seed % 30);
    }
  }

  private static void compareWindows(int seed, int steps) {
    RandomMainBranch branch = new RandomMainBranch(seed).grow(steps);
    branch.history().laterThatDay();
    MapRepository repository = MapRepository.withItsOwnTime(branch.history());
    if (seed % 3 == 0) {
      repository.lateAssociations(Duration.ofDays(1));
    }
    List<String> whole =
        groups(repository, NONE, Optional.of(branch.states().getFirst()), branch.history());
    List<CommitSha> beginnings = new ArrayList<>(branch.states());
    beginnings.addAll(branch.middles());
    beginnings.remove(branch.history().tip("main"));
    for (CommitSha from : beginnings) {
      List<CommitSha> later =
          branch.states().stream()
              .filter(it -> !it.equals(from) && branch.history().ancestry(it).contains(from))
              .toList();
      int undecided =
          (int)
              branch.states().stream()
                  .skip(1)
                  .filter(it -> !branch.history().ancestry(from).contains(it))
                  .count();
      for (Optional<CommitSha> before :
          List.of(Optional.of(from), later.stream().skip(seed % later.size()).findFirst(), NONE)) {
        assertThat(groups(repository, Optional.of(from), before, branch.history()))
            .as("seed %d from %s, before %s", seed, branch.history().get(from).subject(), before)
            .isEqualTo(whole.subList(whole.size() - undecided, whole.size()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noGroupEndsInsideOfAMerge(int seed) {
    RandomMainBranch branch = new RandomMainBranch(seed).grow(18);
    branch.history().laterThatDay();
    MapRepository repository = MapRepository.withItsOwnTime(branch.history());
    for (CommitSha inside : branch.middles()) {
      for (CommitSha mark : branch.states()) {
        for (Optional<CommitSha> before : List.of(NONE, Optional.of(mark))) {
          assertThat(reader(repository).read(window(Optional.of(mark), before, inside)).spans())
              .extracting(span -> span.commit().sha())
              .isSubsetOf(branch.states());
        }
      }
    }
  }

  /** Each group as {@code commit it begins after..its last commit #pull request}. */
  private static List<String> groups(
      MapRepository from,
      Optional<CommitSha> mark,
      Optional<CommitSha> before,
      MapHistory history) {
    PushReader reader = reader(from);
    return reader.read(window(mark, before, history.tip("main"))).spans().stream()
        .map(reader::settled)
        .map(
            span ->
                "%s..%s #%s"
                    .formatted(
                        span.before().orElseThrow(),
                        span.commit().sha(),
                        span.source().map(PullRequest::number)))
        .toList();
  }
}
