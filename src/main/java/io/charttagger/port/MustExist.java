package io.charttagger.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what is known to exist. The forge's replicas lag, so a "not found" for such a thing is
 * retried, and is a transient failure when it stays: never proof of absence.
 */
public final class MustExist {
  private static final List<Duration> RETRIES =
      List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

  private final Budget budget;

  /** Takes the time that the retries may use. */
  public MustExist(Budget budget) {
    this.budget = budget;
  }

  /**
   * Reads until it is found.
   *
   * @param what names the thing in a message, such as {@code the tree 1234567}
   * @throws TransientFailure when it is still not found after 3.5 s, or no time is left
   */
  public <T> T read(String what, Supplier<Optional<T>> read) {
    Optional<T> found = read.get();
    for (Duration wait : RETRIES) {
      if (found.isPresent()) {
        return found.get();
      }
      budget.pause(wait);
      found = read.get();
    }
    return found.orElseThrow(
        () ->
            new DoubtfulAnswer("GitHub does not show %s yet, although it exists".formatted(what)));
  }
}
