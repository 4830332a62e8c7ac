package io.charttagger.history;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Values that never change, each read once in a run: objects by their SHA, and what a commit says.
 *
 * @param <K> the key
 * @param <V> the value
 */
final class Memoizer<K, V> {
  private final ConcurrentMap<K, Future<V>> values = new ConcurrentHashMap<>();
  private final Function<K, V> read;

  Memoizer(Function<K, V> read) {
    this.read = read;
  }

  /** Begins to read, unless that was done already. A failure shows in {@link #get}. */
  void begin(K key) {
    var _ = begun(key);
  }

  V get(K key) {
    return VirtualThreads.join(begun(key));
  }

  /** True when it was read, or begun to be. */
  boolean has(K key) {
    return values.containsKey(key);
  }

  /** Takes a value that was read in another way; one that is there already stays. */
  void put(K key, V value) {
    values.putIfAbsent(key, CompletableFuture.completedFuture(value));
  }

  /** The next {@link #get} reads anew. */
  void forget(K key) {
    values.remove(key);
  }

  private Future<V> begun(K key) {
    return values.computeIfAbsent(key, unread -> VirtualThreads.start(() -> read.apply(unread)));
  }
}
