package io.charttagger.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GoalTest {

  @Test
  void isMetByAsMuchAsItAllows() {
    assertThat(Goal.measured("calls", "", 14, 14).columns())
        .containsExactly("calls", "≤ 14", "14", "1.00", "met");
  }

  @Test
  void isMissedByMore() {
    assertThat(Goal.measured("time", "s", 1.25, 1.5).columns())
        .containsExactly("time", "≤ 1.25 s", "1.50 s", "1.20", "MISSED");
  }

  @Test
  void isMissedByWhatJustRoundsToTheGoal() {
    assertThat(Goal.measured("time", "s", 1.25, 1.2501).columns())
        .containsExactly("time", "≤ 1.25 s", "1.25 s", "1.00", "MISSED");
  }

  @Test
  void isNeverMetByWhatIsNotBuilt() {
    Goal goal = Goal.notBuilt("catch-up");

    assertThat(goal.isMet()).isFalse();
    assertThat(goal.columns()).containsExactly("catch-up", "", "", "", "not built yet");
  }

  @Test
  void mayBeHeldByATest() {
    Goal goal = Goal.byTest("asks", "SomeTest");

    assertThat(goal.isMet()).isFalse();
    assertThat(goal.columns()).containsExactly("asks", "", "", "", "held by SomeTest");
  }

  @Test
  void isMissedByARunThatDidNotEnd() {
    Goal goal = new Goal("calls", "", 14, new Goal.Measured.Unfinished("incomplete"));

    assertThat(goal.isMet()).isFalse();
    assertThat(goal.columns()).containsExactly("calls", "≤ 14", "incomplete", "", "MISSED");
  }
}
