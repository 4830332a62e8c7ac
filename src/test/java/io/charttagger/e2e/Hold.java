package io.charttagger.e2e;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one request at a server until it is let go: the runnable of a fault around that request.
 */
final class Hold implements Runnable {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final CompletableFuture<Void> arrived = new CompletableFuture<>();
  private final CompletableFuture<Void> letGo = new CompletableFuture<>();

  @Override
  public void run() {
    arrived.complete(null);
    join(letGo);
  }

  /**
   * Waits for the request.
   *
   * @param sender ends when whoever was to send the request has come to his end
   * @throws IllegalStateException when he came to it without the request
   */
  void awaitArrival(CompletableFuture<?> sender) {
    join(CompletableFuture.anyOf(arrived, sender));
    if (!arrived.isDone()) {
      throw new IllegalStateException("the request never came");
    }
  }

  void letGo() {
    letGo.complete(null);
  }

  private static void join(CompletableFuture<?> future) {
    try {
      future.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("waited in vain, for at most " + LONGEST, e);
    }
  }
}
