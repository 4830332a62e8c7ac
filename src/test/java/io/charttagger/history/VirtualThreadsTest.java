package io.charttagger.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.port.PermanentFailure;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads go on side by side, and their failures are thrown as they were. */
@Timeout(60)
final class VirtualThreadsTest {

  @Test
  void resultsAreInTheItemsOrder() {
    assertThat(VirtualThreads.map(List.of(3, 1, 2), number -> number * 2)).containsExactly(6, 2, 4);
  }

  @Test
  void allItemsAreWorkedOnAtOnce() {
    CountDownLatch met = new CountDownLatch(3);

    assertThat(
            VirtualThreads.map(
                List.of(1, 2, 3),
                number -> {
                  met.countDown();
                  return await(met);
                }))
        .containsExactly(true, true, true);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void aFailureIsThrownAsItWas() {
    TransientFailure failure = new TransientFailure(StopReason.GITHUB, "gone", Duration.ZERO);
    Future<String> work =
        VirtualThreads.start(
            () -> {
              throw failure;
            });

    assertThatThrownBy(() -> VirtualThreads.join(work)).isSameAs(failure);
  }

  @Test
  void afterAFailureTheOthersComeToTheirEnd() {
    List<Integer> done = new CopyOnWriteArrayList<>();

    assertThatThrownBy(
            () ->
                VirtualThreads.map(
                    List.of(1, 2, 3),
                    number -> {
                      if (number == 1) {
                        throw new TransientFailure(StopReason.GITHUB, "gone", Duration.ZERO);
                      }
                      pause();
                      done.add(number);
                      return number;
                    }))
        .hasMessage("gone");

    assertThat(done).containsExactlyInAnyOrder(2, 3);
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"1 2 3, 3", "3 2 1, 3", "1 3 2, 3", "1 x 2, x", "x 9, x", "2 2, 2"})
  void ofSeveralFailuresTheOneThatWaitsLongestIsThrownOrTheOneThatDoesNotPass(
      String failures, String thrown) {
    assertThatThrownBy(
            () ->
                VirtualThreads.map(
                    List.of(failures.split(" ")),
                    failure -> {
                      throw failure.equals("x")
                          ? new PermanentFailure(502, "x")
                          : new TransientFailure(
                              StopReason.GITHUB,
                              failure,
                              Duration.ofSeconds(Integer.parseInt(failure)));
                    }))
        .hasMessage(thrown);
  }

  @Test
  void anErrorIsNotLost() {
    Error error = new StackOverflowError("deep");
    Future<String> work =
        VirtualThreads.start(
            () -> {
              throw error;
            });

    assertThatThrownBy(() -> VirtualThreads.join(work))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(error);
  }

  @Test
  void anInterruptedWaiterStopsAndStaysInterrupted() {
    Future<String> never = new FutureTask<>(() -> "never run");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> VirtualThreads.join(never))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("interrupted");

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void fewItemsAtOnceAreBegunInTheirOrder() {
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Integer> begun = Collections.synchronizedList(new ArrayList<>());

    VirtualThreads.each(
        IntStream.range(0, 50).boxed().toList(),
        3,
        item -> {
          most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
          begun.add(item);
          atWork.decrementAndGet();
        });

    assertThat(begun).hasSize(50).doesNotHaveDuplicates();
    assertThat(begun.getFirst()).isLessThan(3);
    assertThat(most).hasValueLessThanOrEqualTo(3);
  }

  @Test
  void whatIsBegunEndsBeforeAFailureIsThrown() {
    AtomicInteger done = new AtomicInteger();

    assertThatThrownBy(
            () ->
                VirtualThreads.each(
                    IntStream.range(0, 20).boxed().toList(),
                    2,
                    item -> {
                      if (item == 0) {
                        throw new PermanentFailure(502, "no");
                      }
                      done.incrementAndGet();
                    }))
        .isInstanceOf(PermanentFailure.class);

    assertThat(done).hasValue(19);
  }
}
