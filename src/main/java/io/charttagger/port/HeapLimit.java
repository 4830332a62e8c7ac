package io.charttagger.port;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Keeps the heap small while much is read. Lambda lets it grow to 85 % of the function's memory,
 * and the serial collector leaves the old generation alone until that is full: the few megabytes
 * that are in use would take more than a gigabyte. What goes over the limit is collected before the
 * next request to GitHub or DynamoDB; an ordinary push never does.
 */
public final class HeapLimit {
  private static final long MEGABYTE = 1 << 20;
  private static final long USUAL = 48 * MEGABYTE;
  // Where more is in use, it is not collected again for nothing.
  private static final long GROWTH = 4 * MEGABYTE;

  /** That of this process. */
  public static final HeapLimit OF_JVM =
      new HeapLimit(
          () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(), System::gc);

  private final LongSupplier used;
  private final Runnable collection;
  private final ReentrantLock collecting = new ReentrantLock();
  private volatile long most = USUAL;

  /**
   * Collects nothing yet.
   *
   * @param used the bytes of the heap that are in use, or garbage
   */
  HeapLimit(LongSupplier used, Runnable collection) {
    this.used = used;
    this.collection = collection;
  }

  /** Collects when there is much to collect. */
  public void keep() {
    if (used.getAsLong() > most && collecting.tryLock()) {
      try {
        collection.run();
        most = Math.max(USUAL, used.getAsLong() + GROWTH);
      } finally {
        collecting.unlock();
      }
    }
  }
}
