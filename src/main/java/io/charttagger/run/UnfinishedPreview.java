package io.charttagger.run;

import io.charttagger.port.DoubtfulAnswer;
import io.charttagger.port.TransientFailure;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * What the last preview of this process had read when it had to stop: only in memory, because a
 * preview writes nothing. Who sends a large one again most often meets the same process, and comes
 * to the end; another process begins anew. Safe for concurrent use.
 */
final class UnfinishedPreview {
  private final AtomicReference<Optional<Kept>> kept = new AtomicReference<>(Optional.empty());

  private record Kept(String question, SavedReads reads) {}

  /**
   * Reads; what was read before a failure that may pass is there for the next attempt.
   *
   * @param question what the reads are good for; the next attempt must ask the same
   */
  <T> T resuming(String question, Function<SavedReads, T> read) {
    SavedReads reads =
        kept.getAndSet(Optional.empty())
            .filter(it -> it.question().equals(question))
            .map(Kept::reads)
            .orElseGet(SavedReads::none);
    try {
      return read.apply(reads);
    } catch (DoubtfulAnswer wrongAnswerAmongThem) {
      throw wrongAnswerAmongThem;
    } catch (TransientFailure failure) {
      kept.set(Optional.of(new Kept(question, reads)));
      throw failure;
    }
  }
}
