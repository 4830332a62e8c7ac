package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.local.Run;
import io.charttagger.local.github.DispatchMessage;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A large push in a process that is called again and again, and keeps what it has compiled: it
 * takes no more memory than promised. Alone, for its calls have little time each.
 */
@Isolated
@Tag("exhaustive")
final class ResumedPushMemoryTest {
  // The function keeps ten seconds of it for its end.
  private static final Duration SHORT = Duration.ofSeconds(13);

  /** What was read and planned goes through the lock table, all of it, several times. */
  @Test
  void isSavedAndResumedInLittleMemory() {
    try (LargePushMemoryTest.Case push =
        new LargePushMemoryTest.Case("resumed", LargePush::withChangelogs)) {
      int runs = 0;
      Run run;
      do {
        run = push.send(DispatchMessage::of, SHORT);
        runs++;
        assertThat(runs).isLessThan(100);
      } while (run.outcome().equals("incomplete"));

      assertThat(run.outcome()).isEqualTo("tagged");
      assertThat(run.tags()).hasSize(300);
      assertThat(runs).isGreaterThan(2);
      push.tookLittleMemory();
    }
  }
}
