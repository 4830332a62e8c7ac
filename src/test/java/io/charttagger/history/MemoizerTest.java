package io.charttagger.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each value is read once in a run, whoever needs it first. */
@Timeout(60)
final class MemoizerTest {
  private final Queue<String> reads = new ConcurrentLinkedQueue<>();
  private final Memoizer<String, String> lengths = new Memoizer<>(this::read);

  private String read(String key) {
    reads.add(key);
    return key + " #" + reads.size();
  }

  @Test
  void aValueIsReadOnce() {
    assertThat(lengths.get("a")).isEqualTo("a #1");
    assertThat(lengths.get("b")).isEqualTo("b #2");
    assertThat(lengths.get("a")).isEqualTo("a #1");
    assertThat(reads).containsExactly("a", "b");
  }

  @Test
  void aForgottenValueIsReadAnew() {
    lengths.get("a");
    lengths.forget("a");

    assertThat(lengths.get("a")).isEqualTo("a #2");
  }

  @Test
  void readingBeginsBeforeTheValueIsNeeded() throws InterruptedException {
    CountDownLatch read = new CountDownLatch(1);
    Memoizer<String, String> begun =
        new Memoizer<>(
            key -> {
              read.countDown();
              return key;
            });

    begun.begin("a");

    read.await();
    assertThat(begun.get("a")).isEqualTo("a");
  }

  @Test
  void aFailureShowsWhereTheValueIsNeededAndEachTime() {
    Memoizer<String, String> failing =
        new Memoizer<>(
            key -> {
              reads.add(key);
              throw new TransientFailure(StopReason.GITHUB, "no " + key, Duration.ZERO);
            });

    failing.begin("a");

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> failing.get("a"))
          .isInstanceOf(TransientFailure.class)
          .hasMessage("no a");
    }
    assertThat(reads).containsExactly("a");
  }

  @Test
  void manyThatNeedTheSameValueWaitForOneRead() {
    Semaphore go = new Semaphore(0);
    Memoizer<String, String> slow =
        new Memoizer<>(
            key -> {
              go.acquireUninterruptibly();
              return read(key);
            });
    var all =
        IntStream.range(0, 20).mapToObj(i -> VirtualThreads.start(() -> slow.get("a"))).toList();
    go.release(20);

    assertThat(all.stream().map(VirtualThreads::join)).hasSize(20).containsOnly("a #1");
  }
}
