package io.charttagger.history;

import io.charttagger.port.Budget;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads again what GitHub may show late, for some seconds and while the run has time for it. */
record LateAnswers(Budget budget) {
  private static final List<Duration> RETRIES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  // What the rest of the run needs.
  private static final Duration REST = Duration.ofSeconds(10);

  /** The first answer that is not late, or else the last one. */
  <T> T settled(Supplier<T> read, Predicate<T> mayBeLate) {
    T answer = read.get();
    for (Duration wait : RETRIES) {
      if (!mayBeLate.test(answer) || !budget.allows(wait.plus(REST))) {
        break;
      }
      budget.pause(wait);
      answer = read.get();
    }
    return answer;
  }
}
