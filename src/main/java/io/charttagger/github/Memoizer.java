package io.charttagger.github;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Answers that never change, each asked for once in a run: objects by their SHA, and what a commit
 * says.
 *
 * @param <K> the question
 * @param <V> the answer
 */
final class Memoizer<K, V> {
  private final ConcurrentMap<K, Future<V>> answers = new ConcurrentHashMap<>();
  private final Function<K, V> ask;

  Memoizer(Function<K, V> ask) {
    this.ask = ask;
  }

  /** Begins to ask, unless that was done already. What goes wrong shows in {@link #get}. */
  void begin(K question) {
    var _ = asked(question);
  }

  V get(K question) {
    return VirtualThreads.join(asked(question));
  }

  private Future<V> asked(K question) {
    return answers.computeIfAbsent(
        question, unasked -> VirtualThreads.start(() -> ask.apply(unasked)));
  }
}
