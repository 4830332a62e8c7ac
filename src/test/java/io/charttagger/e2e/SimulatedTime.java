package io.charttagger.e2e;

import io.charttagger.port.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;

/**
 * A clock that hours pass on in seconds: it stays as it is while anybody works, and goes on to the
 * next moment that somebody waits for when all of them wait. Whoever reads it is at work. Safe for
 * concurrent use.
 */
final class SimulatedTime extends Clock implements Sleeper, AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(5);

  // Ticks and not milliseconds: one in which the whole JVM stood still says nothing of who works.
  private static final int QUIET_TICKS = 8;

  private final PriorityQueue<Instant> awaited = new PriorityQueue<>();
  private final Thread ticker;
  private Instant now;
  private int quietTicks;

  SimulatedTime(Instant start) {
    this.now = start;
    this.ticker = Thread.ofPlatform().daemon().start(this::tick);
  }

  @Override
  public synchronized Instant instant() {
    quietTicks = 0;
    return now;
  }

  @Override
  public synchronized void pause(Duration time) {
    Instant end = now.plus(time);
    awaited.add(end);
    try {
      while (now.isBefore(end)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      awaited.remove(end);
      quietTicks = 0;
    }
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK);
        // Its turn comes after that of all virtual threads that could work now.
        Thread.startVirtualThread(() -> {}).join();
        synchronized (this) {
          quietTicks++;
          boolean quiet = quietTicks > QUIET_TICKS;
          if (quiet && !awaited.isEmpty() && awaited.peek().isAfter(now)) {
            now = awaited.peek();
            quietTicks = 0;
            notifyAll();
          }
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nothing here reads a zone");
  }

  @Override
  public void close() {
    ticker.interrupt();
  }
}
