package io.charttagger.e2e;

import io.charttagger.port.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that hours pass on in seconds: it stays as it is while anybody works, and goes on to the
 * next moment that somebody waits for when all of them wait. Whoever reads it is at work. Safe for
 * concurrent use.
 */
final class SimulatedTime extends Clock implements Sleeper, AutoCloseable {
  private static final Duration QUIET = Duration.ofMillis(25);

  private final AtomicLong lastRead = new AtomicLong(System.nanoTime());
  private final PriorityQueue<Instant> awaited = new PriorityQueue<>();
  private final Thread ticker;
  private Instant now;

  SimulatedTime(Instant start) {
    this.now = start;
    this.ticker = Thread.ofPlatform().daemon().start(this::tick);
  }

  @Override
  public synchronized Instant instant() {
    lastRead.set(System.nanoTime());
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
      lastRead.set(System.nanoTime());
    }
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(QUIET.dividedBy(5));
        synchronized (this) {
          boolean quiet = System.nanoTime() - lastRead.get() > QUIET.toNanos();
          if (quiet && !awaited.isEmpty() && awaited.peek().isAfter(now)) {
            now = awaited.peek();
            lastRead.set(System.nanoTime());
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
