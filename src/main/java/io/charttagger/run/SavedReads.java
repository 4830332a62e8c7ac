package io.charttagger.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.CommitSha;
import io.charttagger.history.SavedNotes;
import io.charttagger.history.StateReader;
import io.charttagger.port.Budget;
import io.charttagger.port.DoubtfulAnswer;
import io.charttagger.port.Lease;
import io.charttagger.port.ReadableRepository;
import io.charttagger.port.TransientFailure;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What a run has read of a repository, on its way through the lock table: a run of the same
 * dispatch that resumes does not read it again, so a push of any size comes to its end, however
 * little time each run has. Safe for concurrent use.
 */
final class SavedReads implements SavedNotes {
  private static final int FORM = 1;
  // Characters, of up to three bytes: what a lease saves. What is beyond it is read again.
  private static final long MOST = 20_000_000;

  private final ConcurrentMap<String, String> values;
  private final AtomicLong size = new AtomicLong();

  private SavedReads(Map<String, String> values) {
    this.values = new ConcurrentHashMap<>(values);
    values.forEach((key, value) -> size.addAndGet(sizeOf(key, value)));
  }

  /** What an earlier run has left; nothing when it answers another question or is damaged. */
  static SavedReads of(Optional<InputStream> saved, String question) {
    return new SavedReads(
        saved
            .flatMap(
                work ->
                    SavedJson.read(
                        work,
                        "values",
                        json ->
                            SavedJson.number(json, "reads") == FORM
                                && SavedJson.text(json, "question").equals(question)))
            .orElse(Map.of()));
  }

  /** Nothing is saved, and what is read is not going to be. */
  static SavedReads none() {
    return new SavedReads(Map.of());
  }

  /** Reads; what was read before a failure that may pass is saved for the next attempt. */
  static <T> T resuming(Lease lease, String question, Function<SavedReads, T> read) {
    SavedReads reads = of(lease.savedWork(), question);
    try {
      return read.apply(reads);
    } catch (DoubtfulAnswer doubtful) {
      // The wrong answer may be among those that are saved.
      lease.save(none().write(question));
      throw doubtful;
    } catch (TransientFailure failure) {
      lease.save(reads.write(question));
      throw failure;
    }
  }

  /** Reads what was not read before, and adds it. */
  StateReader reader(ReadableRepository repository, StateReader.Layout layout, Budget budget) {
    return new StateReader(new ReadOnce(repository, this), layout, this, budget);
  }

  Lease.Work write(String question) {
    return SavedJson.write(
        SavedJson.object().put("reads", FORM).put("question", question), "values", values);
  }

  /** What was saved under that key, in that form. */
  <T> Optional<T> find(String key, ReadJson<T> form) {
    return Optional.ofNullable(values.get(key))
        .flatMap(value -> SavedJson.read(value, json -> Optional.of(form.read().apply(json))));
  }

  <T> void save(String key, T value, ReadJson<T> form) {
    JsonNode json = form.write().apply(value);
    String text = json.toString();
    if (size.addAndGet(sizeOf(key, text)) <= MOST) {
      values.put(key, text);
    }
  }

  private static int sizeOf(String key, String value) {
    return key.length() + value.length();
  }

  @Override
  public Optional<ReleaseNotes> find(CommitSha commit, String directory) {
    return find(notesOf(commit, directory), ReadJson.NOTES);
  }

  /** The long lists that they were chosen from are not needed any more. */
  @Override
  public void save(CommitSha commit, String directory, ReleaseNotes notes) {
    save(notesOf(commit, directory), notes, ReadJson.NOTES);
    values
        .entrySet()
        .removeIf(
            saved -> {
              boolean chosenFrom = saved.getKey().endsWith(ReadOnce.touching(directory));
              if (chosenFrom) {
                size.addAndGet(-sizeOf(saved.getKey(), saved.getValue()));
              }
              return chosenFrom;
            });
  }

  private static String notesOf(CommitSha commit, String directory) {
    return "notes %s %s".formatted(commit, directory);
  }
}
