package io.charttagger.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.local.Run;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.Faults;
import io.charttagger.local.github.GitHubSimulator;
import io.charttagger.local.lambda.LambdaHost;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A process of the function that is stopped (SIGSTOP) while a request of its is at the simulator,
 * until it is woken.
 */
final class SleepingProcess {
  private final LambdaHost process;
  private final Hold hold = new Hold();
  private final CompletableFuture<Void> effect = new CompletableFuture<>();
  private final CompletableFuture<Run> run = new CompletableFuture<>();

  private SleepingProcess(LambdaHost process) {
    this.process = process;
  }

  /**
   * The n-th request of this method and path.
   *
   * @param path without the repository's name
   */
  record Call(String method, String path, int nth) {
    /** True for the n-th time that it is asked about such a request. */
    private Predicate<Faults.Arrival> in(TwoPushes pushes) {
      AtomicInteger seen = new AtomicInteger();
      return arrival ->
          arrival.method().equals(method)
              && pushes.plain(arrival.path()).equals(path)
              && seen.incrementAndGet() == nth;
    }
  }

  /**
   * Where it sleeps.
   *
   * @param call the request that is on the way
   * @param side {@code Fault.Before} or {@code Fault.After} the request's effect
   */
  record Bed(Call call, Function<Runnable, Fault> side) {}

  /** Sends the first push to the process and returns when it sleeps. */
  static SleepingProcess send(
      GitHubSimulator github, TwoPushes pushes, LambdaHost process, Bed bed) {
    SleepingProcess sleeping = new SleepingProcess(process);
    github.faults().next(bed.call().in(pushes), bed.side().apply(sleeping.hold));
    github
        .faults()
        .next(bed.call().in(pushes), new Fault.After(() -> sleeping.effect.complete(null)));
    JsonNode dispatch = pushes.first();
    sleeping.run.completeAsync(
        () -> Run.send(process, dispatch), task -> Thread.ofVirtual().start(task));
    sleeping.hold.awaitArrival(sleeping.run);
    process.pause();
    return sleeping;
  }

  /** Lets the request take effect if it has not, wakes the process and waits for its end. */
  Run wake() {
    hold.letGo();
    effect.join();
    process.resume();
    return run.join();
  }
}
