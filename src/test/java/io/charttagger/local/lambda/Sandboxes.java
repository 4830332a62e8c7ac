package io.charttagger.local.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The function's sandboxes, as Lambda keeps them: each works on one event at a time, and one that
 * has ended is replaced by a fresh one before the next event. Safe for concurrent use; an event
 * waits while all are busy.
 */
public final class Sandboxes implements AutoCloseable {
  private final LambdaHost.Setup setup;
  private final BlockingQueue<LambdaHost> idle = new LinkedBlockingQueue<>();
  private final List<LambdaHost> started = new ArrayList<>();

  /** Starts so many; they go on initialising while this returns. */
  public Sandboxes(LambdaHost.Setup setup, int count) {
    this.setup = setup;
    for (int i = 0; i < count; i++) {
      idle.add(fresh());
    }
  }

  /** Hands an event to an idle sandbox and waits for the answer. */
  public LambdaHost.Answer invoke(byte[] event, Duration allowed) {
    LambdaHost sandbox = take();
    try {
      return sandbox.invoke(event, allowed);
    } finally {
      idle.add(sandbox);
    }
  }

  /** Starts one more, which gets no events from here. */
  public LambdaHost another() {
    return fresh();
  }

  /** All that were ever started, the dead ones too: their output is the log. */
  public synchronized List<LambdaHost> all() {
    return List.copyOf(started);
  }

  @Override
  public void close() {
    all().forEach(LambdaHost::close);
  }

  private LambdaHost take() {
    try {
      LambdaHost sandbox = idle.take();
      return sandbox.isAlive() ? sandbox : fresh();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private synchronized LambdaHost fresh() {
    LambdaHost sandbox = LambdaHost.start(setup);
    started.add(sandbox);
    return sandbox;
  }
}
