package io.charttagger.setup;

import io.charttagger.report.SetupPoint;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a point found out, for the points that need it.
 *
 * @param value empty when it could not be found out
 * @param point the point that found it, or the one that has to be fixed first
 */
public record Known<T>(Optional<T> value, SetupPoint point) {
  static <T> Known<T> of(SetupPoint point, T value) {
    return new Known<>(Optional.of(value), point);
  }

  static <T> Known<T> unknown(SetupPoint point) {
    return new Known<>(Optional.empty(), point);
  }

  /** Both together; when one is unknown, what has to be fixed for it. */
  <U, V> Known<V> with(Known<U> other, BiFunction<T, U, V> both) {
    return value.isEmpty()
        ? unknown(point)
        : new Known<>(other.value.map(it -> both.apply(value.get(), it)), other.point);
  }
}
