package io.charttagger.plan;

import static io.charttagger.plan.MergeBuilder.sha;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From commit 1 to 4, in three merges. */
final class CoveredTest {
  private final Covered covered =
      new Covered(
          Optional.of(sha("1")), List.of(sha("2"), sha("3"), sha("4")), Optional.of(sha("9")));

  @Test
  void behindItsBeginningIsAllOfIt() {
    assertThat(covered.behind(Optional.of(sha("1")))).isEqualTo(covered.commits());
    assertThat(covered.behind(Optional.empty())).isEqualTo(covered.commits());
  }

  @Test
  void behindOneOfItsCommitsIsTheRest() {
    assertThat(covered.behind(Optional.of(sha("2")))).containsExactly(sha("3"), sha("4"));
    assertThat(covered.behind(Optional.of(sha("3")))).containsExactly(sha("4"));
    assertThat(covered.behind(Optional.of(sha("4")))).isEmpty();
  }

  @Test
  void behindAnotherCommitIsOnlyTheLastOne() {
    assertThat(covered.behind(Optional.of(sha("7")))).containsExactly(sha("4"));
  }

  @Test
  void behindAnythingOfNothingIsNothing() {
    Covered nothing = new Covered(Optional.of(sha("1")), List.of(), Optional.empty());

    assertThat(nothing.behind(Optional.of(sha("7")))).isEmpty();
  }

  @Test
  void reachesBackToItsBeginningItsCommitsAndTheMarkThatWasLost() {
    for (String digit : List.of("1", "2", "3", "4", "9")) {
      assertThat(covered.reachesBackTo(sha(digit))).as(digit).isTrue();
    }
    assertThat(covered.reachesBackTo(sha("7"))).isFalse();
  }
}
